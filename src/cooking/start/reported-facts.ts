import { FOOD_MUST_BE_DISCARDED } from '../../safety/continued-food.js';
import { UnsafeCookError } from '../../safety/safety.errors.js';
import type { StartedCookDto } from '../dto/started-cook.dto.js';
import type { VerdictDto } from '../dto/verdict.dto.js';
import type { CompletedPlan } from './plan-with-facts.js';

/** The facts of earlier requests that a plan was judged with, as the response names them. */
type EarlierFacts = Pick<CompletedPlan, 'remembered' | 'remedies'>;

/** Adds the facts of earlier requests to a verdict, and to its most serious violation. */
export function verdictWithFacts({ remembered, remedies }: EarlierFacts, verdict: VerdictDto): VerdictDto {
  if (remembered.length === 0) return verdict;
  const [first, ...others] = verdict.violations;
  return {
    ...verdict,
    ...(first !== undefined &&
      concernsPlan(first.error) && {
        violations: [{ ...first, message: joined(first.message, remembered, remedies) }, ...others],
      }),
    assumptions: [...remembered, ...verdict.assumptions],
  };
}

/** Adds the facts of earlier requests to the response of a start. */
export const startWithFacts = (facts: EarlierFacts, response: StartedCookDto): StartedCookDto =>
  facts.remembered.length === 0
    ? response
    : {
        ...response,
        safety: verdictWithFacts(facts, response.safety),
        summary: joined(response.summary, facts.remembered),
      };

/** Adds the facts of earlier requests, and how to replace them, to the refusal of a plan. Other errors stay unchanged. */
export const refusalWithFacts = ({ remembered, remedies }: EarlierFacts, error: unknown): unknown =>
  error instanceof UnsafeCookError && concernsPlan(error.code) && remembered.length > 0
    ? error.amended({ message: joined(error.message, remembered, remedies) })
    : error;

/** Another plan does not save food that must be thrown away, so no hint is given. */
const concernsPlan = (code: string): boolean => code !== FOOD_MUST_BE_DISCARDED;

const joined = (message: string, ...more: readonly (readonly string[])[]): string =>
  [message, ...more.flat()].join(' ');
