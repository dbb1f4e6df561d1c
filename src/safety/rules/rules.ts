import { AbsoluteTemperatureRule, CookerCeilingRule, BathFloorRule } from './temperature.rules.js';
import { ComeUpRule, HoldTimeRule, HoldLimitRule } from './time.rules.js';
import { PasteurizationRule, VulnerableConsumersRule } from './pasteurization.rules.js';
import { RefusedFoodRule } from './refused-food.rules.js';
import { ThicknessPlausibleRule, ThicknessRangeRule, ThicknessRequiredRule } from './thickness.rules.js';
import type { Refusal, SafetyRule } from '../safety-rule.js';

/**
 * The one list of safety rules, the most serious first: the order in which a verdict lists its violations. A new rule
 * is a class, its spec and a line here; its codes, the documents, the tests and the check of README follow from it.
 */
export const RULES = [
  RefusedFoodRule,
  AbsoluteTemperatureRule,
  CookerCeilingRule,
  BathFloorRule,
  HoldTimeRule,
  ThicknessRangeRule,
  ThicknessPlausibleRule,
  ThicknessRequiredRule,
  PasteurizationRule,
  VulnerableConsumersRule,
  ComeUpRule,
  HoldLimitRule,
] as const;

/**
 * The versions of the rules. The last one is part of every verdict, so that a stored verdict says what it was judged by.
 * The fingerprint is a digest of what the engine decides on a grid of plans (rules.spec.ts). When a rule, a limit or the
 * physics changes, that test fails and prints the entry to append; an entry is never changed. Names of foods have a
 * version of their own, made of their checksums.
 */
export const RULES_VERSIONS: readonly { readonly version: number; readonly fingerprint: string }[] = [
  { version: 3, fingerprint: '26b4f60444c2ed82' },
];

type KeysOf<Value> = Value extends unknown ? keyof Value : never;

/** Every code with which a rule refuses a plan. */
export type RefusalCode = KeysOf<(typeof RULES)[number]['refusals']>;

/** Every refusal by its code, in the order of the rules. */
export const REFUSALS = Object.assign({}, ...RULES.map(({ refusals }) => refusals)) as Readonly<
  Record<RefusalCode, Refusal>
>;

/** The rules, made anew: they have no state and know nothing of each other. */
export const makeRules = (): readonly SafetyRule[] => RULES.map((Rule) => new Rule());
