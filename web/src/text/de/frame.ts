import type { SameTexts } from '../catalogue.js';
import type { frame as english } from '../en/frame.js';

export const frame: SameTexts<typeof english> = {
  title: 'Coddle',
  skip: 'Zum Inhalt springen',
  views: 'Ansichten',
  now: 'Jetzt',
  start: 'Starten',
  thermometers: 'Thermometer',
  alerts: 'Alarme',
  approvals: 'Freigaben',
  history: 'Verlauf',
  access: 'Zugriff',
  waiting: { one: '{count} wartet', other: '{count} warten' },
  about: 'Info',
  settings: 'Sprache und Einheit',
  language: 'Sprache',
  unit: 'Einheit',
  cooker: 'Gerät',
  loading: 'Wird geladen …',
  viewFailed: 'Diese Ansicht konnte nicht geladen werden.',
  tryAgain: 'Erneut versuchen',
  simulated: 'Hier ist alles simuliert. Es ist kein echtes Gerät verbunden.',
  simulatedSpeed: 'Die Zeit läuft {speed}-mal so schnell.',
  trouble:
    'Verbindung gestört: Die Live-Verbindung ist nicht lesbar. Diese Seite fragt stattdessen alle paar Sekunden nach.',
  offline: 'Der Server ist nicht erreichbar. Zu sehen ist, was zuletzt beobachtet wurde.',
  polling: 'Im Moment gibt es keine Live-Verbindung, daher fragt diese Seite alle paar Sekunden nach.',
  signedOut: 'Du bist abgemeldet.',
  signIn: 'Anmelden',
  noPassword: 'Es ist noch kein Passwort festgelegt. Gib auf dem Rechner, auf dem Coddle läuft, ein:',
  storageBlocked:
    'Dieser Browser speichert nichts für diese Seite. Sprache und Einheit gehen beim Schließen verloren.',
  cookiesBlocked:
    'Dieser Browser blockiert Cookies für diese Seite. Zum Anmelden werden sie gebraucht: Erlaube Cookies für diese Adresse.',
  newVersion: 'Eine andere Version von Coddle wurde installiert.',
  reload: 'Seite neu laden',
  dismiss: 'Schließen',
};
