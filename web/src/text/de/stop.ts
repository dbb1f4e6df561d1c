import type { SameTexts } from '../catalogue.js';
import type { stop as english } from '../en/stop.js';

export const stop: SameTexts<typeof english> = {
  stop: 'Stopp',
  stopWhateverRuns: 'Stoppen, was läuft',
  stopNamed: '{name} stoppen',
  sending: 'Wird gestoppt: Die Anfrage ist unterwegs.',
  retrying: 'Der Stopp hat den Server noch nicht erreicht. Neuer Versuch …',
  repeating: 'Der Stopp wurde noch nicht ausgeführt. Neuer Versuch …',
  accepted: 'Der Stopp wurde bestätigt. Warten, bis das Gerät es zeigt.',
  stopped: 'Gestoppt: Das Gerät zeigt es.',
  nothingRuns: 'Nicht gestoppt: Der Server kennt dort keinen Garvorgang.',
  failed: 'Der Stopp ist fehlgeschlagen.',
  atTheCooker: 'Wenn es zu lange dauert, benutze die Taste am Gerät.',
  signedOut: 'Zum Stoppen musst du dich neu anmelden. Du kannst auch die Taste am Gerät benutzen.',
};
