import { CoddleError } from '../../shared/errors.js';

/** Thrown when there is no rule of that id, or not for this client. */
export class AlertRuleNotFoundError extends CoddleError {
  readonly code = 'ALERT_RULE_NOT_FOUND';
  readonly kind = 'not-found';

  constructor() {
    super('There is no rule with this rule_id: GET /alert-rules lists them.', {
      details: { field: 'rule_id' },
    });
  }
}

/** Thrown when a rule is to be deleted that comes with the server. */
export class DefaultRuleError extends CoddleError {
  readonly code = 'ALERT_RULE_IS_DEFAULT';
  readonly kind = 'conflict';

  constructor() {
    super('This rule comes with the server, so it cannot be deleted: switch it off with "enabled": false.', {
      details: { field: 'rule_id' },
    });
  }
}

/** Thrown when there are as many rules as there may be. */
export class TooManyRulesError extends CoddleError {
  readonly code = 'TOO_MANY_ALERT_RULES';
  readonly kind = 'limited';

  /** @param maximum how many rules there may be */
  constructor(maximum: number) {
    super(`There may be at most ${maximum} rules, so none was made: delete one that is not needed.`, {
      details: { maximum },
    });
  }
}

/** Thrown when a field of a rule does not fit the others. */
export class UnfitRuleError extends CoddleError {
  readonly code = 'VALIDATION_ERROR';
  readonly kind = 'invalid';

  /** @param message the reason, beginning with the field, without a full stop */
  constructor(field: string, message: string) {
    super(`${message}.`, { details: { field, problems: [{ field, message }] } });
  }
}

/** Thrown when an alert of a rule could never end. */
export class RuleNeverClearsError extends CoddleError {
  readonly code = 'ALERT_RULE_NEVER_CLEARS';
  readonly kind = 'invalid';

  constructor(field: string, message: string, details: object) {
    super(message, { details: { field, ...details } });
  }
}

/** Thrown when a rule could never fire. */
export class RuleNeverFiresError extends CoddleError {
  readonly code = 'ALERT_RULE_NEVER_FIRES';
  readonly kind = 'invalid';

  constructor(field: string, message: string, details: object) {
    super(message, { details: { field, ...details } });
  }
}

/** Thrown when a rule is to watch one thing that is not known, or not for this client. */
export class AlertThingNotFoundError extends CoddleError {
  readonly code = 'ALERT_THING_NOT_FOUND';
  readonly kind = 'not-found';

  /** @param kind what it is to be */
  constructor(kind: 'cooker' | 'probe' | 'thermometer') {
    super(`There is no ${kind} with this thing_id: ${LISTS[kind]} lists them.`, {
      details: { field: 'thing_id' },
    });
  }
}

const LISTS = {
  cooker: 'GET /devices',
  probe: 'GET /thermometers',
  thermometer: 'GET /thermometers',
} as const;

/** Thrown when a key that is limited to some devices would change what is about others too. */
export class KeyLimitedError extends CoddleError {
  readonly code = 'KEY_LIMITED';
  readonly kind = 'forbidden';

  constructor() {
    super(
      'This key is limited to some devices, and this rule is about others too: only a key without a limit, or the owner, can change it.',
    );
  }
}

/** Thrown when no channel of that name is set up. */
export class AlertChannelNotFoundError extends CoddleError {
  readonly code = 'ALERT_CHANNEL_NOT_FOUND';
  readonly kind = 'not-found';

  constructor() {
    super('No channel of that name is set up: GET /alert-channels lists them.', {
      details: { field: 'name' },
    });
  }
}
