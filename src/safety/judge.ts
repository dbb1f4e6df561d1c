import { assumptionsOf, sourcesOf, asNamed, type JudgedPlan } from './named-plan.js';
import type { CookPlan } from './cook-plan.js';
import type { FoodCatalogue } from './foods/food-catalogue.js';
import type { UnderstoodFood } from './foods/food.js';
import { Forecast } from './forecast.js';
import type { HeatingCurve } from './heating-curve.js';
import type { CorrectedFood, KeptCorrection } from './measured/corrected-food.js';
import type { MeasuredPlan } from './measured/core-target.js';
import { correctedFood, measuredFood, type MeasuredFood } from './measured/measured-food.js';
import type { CoreReplay } from './monitor/core-replay.js';
import { followFood, replayCore } from './monitor/follow-food.js';
import type { FoodMonitor } from './monitor/food-monitor.js';
import { growthOf, type Growth } from './monitor/growth.js';
import { convertedSetting, settingsFor, type ForecastAt, type Setting } from './alternatives.js';
import { COOLEST_BATH, HOTTEST_BATH, THICKEST, THINNEST } from './physics/food-body.js';
import { REFUSALS, RULES_VERSIONS } from './rules/rules.js';
import type { Refusal, SafetyRule } from './safety-rule.js';
import { thermalNeedOf } from './thermal-need.js';
import type { Alternative, CoreOutcome, Finding, Outcome, Verdict } from './verdict.js';
import { warningsOf } from './wording.js';

const MOST_ALTERNATIVES = 3;
const RULES_VERSION = RULES_VERSIONS.at(-1)?.version;
/** The codes against which no other temperature or time helps. */
const BEYOND_SETTINGS: ReadonlySet<string> = new Set(
  Object.entries<Refusal>(REFUSALS).flatMap(([code, { beyondSettings }]) => (beyondSettings ? [code] : [])),
);

/** Forms the verdict on a plan from what every rule finds. It depends on nothing but the plan and the food data. */
export class Judge {
  constructor(
    private readonly rules: readonly SafetyRule[],
    private readonly foods: FoodCatalogue,
  ) {}

  /** @throws Error when a plan that nothing describes would pass */
  judge(sent: CookPlan): Verdict {
    const food = this.foods.understand(sent.food);
    const plan = asNamed(sent, food);
    const foresee = this.foresight(plan, food);
    const forecast = foresee(plan.target, plan.hold);
    const violations = this.findings(plan, food, forecast);
    const allowed = violations.length === 0;
    if (allowed && forecast === undefined) throw new Error('No rule refuses a plan that no model describes');
    return {
      allowed,
      outcome: outcomeOf(allowed, forecast),
      foodClass: food.foodClass,
      thickness: plan.thickness ?? food.assumedThickness,
      thicknessAssumed: plan.thickness === undefined,
      forVulnerable: plan.vulnerableConsumers,
      core: forecast && coreOutcome(forecast),
      violations,
      warnings: warningsOf(plan, food, allowed ? forecast : undefined),
      alternatives: isBeyondSettings(violations) ? [] : this.alternatives(plan, food, foresee),
      assumptions: assumptionsOf(plan, food),
      sources: sourcesOf(plan, food),
      rulesVersion: `${RULES_VERSION}-${this.foods.version}`,
    };
  }

  /** What a plan does to the core over time; undefined where no model describes it. */
  curve(sent: CookPlan): HeatingCurve | undefined {
    const food = this.foods.understand(sent.food);
    const plan = asNamed(sent, food);
    const foresee = this.foresight(plan, food);
    const curve = foresee(plan.target, plan.hold)?.curve;
    if (curve?.safeAt === undefined) return curve;
    const hold = curve.safeAt;
    const inTime = this.findings({ ...plan, hold }, food, foresee(plan.target, hold));
    return inTime.length === 0 ? curve : { ...curve, safeAt: undefined };
  }

  /** Follows a food from the moment it goes into the water; undefined where heat has nothing to make safe. */
  follow(sent: CookPlan): FoodMonitor | undefined {
    const food = this.foods.understand(sent.food);
    const plan = asNamed(sent, food);
    const forecast = this.foresight(plan, food)(plan.target, plan.hold);
    return followFood(plan, food, thermalNeedOf(food, this.foods.fsis), forecast);
  }

  /** The core of a food over water that was measured; undefined where heat has nothing to make safe. */
  replay(sent: CookPlan): CoreReplay | undefined {
    const food = this.foods.understand(sent.food);
    return replayCore(asNamed(sent, food), food, thermalNeedOf(food, this.foods.fsis));
  }

  /** What a measured core must go through for a food. @param alsoNamed other names of the same food */
  measure(plan: MeasuredPlan, alsoNamed: readonly (string | undefined)[]): MeasuredFood {
    return measuredFood(plan, alsoNamed, this.foods);
  }

