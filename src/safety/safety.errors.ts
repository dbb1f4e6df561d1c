import { CoddleError, type ErrorKind } from '../shared/errors.js';
import { FOOD_MUST_BE_DISCARDED } from './continued-food.js';
import type { Alternative, Finding, Verdict } from './verdict.js';

/** Thrown when a plan is refused: it speaks with the voice of the most serious finding and lists all of them. */
export class UnsafeCookError extends CoddleError {
  /** A plan is unsafe in itself; what the food went through before is a conflict with the state of things. */
  readonly kind: ErrorKind;
  readonly code: string;

  /** @param verdict a refusal, so that it has at least one violation */
  constructor(readonly verdict: Verdict) {
    const [first, ...others] = verdict.violations;
    super(first!.message, {
      details: {
        ...first!.details,
        ...(others.length > 0 && { violations: verdict.violations.map(asViolation) }),
      },
      alternatives: verdict.alternatives.map(asSetting),
    });
    this.code = first!.code;
    this.kind = this.code === FOOD_MUST_BE_DISCARDED ? 'conflict' : 'unsafe';
  }
}

/** Thrown when the engine cannot judge: then nothing starts. */
export class SafetyUnavailableError extends CoddleError {
  readonly code = 'SAFETY_UNAVAILABLE';
  readonly kind = 'unavailable';

  constructor(options?: ErrorOptions) {
    super(
      'The safety engine cannot judge right now, so nothing may start. Status and stop still work.',
      options,
    );
  }
}

/** A finding as clients see it, the same in an error's details and in a verdict. */
export const asViolation = ({ code, message, details }: Finding) => ({
  error: code,
  message,
  ...(details && { details }),
});

/** An alternative as clients see it: the fields of a plan to send, and what it amounts to. */
export const asSetting = ({ target, hold, outcome }: Alternative) => ({
  temperature_celsius: target,
  time_minutes: hold,
  verdict: outcome,
});
