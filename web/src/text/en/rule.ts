/** The names of the rules that come with the server, by what the server calls them. */
export const rule = {
  'The timer ends too early': 'The timer ends too early',
  'Food must be discarded': 'Food must be discarded',
  'The cooker is silent during a cook': 'The cooker is silent during a cook',
  'The cooker reports a fault': 'The cooker reports a fault',
  'Low water': 'Low water',
  'Target reached': 'Target reached',
  'Cook done': 'Cook done',
  Pasteurised: 'Pasteurised',
  'Food with a probe must be discarded': 'Food with a probe must be discarded',
  'Core at its target': 'Core at its target',
  'Core pasteurised': 'Core pasteurised',
  'Probe lost': 'Probe lost',
  'A start waits for approval': 'A start waits for approval',
  'Battery low': 'Battery low',
} as const;
