import { CoddleError } from '../../shared/errors.js';
import type { Principal } from '../../auth/principal.js';
import { planSubject, type CookPlan } from '../../safety/cook-plan.js';
import type { Verdict } from '../../safety/verdict.js';
import { degrees, inMinutes } from '../../shared/units.js';
import type { CookerState } from '../../device/cooker-state.js';
import { digestOf, type RequestIdentity } from '../idempotency/request-identity.js';
import type { StartCookDto } from '../dto/start-cook.dto.js';
import { isStated } from '../dto/optional-field.decorator.js';
import { REQUEST_ID } from '../dto/request-id.js';
import type { StatedFields } from './stated-facts.js';
import { called, nameInApp } from '../../device/visible-cookers.js';
import type { StartedCookDto } from '../dto/started-cook.dto.js';
import { toVerdictDto } from '../dto/verdict.dto.js';
import type { StartCommand } from './start-command.js';

/** A start as a client requested it. */
export interface StartRequest extends RequestIdentity {
  readonly principal: Principal;
  readonly plan: CookPlan;
  /** The fields that were stated; when left out, all fields count as stated. */
  readonly stated?: StatedFields | undefined;
  /** The requested cooker. */
  readonly deviceId?: string | undefined;
}

/** Thrown when the header `Idempotency-Key` has the wrong format or contradicts the body. */
class InvalidIdempotencyKeyError extends CoddleError {
  readonly code = 'VALIDATION_ERROR';
  readonly kind = 'invalid';
}

/**
 * Builds the request of the service.
 * @param header `Idempotency-Key`, which replaces `request_id`; an empty one counts as left out
 * @throws InvalidIdempotencyKeyError
 */
export function toStartRequest(
  body: StartCookDto,
  principal: Principal,
  header: string | undefined,
): StartRequest {
  const { request_id: requestId, ...content } = body;
  const stated = isStated(header) ? header : undefined;
  if (stated !== undefined) assertHeader(stated, requestId);
  return {
    principal,
    plan: body.toPlan(),
    stated: body.statedFields(),
    deviceId: body.device_id,
    requestId: requestId ?? stated,
    body: digestOf(content),
  };
}

function assertHeader(header: string, requestId: string | undefined): void {
  const problem = REQUEST_ID.pattern.test(header)
    ? requestId !== undefined && requestId !== header && 'Idempotency-Key and request_id are not the same'
    : 'Idempotency-Key must be 1 to 64 printable characters';
  if (problem) throw new InvalidIdempotencyKeyError(`${problem}.`, { details: { field: 'Idempotency-Key' } });
}

/** Builds the response to a start that the cooker shows or the cloud accepted. */
export function reportStart({ cook, cooker, state }: StartCommand): StartedCookDto {
  const { plan, verdict } = cook.approved;
  const { past = [], warnings } = verdict;
  const verified = state === 'verified';
  return {
    status: verified ? 'started' : 'accepted',
    verified,
    cook_id: cook.id,
    device_id: cooker.id,
    device_name: nameInApp(cooker),
    target_temp_celsius: plan.target,
    time_minutes: plan.hold,
    ...(plan.food !== undefined && { food_type: plan.food }),
    food_class: verdict.foodClass,
    safety: toVerdictDto(verdict),
    summary: startedSummary(plan, cooker, verified, [forWhom(verdict), ...past, warnings[past.length]]),
  };
}

/**
 * The summary in the response to a start.
 * @param advice what the user should know about the plan; undefined when there is nothing
 */
export function startedSummary(
  plan: CookPlan,
  cooker: CookerState,
  verified: boolean,
  advice: readonly (string | undefined)[] = [],
): string {
  const cook = `${planSubject(plan)} at ${degrees(plan.target)} for ${inMinutes(plan.hold)}`;
  if (!verified) {
    return `${cook}: Anova's cloud accepted the command, but ${called(cooker)} has not shown it yet. Ask for the status before you rely on it; do not start it again.`;
  }
  const begins = `time begins when it reaches ${degrees(plan.target)}.`;
  const water = cooker.latest?.reading.water;
  const now = water === undefined ? `The ${begins}` : `The water is ${degrees(water)} now; the ${begins}`;
  return `${cook} has started on ${called(cooker)}. ${[now, ...advice.filter((sentence) => sentence !== undefined)].join(' ')}`;
}

/** For whom a plan was judged; undefined when that makes no difference. */
function forWhom({ outcome, forVulnerable }: Verdict): string | undefined {
  if (outcome === 'not_a_food_safety_matter') return undefined;
  return forVulnerable
    ? 'It was judged for someone who falls ill easily.'
    : 'It was judged for healthy adults.';
}
