import { Inject, Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { continuationOf, continued, FOOD_MUST_BE_DISCARDED, type Continuation } from './continued-food.js';
import { settledPlan, type CookPlan } from './cook-plan.js';
import { NO_HISTORY, type EarlierCook, type FoodHistory } from './food-history.js';
import { type FoodCatalogue } from './foods/food-catalogue.js';
import { FoodDataError } from './foods/food-data.error.js';
import type { HeatingCurve } from './heating-curve.js';
import { Judge } from './judge.js';
import type { CorrectedFood, KeptCorrection } from './measured/corrected-food.js';
import type { MeasuredPlan } from './measured/core-target.js';
import type { MeasuredFood } from './measured/measured-food.js';
import type { CoreReplay } from './monitor/core-replay.js';
import type { FoodMonitor } from './monitor/food-monitor.js';
import type { KeptFood } from './monitor/monitor-snapshot.js';
import { SnapshotRefusedError } from './monitor/snapshot-refused.error.js';
import { withModelThatMatters } from './rules/temperature.rules.js';
import { SAFETY_RULES, type SafetyRule } from './safety-rule.js';
import { SafetyUnavailableError, UnsafeCookError } from './safety.errors.js';
import type { Verdict } from './verdict.js';

/** How many verdicts are kept: a start asks three times for the same one. */
const MOST_REMEMBERED = 100;

/** Injection token of a function that reads the food data, or throws. */
export const READ_FOODS = Symbol('read foods');

/** The key to the constructor of `ApprovedCook`. It never leaves this file. */
const APPROVAL = Symbol('approval of a cook');
let approved: (plan: CookPlan, verdict: Verdict) => ApprovedCook;

/**
 * A plan that passed every safety rule, and the only thing that a cooker starts. It cannot be made by hand: the
 * constructor wants a key that only `SafetyService.approve` has.
 */
export class ApprovedCook {
  // A private field makes the type nominal: no other object of the same form compiles or passes `isGenuine`.
  readonly #genuine = true;
  readonly plan: CookPlan;
  readonly verdict: Verdict;

  static {
    approved = (plan, verdict) => new ApprovedCook(APPROVAL, plan, verdict);
  }

  private constructor(key: symbol, plan: CookPlan, verdict: Verdict) {
    if (key !== APPROVAL) throw new TypeError('Only the safety engine approves a cook');
    this.plan = Object.freeze({ ...plan });
    this.verdict = Object.freeze({ ...verdict });
    Object.freeze(this);
  }

  /** Whether a value is a real approval, for those whom the compiler cannot protect. */
  static isGenuine(value: unknown): value is ApprovedCook {
    return typeof value === 'object' && value !== null && #genuine in value && value.#genuine;
  }
}

/** Judges plans. Nothing starts without `approve`, and when the engine cannot judge, nothing starts at all. */
@Injectable()
export class SafetyService {
  private readonly logger = new Logger('SafetyService');
  private catalogue: FoodCatalogue | 'unread' | 'unusable' = 'unread';
  private judge: Judge | undefined;
  private readonly verdicts = new LRUCache<
    string,
    Verdict,
    { readonly judge: Judge; readonly plan: CookPlan }
  >({
    max: MOST_REMEMBERED,
    memoMethod: (_key, _stale, { context: { judge, plan } }) => frozen(judge.judge(plan)),
  });

  constructor(
    @Inject(SAFETY_RULES) private readonly rules: readonly SafetyRule[],
    @Inject(READ_FOODS) private readonly readFoods: () => FoodCatalogue,
  ) {}

  /** The food data. @throws SafetyUnavailableError when it is missing or altered */
  get foods(): FoodCatalogue {
    if (this.catalogue === 'unread') this.catalogue = this.read();
    if (this.catalogue === 'unusable') throw new SafetyUnavailableError();
    return this.catalogue;
  }

  /**
   * Everything there is to say about a plan, for it and against it. It depends on nothing but the plan and the history.
   * @param history what the food may have gone through before
   * @throws SafetyUnavailableError when the engine cannot judge
   */
  review(plan: CookPlan, history: FoodHistory = NO_HISTORY): Verdict {
    return this.settle(plan, history).verdict;
  }

  /**
   * What a plan does to the core over time, by what its verdict is based on; undefined where the verdict says nothing of
   * the core.
   * @param history what the food may have gone through before
   * @throws SafetyUnavailableError when the engine cannot judge
   */
  curve(plan: CookPlan, history: FoodHistory = NO_HISTORY): HeatingCurve | undefined {
    const { settled, verdict } = this.settle(plan, history);
    const curve = this.judgeOf(this.foods).curve(settled);
    // Heat does not destroy the toxins that an earlier cook may have left.
    return curve !== undefined && isSpoilt(verdict) ? { ...curve, safeAt: undefined } : curve;
  }

  /** What an earlier cook means to a plan that goes on with its food. @throws SafetyUnavailableError */
  continuation(plan: CookPlan, earlier: EarlierCook): Continuation {
    const { settled } = this.settle(plan);
    return continuationOf(earlier, this.judgeOf(this.foods).growth(settled));
  }

  /**
   * Follows a food through the water as it is measured; undefined where heat has nothing to make safe.
   * @param kept what another process saw of it, to go on from
   * @throws SnapshotRefusedError when that cannot be gone on from; without it the food is followed as if it went in now
   * @param earlier the cook that this food was in before; a food that is kept has it already
   * @throws SafetyUnavailableError when the engine cannot judge
   */
  follow(plan: CookPlan, kept?: KeptFood, earlier?: EarlierCook): FoodMonitor | undefined {
    const { settled, verdict } = this.settle(plan);
    const mark = { engine: verdict.rulesVersion, plan: keyOf(settled) };
    const monitor = this.judgeOf(this.foods).follow(settled)?.markedAs(mark);
    if (kept === undefined) return earlier === undefined ? monitor : monitor?.continuing(earlier);
    if (monitor === undefined) throw new SnapshotRefusedError('that food is not followed');
    return monitor.restore(kept.snapshot, kept.lastAt);
  }

  /**
   * The core of a food over water that was measured earlier; undefined where heat has nothing to make safe.
   * @throws SafetyUnavailableError when the engine cannot judge
   */
  replay(plan: CookPlan): CoreReplay | undefined {
    return this.judgeOf(this.foods).replay(this.settle(plan).settled);
  }

  /**
   * What the measured core of a food must go through.
   * @param alsoNamed other names of the same food: everything that any of them needs counts
   * @throws UnsafeCookError when it may not be cooked to its target
   * @throws SafetyUnavailableError when the engine cannot judge
   */
  measure(plan: MeasuredPlan, alsoNamed: readonly (string | undefined)[] = []): MeasuredFood {
    const judge = this.judgeOf(this.foods);
    const measured = judge.measure(plan, alsoNamed);
    if (measured.findings.length > 0) throw new UnsafeCookError(judge.refusalOf(measured));
    return measured;
  }

  /**
   * The correction of the model of a food by a probe in it.
   * @param tolerance how far its sensor may be off, in °C
   * @param kept what another process kept of it
   * @throws SafetyUnavailableError when the engine cannot judge
   */
  correct(plan: CookPlan, tolerance: number, kept?: KeptCorrection): CorrectedFood {
    return this.judgeOf(this.foods).correct(plan, tolerance, kept);
  }

  /**
   * Opens the cooker for a plan; the only maker of an `ApprovedCook`.
   * @param history what the food may have gone through before
   * @throws UnsafeCookError with every finding
   * @throws SafetyUnavailableError when the engine cannot judge
   */
  approve(plan: CookPlan, history: FoodHistory = NO_HISTORY): ApprovedCook {
    const { settled, verdict } = this.settle(plan, history);
    if (!verdict.allowed) throw new UnsafeCookError(verdict);
    return approved(settled, verdict);
  }

  /** What is judged is what is approved: the plan is read only once. */
  private settle(plan: CookPlan, history = NO_HISTORY): { settled: CookPlan; verdict: Verdict } {
    const judge = this.judgeOf(this.foods);
    try {
      const settled = settledPlan(plan);
      // A start is judged before its cooker is chosen and once it is: for most models that is the same plan.
      const plain = withModelThatMatters(settled);
      const verdict = this.verdicts.memo(keyOf(plain), { context: { judge, plan: plain } });
      if (isBlank(history)) return { settled, verdict };
      return { settled, verdict: continued(verdict, judge.growth(settled), history) };
    } catch (error) {
      this.logger.error(`The safety engine failed: ${String(error)}`);
      throw new SafetyUnavailableError({ cause: error });
    }
  }

  // Once, and not before it is asked for: it takes a twentieth of the time that the server needs to open.
  private read(): FoodCatalogue | 'unusable' {
    try {
      return this.readFoods();
    } catch (error) {
      // Status and stop must go on, so this does not stop the server: it stops every start.
      this.logger.error(`The food data cannot be used, so nothing may start: ${problemOf(error)}`);
      return 'unusable';
    }
  }

  private judgeOf(foods: FoodCatalogue): Judge {
    return (this.judge ??= new Judge(this.rules, foods));
  }
}

/** The value with all that is in it: a remembered verdict has several receivers, and none can change it. */
function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value) as unknown[]) frozen(part);
  return Object.freeze(value);
}

