import { AbsoluteTemperatureRule } from './absolute-temperature.rule.js';
import { BathFloorRule } from './bath-floor.rule.js';
import { ComeUpRule } from './come-up.rule.js';
import { CookerCeilingRule } from './cooker-ceiling.rule.js';
import { HoldLimitRule } from './hold-limit.rule.js';
import { HoldTimeRule } from './hold-time.rule.js';
import { PasteurizationRule } from './pasteurization.rule.js';
import { RefusedFoodRule } from './refused-food.rule.js';
import { ThicknessPlausibleRule } from './thickness-plausible.rule.js';
import { ThicknessRangeRule } from './thickness-range.rule.js';
import { ThicknessRequiredRule } from './thickness-required.rule.js';
import { VulnerableConsumersRule } from './vulnerable-consumers.rule.js';
import type { Refusal, SafetyRule } from '../safety-rule.js';

/**
 * The one list of safety rules, the most serious first: the order in which a verdict lists its violations. A new rule
 * is a file, its spec and a line here; its codes, the documents, the tests and the check of README follow from it.
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
