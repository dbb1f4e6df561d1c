import type { SameTexts } from '../catalogue.js';
import type { alert as english } from '../en/alert.js';

export const alert: SameTexts<typeof english> = {
  critical: 'Kritisch',
  warning: 'Warnung',
  info: 'Neuigkeit',
  since: 'seit {when}',
  acknowledge: 'Bestätigen',
  acknowledgeNamed: 'Bestätigen: {name}, {thing}',
  acknowledged: 'Bestätigt: {name}.',
  wasOver: '{name} war schon vorbei.',
  acknowledgedBy: 'Bestätigt {when} von {who}',
  more: { one: '{count} weiterer offener Alarm', other: '{count} weitere offene Alarme' },
  open: { one: '{count} offener Alarm, bestätigt', other: '{count} offene Alarme, bestätigt' },
  firing: { one: '{count} Alarm', other: '{count} Alarme' },
};
