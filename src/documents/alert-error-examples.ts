import type { ErrorExample } from './error-example.js';

/** The errors about alerts, by their code. */
export const ALERT_ERRORS = {
  ALERT_NOT_FOUND: {
    status: 404,
    when: 'No alert of that alert_id is kept, or it is about something that this key may not see.',
    message: 'There is no alert with this alert_id, or it is no longer kept: GET /alerts lists them.',
    details: { field: 'alert_id' },
  },
  ALERT_NOT_FIRING: {
    status: 409,
    when: 'The alert is pending: its condition does not hold for long enough yet.',
    message: 'This alert has not fired: its condition does not hold for long enough yet.',
    details: { field: 'alert_id' },
  },
  ALERT_RULE_NOT_FOUND: {
    status: 404,
    when: 'There is no rule of that rule_id, or the rule that this request_id made was deleted since.',
    message: 'There is no rule with this rule_id: GET /alert-rules lists them.',
    details: { field: 'rule_id' },
  },
  ALERT_RULE_IS_DEFAULT: {
    status: 409,
    when: 'The rule comes with the server.',
    message: 'This rule comes with the server, so it cannot be deleted: switch it off with "enabled": false.',
    details: { field: 'rule_id' },
  },
  ALERT_RULE_NEVER_CLEARS: {
    status: 400,
    when: 'An alert of the rule could never end.',
    message:
      'An alert of this rule could never end: it would end at 103 %, and the battery is between 0 and 100 %.',
    details: { field: 'clear_by', would_end_at: 103, minimum: 0, maximum: 100 },
  },
  ALERT_RULE_NEVER_FIRES: {
    status: 400,
    when: 'The rule could never fire.',
    message: 'This rule could never fire: the battery is between 0 and 100 %, so it is never above 100.',
    details: { field: 'above', received: 100, minimum: 0, maximum: 100 },
  },
  ALERT_THING_NOT_FOUND: {
    status: 404,
    when: 'The cooker, probe or thermometer of a rule is not known, or this key may not see it.',
    message: 'There is no probe with this thing_id: GET /thermometers lists them.',
    details: { field: 'thing_id' },
  },
  ALERT_CHANNEL_NOT_FOUND: {
    status: 404,
    when: 'No channel of that name is set up.',
    message: 'No channel of that name is set up: GET /alert-channels lists them.',
    details: { field: 'name' },
  },
  TOO_MANY_ALERT_RULES: {
    status: 429,
    when: 'There are 200 rules already, those that come with the server included.',
    message: 'There may be at most 200 rules, so none was made: delete one that is not needed.',
    details: { maximum: 200 },
  },
  KEY_LIMITED: {
    status: 403,
    when: 'The key is limited to some devices, and the rule is about others too.',
    message:
      'This key is limited to some devices, and this rule is about others too: only a key without a limit, or the owner, can change it.',
  },
} satisfies Record<string, ErrorExample>;
