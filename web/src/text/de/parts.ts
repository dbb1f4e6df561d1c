import type { SameTexts } from '../catalogue.js';
import type { parts as english } from '../en/parts.js';

export const parts: SameTexts<typeof english> = {
  unknown: 'nicht bekannt',
  justNow: 'gerade eben',
  secondsAgo: { one: 'vor {count} Sekunde', other: 'vor {count} Sekunden' },
  minutesAgo: { one: 'vor {count} Minute', other: 'vor {count} Minuten' },
  hoursAgo: { one: 'vor {count} Stunde', other: 'vor {count} Stunden' },
  daysAgo: { one: 'vor {count} Tag', other: 'vor {count} Tagen' },
  neverSeen: 'nie gemeldet',
  cancel: 'Abbrechen',
  notWhileOffline: 'Nicht möglich, solange der Server nicht erreichbar ist.',
  notSignedIn: 'Melde dich zuerst an.',
  reading: 'Wird gelesen …',
  notRead: 'Das konnte nicht gelesen werden: {reason}',
  notReached: 'Der Server wurde nicht erreicht.',
  notDone: 'Es wurde nichts geändert: {reason}',
  signInHeading: 'Nur für den Eigentümer',
  signInWhy: 'Melde dich als Eigentümer dieses Servers an, um das zu sehen und zu ändern.',
  signInWithPassword: 'Mit dem Passwort anmelden',
  signInByLink: 'Oder benutze den Link, den das auf der Maschine ausgibt, auf der Coddle läuft:',
  setPasswordHeading: 'Setze zuerst ein Passwort',
  setPasswordHow:
    'Es ist noch kein Passwort des Eigentümers gesetzt. Gib auf der Maschine, auf der Coddle läuft, in einem Terminal ein:',
  minutes: '{minutes} min',
  hours: '{hours} h',
  hoursAndMinutes: '{hours} h {minutes} min',
};
