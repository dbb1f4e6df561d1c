import { NUMBER_FACTS, type FactName, type NumberFact } from '../facts/observation.js';
import { RuleNeverClearsError, RuleNeverFiresError, UnfitRuleError } from './rule.errors.js';
import type { Condition } from '../rules/alert-rule.js';
import { isNumberFact, NUMBERS } from './fact-table.js';

/** The limits of a condition as a client states them; undefined where it does not. */
export interface StatedLimits {
  readonly above?: number | undefined;
  readonly below?: number | undefined;
  readonly clear_by?: number | undefined;
}

/**
 * The condition of a rule.
 * @throws UnfitRuleError where the limits do not fit the fact
 * @throws RuleNeverFiresError, RuleNeverClearsError where it could never begin to hold, or never end
 */
export function conditionOf(fact: FactName, limits: StatedLimits): Condition {
  if (!isNumberFact(fact)) return flagCondition(fact, limits);
  const { above, below } = limits;
  if (above === undefined && below === undefined)
    throw new UnfitRuleError('above', `above or below is missing: ${fact} is a number`);
  if (above !== undefined && below !== undefined)
    throw new UnfitRuleError('below', 'below does not go with above: a rule has one limit');
  return above !== undefined
    ? aboveCondition(fact, above, limits.clear_by)
    : belowCondition(fact, below!, limits.clear_by);
}

/** A condition with other limits; what is not stated stays as it is. @throws the errors of `conditionOf` */
export function changedCondition(condition: Condition, limits: StatedLimits): Condition {
  const { above, below, clear_by: clearBy } = limits;
  if (above === undefined && below === undefined && clearBy === undefined) return condition;
  const isAbove = 'above' in condition;
  const kept = !('clearBy' in condition)
    ? {}
    : {
        ...(below === undefined && isAbove && { above: condition.above }),
        ...(above === undefined && !isAbove && { below: condition.below }),
        clear_by: condition.clearBy,
      };
  return conditionOf(condition.fact, { ...kept, ...statedOf(limits) });
}

const statedOf = (limits: StatedLimits): StatedLimits =>
  Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));

function flagCondition(fact: Exclude<FactName, NumberFact>, limits: StatedLimits): Condition {
  const [stated] = Object.entries(limits).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (stated !== undefined)
    throw new UnfitRuleError(stated, `${stated} does not go with ${fact}, which is true or false`);
  return { fact };
}

function aboveCondition(fact: NumberFact, above: number, stated: number | undefined): Condition {
  const { lowest, highest, clearBy: usual } = NUMBERS[fact];
  if (above >= highest) throw neverFires(fact, 'above', above);
  const most = above - lowest;
  const clearBy = stated ?? Math.max(0, Math.min(usual, most));
  assertNotNegative(clearBy);
  if (clearBy > most) throw neverClears(fact, stated === undefined ? 'above' : 'clear_by', above - clearBy);
  return { fact, above, clearBy };
}

function belowCondition(fact: NumberFact, below: number, stated: number | undefined): Condition {
  const { lowest, highest, clearBy: usual } = NUMBERS[fact];
  if (below <= lowest) throw neverFires(fact, 'below', below);
  const most = highest - below;
  const clearBy = stated ?? Math.max(0, Math.min(usual, most));
  assertNotNegative(clearBy);
  if (clearBy > most) throw neverClears(fact, stated === undefined ? 'below' : 'clear_by', below + clearBy);
  return { fact, below, clearBy };
}

function assertNotNegative(clearBy: number): void {
  if (!(clearBy >= 0)) throw new UnfitRuleError('clear_by', 'clear_by must not be negative');
}

/** "the battery is between 0 and 100 %" */
const rangeOf = (fact: NumberFact): string => {
  const { words, lowest, highest } = NUMBERS[fact];
  return `${words} is between ${lowest} and ${highest} ${NUMBER_FACTS[fact]}`;
};

const boundsOf = (fact: NumberFact) => ({ minimum: NUMBERS[fact].lowest, maximum: NUMBERS[fact].highest });

const neverFires = (fact: NumberFact, field: string, received: number): RuleNeverFiresError =>
  new RuleNeverFiresError(
    field,
    `This rule could never fire: ${rangeOf(fact)}, so it is never ${field} ${received}.`,
    { received, ...boundsOf(fact) },
  );

const neverClears = (fact: NumberFact, field: string, end: number): RuleNeverClearsError =>
  new RuleNeverClearsError(
    field,
    `An alert of this rule could never end: it would end at ${rounded(end)} ${NUMBER_FACTS[fact]}, and ${rangeOf(fact)}.`,
    { would_end_at: rounded(end), ...boundsOf(fact) },
  );

/** Without the noise of binary fractions. */
const rounded = (value: number): number => Number(value.toFixed(6));
