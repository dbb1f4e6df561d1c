import type { SameTexts } from '../catalogue.js';
import type { notify as english } from '../en/notify.js';

export const notify: SameTexts<typeof english> = {
  timerEnded: 'Der Timer ist zu Ende',
  timerEndedBody: '{cooker} hält die Temperatur, bis du es stoppst.',
  throwAway: 'Wirf das Essen weg',
  throwAwayBody: 'Das Essen auf {cooker} ist nicht mehr sicher.',
  silent: 'Ein Gerät schweigt',
  silentBody: '{cooker} lief, als es zuletzt etwas meldete, und meldet jetzt nichts. Sieh nach.',
  approval: 'Ein Start wartet auf dich',
  approvalBody: 'Jemand möchte auf {cooker} einen Garvorgang starten. Ohne deine Freigabe startet nichts.',
};
