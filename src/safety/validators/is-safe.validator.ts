import { Injectable } from '@nestjs/common';
import {
  Validate,
  ValidatorConstraint,
  type ValidationArguments,
  type ValidatorConstraintInterface,
} from 'class-validator';
import { isWellFormed, type CookPlan } from '../cook-plan.js';
import { UnsafeCookError } from '../safety.errors.js';
import { SafetyService } from '../safety.service.js';
import type { Finding, Verdict } from '../verdict.js';

/** A request body that can be judged. */
export interface HoldsPlan {
  /** The plan as it stands, also while fields are of the wrong form. */
  toPlan(): CookPlan;
  /** Whether validation refuses what is unsafe; a body that only asks for a verdict gets it as the response instead. */
  refusesEarly(): boolean;
}

// A body is judged once for all its fields, and the verdict outlives the validator only as long as the body.
const VERDICTS = new WeakMap<object, Verdict>();

/** Why the safety engine refuses a body that validation judged; undefined when it was never judged. */
export function unsafeCookIn(body: object | undefined): UnsafeCookError | undefined {
  const verdict = body && VERDICTS.get(body);
  return verdict && new UnsafeCookError(verdict);
}

/** Refuses early, field by field, what `SafetyService.approve` would refuse later. */
@ValidatorConstraint({ name: 'safeForThisFood' })
@Injectable()
export class SafeConstraint implements ValidatorConstraintInterface {
  constructor(private readonly safety: SafetyService) {}

  validate(_value: unknown, { object, property }: ValidationArguments): boolean {
    return this.against(object as HoldsPlan, property).length === 0;
  }

  defaultMessage({ object, property }: ValidationArguments): string {
    return this.against(object as HoldsPlan, property)
      .map(({ message }) => message)
      .join(' ');
  }

  private against(body: HoldsPlan, property: string): readonly Finding[] {
    const violations = this.verdict(body)?.violations ?? [];
    return violations.filter(({ details }) => details?.['field'] === property);
  }

  private verdict(body: HoldsPlan): Verdict | undefined {
    if (!body.refusesEarly()) return undefined;
    const known = VERDICTS.get(body);
    if (known !== undefined) return known;
    const plan = body.toPlan();
    // What is of the wrong form is refused for that; there is nothing to judge in it.
    if (!isWellFormed(plan)) return undefined;
    const verdict = this.safety.review(plan);
    VERDICTS.set(body, verdict);
    return verdict;
  }
}

/** The safety engine has nothing against this field of the plan. */
export const IsSafe = () => Validate(SafeConstraint);
