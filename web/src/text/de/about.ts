import type { SameTexts } from '../catalogue.js';
import type { about as english } from '../en/about.js';

export const about: SameTexts<typeof english> = {
  heading: 'Info',
  server: 'Dieser Server',
  version: 'Version',
  rules: 'Sicherheitsregeln',
  journal: 'Journal',
  journalEntries: { one: 'in Ordnung, {count} Eintrag', other: 'in Ordnung, {count} Einträge' },
  journalHash: 'Neueste Prüfsumme',
  journalHint: 'Mit dieser Prüfsumme beweist coddle journal verify später, dass davor nichts geändert wurde.',
  storage: 'Speicher',
  cloud: 'Verbindung zur Cloud',
  cooker: 'Gerät',
  safety: 'Sicherheitsprüfung',
  stream: 'Diese Seite',
  up: 'in Ordnung',
  down: 'nicht in Ordnung',
  checking: 'Wird geprüft …',
  checkFailed: 'Der Zustand des Servers konnte nicht gelesen werden.',
  checkAgain: 'Noch einmal prüfen',
  live: 'folgt den Ereignissen sofort',
  polling: 'fragt alle paar Sekunden',
  trouble: 'kann die Ereignisse nicht lesen und fragt alle paar Sekunden',
  connecting: 'wird verbunden',
  offline: 'erreicht den Server nicht',

  choices: 'Sprache und Einheit',
  choicesHint: 'Beide behält dieser Browser. Der Server spricht immer von °C.',
  language: 'Sprache',
  unit: 'Temperaturen in',
  celsius: 'Grad Celsius (°C)',
  fahrenheit: 'Grad Fahrenheit (°F)',

  notifications: 'Benachrichtigungen',
  notificationsHint:
    'Solange diese Seite in einem Tab offen ist, kann sie dir sagen, dass ein Timer zu Ende ist, dass Essen weggeworfen werden muss, dass ein Start auf dich wartet und dass ein Gerät schweigt.',
  notify: 'Benachrichtige mich',
  notifyOff: 'Nicht mehr benachrichtigen',
  notifyOn: 'Dieser Browser zeigt Benachrichtigungen dieser Seite.',
  notifyDenied:
    'Dieser Browser blockiert Benachrichtigungen dieser Seite. Erlaube sie in den Einstellungen des Browsers und versuche es noch einmal.',
  notifyImpossible: 'Dieser Browser zeigt für diese Adresse keine Benachrichtigungen. Sie brauchen https.',

  install: 'Installieren',
  installed: 'Diese Seite ist als App installiert.',
  installHow:
    'Um Coddle als App zu haben, wähle im Menü des Browsers „Installieren“ oder „Zum Startbildschirm“. Das braucht https.',
  more: 'Mehr lesen',
  docs: 'Alle Anfragen, zum Ausprobieren',
  openapi: 'Der Vertrag der Schnittstelle (OpenAPI)',
  privacy: 'Was gespeichert wird, und wie lange',
  license: 'Coddle ist freie Software unter der MIT-Lizenz.',
};
