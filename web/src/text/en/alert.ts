/** An alert, as the first view shows it too. */
export const alert = {
  critical: 'Critical',
  warning: 'Warning',
  info: 'News',
  since: 'since {when}',
  acknowledge: 'Acknowledge',
  acknowledgeNamed: 'Acknowledge: {name}, {thing}',
  acknowledged: 'Acknowledged: {name}.',
  wasOver: '{name} was over already.',
  acknowledgedBy: 'Acknowledged {when} by {who}',
  more: { one: '{count} more open alert', other: '{count} more open alerts' },
  open: { one: '{count} open alert, acknowledged', other: '{count} open alerts, acknowledged' },
  firing: { one: '{count} alert', other: '{count} alerts' },
} as const;