const isSpoilt = ({ violations }: Verdict): boolean =>
  violations.some(({ code }) => code === FOOD_MUST_BE_DISCARDED);

const isBlank = ({ here, elsewhere }: FoodHistory): boolean => here === undefined && elsewhere.length === 0;

/**
 * The whole plan as text: two plans share a verdict only when no rule could distinguish them. The words of others
 * come last or with their length in front, so that none can pass for another field.
 */
function keyOf(plan: CookPlan): string {
  const { target, hold, food, thickness, shape, startState, vulnerableConsumers, cookerType, ...more } = plan;
  const { thicknessRequired, endless, ...rest } = more;
  // Does not compile when a plan holds something that is not in the key.
  rest satisfies Readonly<Record<string, never>>;
  const required = thicknessRequired === true ? ' required' : '';
  const held = endless === true ? `${hold} endless` : `${hold}`;
  const numbers = `${target} ${held} ${thickness}${required} ${shape} ${startState} ${vulnerableConsumers}`;
  const words = `${cookerType?.length} ${cookerType} ${food === undefined ? '' : `=${food}`}`;
  return `${numbers} ${words}`;
}

/** Clients get fewer details than the log, in which the operator finds the damaged file. */
const problemOf = (error: unknown): string =>
  error instanceof FoodDataError ? error.problem : String(error);
