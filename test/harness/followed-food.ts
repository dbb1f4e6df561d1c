import type { CookPlan } from '../../src/safety/cook-plan.js';
import type { FoodMonitor, MonitorReport } from '../../src/safety/monitor/food-monitor.js';
import { celsius, milliseconds, minutesToSeconds, type Minutes } from '../../src/shared/units.js';
import { makePlan } from './plans.js';
import { makeSafety } from './safety.js';

/** What a monitor takes off every reading: water so much hotter than a bath counts as that bath. */
export const SENSOR_ERROR = 0.3;

/** How water is read: how warm it is, at what setpoint, and how often. */
export interface Lie {
  readonly water: number;
  /** In °C; default that of the plan. */
  readonly target?: number;
  /** Seconds from one reading to the next; default 30. */
  readonly every?: number;
}

/** A food followed by the real engine through water that a test makes up. */
export class FollowedFood {
  readonly plan: CookPlan;
  readonly monitor: FoodMonitor;
  /** Seconds since the first reading. */
  private passed = 0;

  constructor(known: Partial<CookPlan> = {}) {
    this.plan = makePlan(known);
    const monitor = makeSafety().follow(this.plan);
    if (monitor === undefined) throw new Error(`${this.plan.food} is not followed`);
    this.monitor = monitor;
  }

  /** Reads the water once, so many seconds after the reading before. */
  read(water: number, after = 0, target: number = this.plan.target): this {
    this.passed += after;
    this.monitor.follow({
      at: milliseconds(this.passed * 1000),
      water: celsius(water),
      target: celsius(target),
    });
    return this;
  }

  /** Reads the same water again and again, for whole minutes, the first time at once. */
  lie(time: Minutes, { water, target = this.plan.target, every = 30 }: Lie): this {
    this.read(water, 0, target);
    for (let read = 0; read < minutesToSeconds(time) / every; read++) this.read(water, every, target);
    return this;
  }

  get report(): MonitorReport {
    const report = this.monitor.report();
    if (report === undefined) throw new Error('the water was never read');
    return report;
  }
}
