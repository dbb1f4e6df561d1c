import { FOOD_MUST_BE_DISCARDED } from '../../safety/continued-food.js';
import { UnsafeCookError } from '../../safety/safety.errors.js';
import type { StartedCookDto } from '../dto/started-cook.dto.js';
import type { VerdictDto } from '../dto/verdict.dto.js';
import type { CompletedPlan } from './plan-with-facts.js';

/** The facts of earlier requests that a plan was judged with, as the answer tells them. */
type EarlierFacts = Pick<CompletedPlan, 'remembered' | 'remedies'>;

/** A verdict with what was taken from earlier requests; the gravest violation tells it too. */
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

/** A started cook with what was taken from earlier requests. */
export const startWithFacts = (facts: EarlierFacts, answer: StartedCookDto): StartedCookDto =>
  facts.remembered.length === 0
    ? answer
    : {
        ...answer,
        safety: verdictWithFacts(facts, answer.safety),
        summary: joined(answer.summary, facts.remembered),
      };

/** The refusal of a plan with what was taken from earlier requests, and how to replace it; any other error as it is. */
export const refusalWithFacts = ({ remembered, remedies }: EarlierFacts, error: unknown): unknown =>
  error instanceof UnsafeCookError && concernsPlan(error.code) && remembered.length > 0
    ? error.amended({ message: joined(error.message, remembered, remedies) })
    : error;

/** Food that must be thrown away is not saved by another plan, so none is hinted at. */
const concernsPlan = (code: string): boolean => code !== FOOD_MUST_BE_DISCARDED;

const joined = (message: string, ...more: readonly (readonly string[])[]): string =>
  [message, ...more.flat()].join(' ');