  /** The verdict on a food that may not be followed to its target. */
  refusalOf({ food, vulnerable, findings }: MeasuredFood): Verdict {
    return {
      allowed: false,
      outcome: 'rejected',
      foodClass: food.foodClass,
      thickness: food.assumedThickness,
      thicknessAssumed: true,
      forVulnerable: vulnerable,
      core: undefined,
      violations: findings,
      warnings: [],
      alternatives: [],
      assumptions: [],
      sources: [...new Set(food.judgedAs.map(({ source }) => source))],
      rulesVersion: `${RULES_VERSION}-${this.foods.version}`,
    };
  }

  /** The correction of a food's model by a probe in it. @param tolerance of its sensor, in °C */
  correct(plan: CookPlan, tolerance: number, kept?: KeptCorrection): CorrectedFood {
    return correctedFood(plan, this.foods, tolerance, kept);
  }

  /** How long the core of the food will be where bacteria grow, and how long it may be altogether. */
  growth(sent: CookPlan): Growth {
    const food = this.foods.understand(sent.food);
    const plan = asNamed(sent, food);
    return growthOf(plan, food, this.foresight(plan, food)(plan.target, plan.hold));
  }

  private findings(
    plan: JudgedPlan,
    food: UnderstoodFood,
    forecast: Forecast | undefined,
  ): readonly Finding[] {
    return this.rules.flatMap((rule) => rule.review(plan, food, forecast));
  }

  /** Ready-made settings for this food, each judged like any other plan, and none weaker than what was wanted. */
  private alternatives(plan: JudgedPlan, food: UnderstoodFood, foresee: ForecastAt): readonly Alternative[] {
    const wanted = foresee(convertedSetting(plan).target, plan.hold);
    const pasteurized = wanted?.pasteurizes === true || plan.vulnerableConsumers;
    const outcomeAt = ({ target, hold }: Setting): Outcome => {
      const forecast = foresee(target, hold);
      // Judging a setting by all rules takes long, and this check alone excludes most settings.
      const needed = forecast?.heatMatters && (pasteurized || forecast.mustBePasteurized);
      if (forecast === undefined || (needed && !forecast.pasteurizes)) return 'rejected';
      return outcomeOf(this.findings({ ...plan, target, hold }, food, forecast).length === 0, forecast);
    };
    const accepts = (setting: Setting) => outcomeAt(setting) !== 'rejected';
    return firstOf(settingsFor(plan, food, { foresee, accepts }), outcomeAt);
  }

  /** What the core does in any bath and time; the food's heating is worked out once for all of them. */
  private foresight(plan: CookPlan, food: UnderstoodFood): ForecastAt {
    const forecast = Forecast.of(plan, food, thermalNeedOf(food, this.foods.fsis));
    return (target, hold) => (isDescribed({ ...plan, target, hold }) ? forecast.at(target, hold) : undefined);
  }
}

const isBeyondSettings = (violations: readonly Finding[]): boolean =>
  violations.length === 0 || violations.some(({ code }) => BEYOND_SETTINGS.has(code));

/** The first few settings that are not rejected, one for each bath. */
function firstOf(
  settings: Iterable<Setting>,
  outcomeAt: (setting: Setting) => Outcome,
): readonly Alternative[] {
  const accepted = new Map<number, Alternative>();
  for (const setting of settings) {
    if (accepted.has(setting.target)) continue;
    const outcome = outcomeAt(setting);
    if (outcome !== 'rejected')
      accepted.set(setting.target, { target: setting.target, hold: setting.hold, outcome });
    if (accepted.size === MOST_ALTERNATIVES) break;
  }
  return [...accepted.values()];
}

/** Whether the physics describes a plan; `NaN` is described by nothing. */
function isDescribed({ target, hold, thickness }: CookPlan): boolean {
  const bath = target >= COOLEST_BATH && target <= HOTTEST_BATH;
  const size = thickness === undefined || (thickness >= THINNEST && thickness <= THICKEST);
  return bath && size && hold >= 0 && hold < Infinity;
}

function outcomeOf(allowed: boolean, forecast: Forecast | undefined): Outcome {
  if (!allowed || forecast === undefined) return 'rejected';
  if (!forecast.heatMatters) return 'not_a_food_safety_matter';
  return forecast.pasteurizes ? 'pasteurized' : 'unpasteurized_allowed';
}

function coreOutcome(forecast: Forecast): CoreOutcome {
  const { heatMatters, minimum } = forecast;
  return {
    pasteurizedUpTo: heatMatters ? forecast.pasteurizedUpTo : undefined,
    minimum: minimum < Infinity ? minimum : undefined,
    governing: forecast.governing,
    reductions: forecast.reductions,
    reachesTarget: forecast.coreReachesTarget,
    inDangerZone: forecast.inDangerZone,
  };
}
