import type { Json } from '../harness/api.js';
import { Chance } from './chance.js';
import { fault, holds } from './fault.js';
import { anyPlan } from './plans.js';
import { Stage } from './fault-harness.js';

const MEGABYTE = 2 ** 20;
const MOST_GROWTH = 5 * MEGABYTE;
/** Hours after which every cache is full that is ever filled. */
const WARM_UP = 2;
/** 20,000 in 24 hours. */
const CALLS_AN_HOUR = 834;
const HOUR = 3_600_000;
const STEP = 10_000;
/** A kitchen has its favourite dishes. */
const MENU: readonly Json[] = Array.from({ length: 12 }, (_, dish) => anyPlan(new Chance(dish)));

const CALLS: readonly ((stage: Stage, chance: Chance) => Promise<unknown>)[] = [
  (stage) => stage.status(),
  (stage) => stage.status(),
  (stage) => stage.call('GET', '/devices'),
  (stage) => stage.call('GET', '/health/ready'),
  (stage, chance) => stage.call('POST', '/check-cook', chance.pick(MENU)),
  (stage, chance) => stage.start(chance.pick(MENU)),
  (stage, chance) => stage.start({ ...chance.pick(MENU), temperature_celsius: 50 }),
];

/** A kitchen for a day, and how much memory it took once it was warm. */
class LongDay {
  private hours = 0;
  private warm = Infinity;
  private growth = 0;

  constructor(private readonly stage: Stage) {}

  async passHour(chance: Chance): Promise<void> {
    let calls = 0;
    for (let at = 0; at < HOUR; at += STEP) {
      await this.stage.pass(STEP, 2_000);
      for (; calls < (CALLS_AN_HOUR * at) / HOUR; calls++) await chance.pick(CALLS)(this.stage, chance);
    }
    await this.stage.stop();
    this.hours += 1;
    this.measure();
  }

  /** What the bench itself keeps is no memory of the server. */
  private measure(): void {
    this.stage.cloud.forgetReceived();
    (this.stage.testApp.logs as string[]).length = 0;
    globalThis.gc!();
    const { heapUsed } = process.memoryUsage();
    if (this.hours <= WARM_UP) this.warm = heapUsed;
    this.growth = heapUsed - this.warm;
    const { growth, warm } = this;
    holds(`at most 5 MB more after hour ${this.hours}`, growth <= MOST_GROWTH, { growth, warm });
  }

  /** How much it is by now. */
  get figure(): string {
    return `memory in use grew by ${(this.growth / MEGABYTE).toFixed(2)} MB in ${this.hours - WARM_UP} hours`;
  }

  close(): Promise<void> {
    return this.stage.close();
  }
}

export const longDay = fault({
  row: 20,
  name: '24 h of readings, 20,000 calls; each trial is an hour',
  full: 24 + WARM_UP,
  small: 1 + WARM_UP,
  perStage: 1_000,
  patience: 300,
  undivided: true,
  open: async () => new LongDay(await Stage.open()),
  figure: (day) => day.figure,
  attempt: (day, chance) => day.passHour(chance),
});
