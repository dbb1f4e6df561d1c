import type { SameTexts } from '../catalogue.js';
import type { rule as english } from '../en/rule.js';

export const rule: SameTexts<typeof english> = {
  'The timer ends too early': 'Der Timer endet zu früh',
  'Food must be discarded': 'Essen muss weggeworfen werden',
  'The cooker is silent during a cook': 'Das Gerät ist während des Garens stumm',
  'The cooker reports a fault': 'Das Gerät meldet einen Fehler',
  'Low water': 'Wenig Wasser',
  'Target reached': 'Ziel erreicht',
  'Cook done': 'Zeit abgelaufen',
  Pasteurised: 'Pasteurisiert',
  'Food with a probe must be discarded': 'Essen mit Fühler muss weggeworfen werden',
  'Core at its target': 'Kern am Ziel',
  'Core pasteurised': 'Kern pasteurisiert',
  'Probe lost': 'Fühler nicht zu hören',
  'A start waits for approval': 'Ein Start wartet auf Freigabe',
  'Battery low': 'Batterie schwach',
};
