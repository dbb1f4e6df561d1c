import { hash } from 'node:crypto';
import type { CookPlan } from '../safety/cook-plan.js';
import type { EarlierCook } from '../safety/food-history.js';
import type { Verdict } from '../safety/verdict.js';

/** Everything that the owner's consent to a start is bound to. */
export interface BoundStart {
  /** The id of the principal. */
  readonly principal: string;
  readonly cookerId: string;
  readonly plan: CookPlan;
  readonly verdict: Pick<Verdict, 'outcome' | 'rulesVersion'>;
  /** The cook whose food this cooker may still hold. */
  readonly history: EarlierCook | undefined;
}

/**
 * The digest of a start. The minutes of the food history are left out, since they grow while the owner decides: the
 * safety engine judges them again at the start.
 */
export const approvalDigest = ({ principal, cookerId, plan, verdict, history }: BoundStart): string =>
  digestOf([
    ...[principal, cookerId, fieldsOf(plan), verdict.outcome, verdict.rulesVersion],
    history === undefined ? null : [history.cookId, history.foodClass, history.mustBeDiscarded],
  ]);

/** The digest of a plan of a principal for a cooker, however it is judged. */
export const planDigest = ({ principal, cookerId, plan }: Omit<BoundStart, 'verdict' | 'history'>): string =>
  digestOf([principal, cookerId, fieldsOf(plan)]);

/** JSON keeps fields apart, whatever the words of others hold. */
const digestOf = (fields: readonly unknown[]): string => hash('sha256', JSON.stringify(fields), 'base64url');

/** The plan in one form: every field in its place, and one that is absent is null. */
function fieldsOf(plan: CookPlan): readonly unknown[] {
  const { target, hold, food, thickness, shape, startState, vulnerableConsumers, cookerType, ...more } = plan;
  const { thicknessRequired, endless, ...rest } = more;
  // Does not compile when a plan holds something that is not in the digest.
  rest satisfies Readonly<Record<string, never>>;
  return [
    ...[target, hold, endless ?? false, food ?? null, thickness ?? null, thicknessRequired ?? false],
    ...[shape ?? null, startState, vulnerableConsumers, cookerType ?? null],
  ];
}
