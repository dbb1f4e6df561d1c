import type { SameTexts } from '../catalogue.js';
import type { frame as english } from '../en/frame.js';

export const frame: SameTexts<typeof english> = {
  title: 'Coddle',
  skip: 'Zum Inhalt springen',
  views: 'Ansichten',
  now: 'Jetzt',
  start: 'Starten',
  approvals: 'Freigaben',
  history: 'Verlauf',
  access: 'Zugriff',
  about: 'Info',
  settings: 'Sprache und Einheit',
  language: 'Sprache',
  unit: 'Einheit',
  cooker: 'Gerät',
  loading: 'Wird geladen …',
  viewFailed: 'Diese Ansicht konnte nicht geladen werden.',
  tryAgain: 'Erneut versuchen',
  simulated: 'Hier ist alles simuliert. Es ist kein echtes Gerät verbunden.',
  trouble: 'Verbindung gestört. Zu sehen ist, was zuletzt beobachtet wurde.',
  offline: 'Der Server ist nicht erreichbar. Zu sehen ist, was zuletzt beobachtet wurde.',
  reconnecting: 'Verbindung wird neu aufgebaut …',
  full: 'Der Server hat keine Live-Verbindung frei, daher fragt diese Seite alle paar Sekunden nach.',
  signedOut: 'Du bist abgemeldet.',
  signIn: 'Anmelden',
  noPassword:
    'Es ist noch kein Passwort festgelegt. Gib auf dem Rechner, auf dem Coddle läuft, ein: coddle owner set-password',
  storageBlocked:
    'Dieser Browser speichert nichts für diese Seite. Sprache und Einheit gehen beim Schließen verloren, und zum Anmelden musst du eventuell Cookies erlauben.',
  dismiss: 'Schließen',
};
