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
  close: 'Schließen',
  notWhileOffline: 'Nicht möglich, solange der Server nicht erreichbar ist.',
  notSignedIn: 'Melde dich zuerst an.',
  minutes: '{minutes} min',
  hours: '{hours} h',
  hoursAndMinutes: '{hours} h {minutes} min',
};
