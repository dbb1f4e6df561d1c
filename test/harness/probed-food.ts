import type { CookPlan } from '../../src/safety/cook-plan.js';
import type { CorrectedFood } from '../../src/safety/measured/corrected-food.js';
import type { FoodMonitor, MonitorReport } from '../../src/safety/monitor/food-monitor.js';
import { celsius, milliseconds } from '../../src/shared/units.js';
import { makePlan } from './plans.js';
import { makeSafety } from './safety.js';

/** What a probe reads, from what is known at that moment; undefined for no reading. */
export type Reads = (seen: {
  readonly seconds: number;
  readonly model: number;
  readonly water: number;
}) => number | undefined;

/** A food in water of a constant temperature, with a probe that reads what a test makes up. */
export class ProbedFood {
  readonly plan: CookPlan;
  readonly monitor: FoodMonitor;
  readonly corrected: CorrectedFood;
  private seconds = 0;
  private reading: { readonly at: ReturnType<typeof milliseconds>; readonly celsius: number } | undefined;

  /** @param water as it is read @param every seconds between two states of the cooker */
  constructor(
    known: Partial<CookPlan> = {},
    private readonly water = 65.3,
    private readonly every = 30,
  ) {
    this.plan = makePlan(known);
    this.monitor = makeSafety().follow(this.plan)!;
    this.corrected = makeSafety().correct(this.plan, 0.5);
    this.see(() => undefined);
  }

  /** Lets minutes pass. */
  pass(minutes: number, reads: Reads): this {
    for (let left = minutes * 60; left > 0; left -= this.every) {
      this.seconds += this.every;
      this.see(reads);
    }
    return this;
  }

  get model(): MonitorReport {
    return this.monitor.report()!;
  }

  get report(): MonitorReport {
    return this.corrected.correct(this.model, this.monitor.growthLimit);
  }

  private see(reads: Reads): void {
    const [at, water] = [milliseconds(this.seconds * 1000), celsius(this.water)];
    this.monitor.follow({ at, water, target: this.plan.target });
    const read = reads({ seconds: this.seconds, model: this.monitor.report()!.core, water: this.water });
    if (read !== undefined) this.reading = { at, celsius: read };
    this.corrected.follow(this.monitor.modelled()!, this.reading);
  }
}

/** Whether one report is nowhere better than another of the same food at the same moment. */
export function isNoBetter(one: MonitorReport, other: MonitorReport): boolean {
  const lost = (report: MonitorReport, name: string) =>
    report.reductions.find((known) => known.name === name)?.predicted ?? Infinity;
  return (
    (!one.pasteurized || other.pasteurized) &&
    (!other.spoilt || one.spoilt) &&
    one.inDangerZone >= other.inDangerZone &&
    one.pasteurizedUpTo <= other.pasteurizedUpTo &&
    one.reductions.every(({ name, predicted }) => predicted <= lost(other, name) * (1 + 1e-9) + 1e-9)
  );
}
