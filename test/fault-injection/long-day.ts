import type { Json } from '../harness/api.js';
import { Chance } from './chance.js';
import { fault, holds } from './fault.js';
import { anyPlan } from './plans.js';
import { FaultHarness } from './fault-harness.js';

const MEGABYTE = 2 ** 20;
const MOST_GROWTH = 5 * MEGABYTE;
/** Hours after which every cache is full that is ever filled. */
const WARM_UP = 2;
/** 20,000 in 24 hours. */
const CALLS_AN_HOUR = 834;
const HOUR = 3_600_000;
const STEP = 10_000;
/** The dishes of a household, which come again and again. */
const MENU: readonly Json[] = Array.from({ length: 12 }, (_, dish) => anyPlan(new Chance(dish)));

const CALLS: readonly ((harness: FaultHarness, chance: Chance) => Promise<unknown>)[] = [
  (harness) => harness.status(),
  (harness) => harness.status(),
  (harness) => harness.call('GET', '/devices'),
  (harness) => harness.call('GET', '/health/ready'),
  (harness, chance) => harness.call('POST', '/check-cook', chance.pick(MENU)),
  (harness, chance) => harness.start(chance.pick(MENU)),
  (harness, chance) => harness.start({ ...chance.pick(MENU), temperature_celsius: 50 }),
];

/** A server for a day, and how much memory it used after its warm-up. */
class LongDay {
  private hours = 0;
  private warm = Infinity;
  private growth = 0;

  constructor(private readonly harness: FaultHarness) {}

  async passHour(chance: Chance): Promise<void> {
    let calls = 0;
    for (let at = 0; at < HOUR; at += STEP) {
      await this.harness.pass(STEP, 2_000);
      for (; calls < (CALLS_AN_HOUR * at) / HOUR; calls++) await chance.pick(CALLS)(this.harness, chance);
    }
    await this.harness.stop();
    this.hours += 1;
    this.measure();
  }

  /** What the bench itself keeps is no memory of the server. */
  private measure(): void {
    this.harness.cloud.forgetReceived();
    (this.harness.testApp.logs as string[]).length = 0;
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
    return this.harness.close();
  }
}

export const longDay = fault({
  row: 20,
  name: '24 h of readings, 20,000 calls; each trial is an hour',
  full: 24 + WARM_UP,
  small: 1 + WARM_UP,
  perStage: 1_000,
  timeoutSeconds: 300,
  undivided: true,
  open: async () => new LongDay(await FaultHarness.open()),
  figure: (day) => day.figure,
  attempt: (day, chance) => day.passHour(chance),
});
