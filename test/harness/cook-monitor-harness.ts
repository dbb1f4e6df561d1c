import type { Cook } from '../../src/cooking/tracking/cook.js';
import { CookAssessor } from '../../src/cooking/status/cook-assessor.js';
import { CookMonitors } from '../../src/cooking/monitoring/cook-monitors.js';
import type { CookRecords } from '../../src/cooking/record/cook-records.js';
import { FoodHistories } from '../../src/cooking/monitoring/food-histories.js';
import type { Now } from '../../src/cooking/status/live-safety.js';
import { logFailure } from '../../src/cooking/tracking/cook-tracker.js';
import type { CookerReading, CookerState } from '../../src/device/cooker-state.js';
import type { SafetyService } from '../../src/safety/safety.service.js';
import { celsius } from '../../src/shared/units.js';
import { DrivenClock } from './driven-clock.js';
import { approve, makePlan } from './plans.js';
import { makeCookerState, makeCookingReading, makeReading } from './readings.js';
import { makeSafety } from './safety.js';

/** A cook of this server: by default chicken at 65 °C for 90 minutes. */
export const makeCook = (known: Partial<Cook> = {}): Cook => ({
  id: 'ours',
  cookerId: 'cooker-one',
  startedBy: 'coddle',
  startedAt: new Date('2026-03-01T12:00:00Z'),
  approved: approve(),
  ...known,
});

/** The same begun by another client. */
export const makeForeignCook = (known: Partial<Cook> = {}): Cook =>
  makeCook({ id: 'theirs', startedBy: 'app', approved: undefined, ...known });

/** The cook monitors without a cooker: a test says what the cooker shows, and the real engine follows the food. */
export class CookMonitorHarness {
  readonly clock = new DrivenClock();
  readonly histories: FoodHistories;
  readonly monitors: CookMonitors;

  private records: CookRecords | undefined;

  constructor(safety: SafetyService = makeSafety()) {
    this.histories = new FoodHistories(safety, this.clock);
    this.monitors = new CookMonitors(safety, this.histories);
  }

  /** Has these records follow the cooks too. */
  followWith(records: CookRecords): void {
    this.records = records;
  }

  get now(): Now {
    return { monotonic: this.clock.monotonic(), wall: this.clock.now() };
  }

  /** A cooker with this present state; a full timer has begun at the moment 0. */
  showing(known: Partial<CookerReading> = {}): CookerState {
    return makeCookerState({ reading: makeCookingReading(known), at: this.clock.monotonic() });
  }

  /** A cooker shows a cook. */
  see(cook: Cook, cooker: CookerState = this.showing()): CookerState {
    this.show(cooker);
    logFailure('follow a cook', () => this.monitors.see(cook, cooker));
    this.records?.see(cook, cooker);
    return cooker;
  }

  /** A cooker shows a cook for whole minutes, in water of one temperature. */
  cook(cook: Cook, minutes: number, water = 65): void {
    this.see(cook, this.showing({ water: celsius(water) }));
    for (let minute = 0; minute < minutes; minute++) {
      this.clock.advance(60_000);
      this.see(cook, this.showing({ water: celsius(water) }));
    }
  }

  /** The cook's cooker is seen idle, in water of this temperature. @param stoppedBy the key that had it stopped */
  end(cook: Cook, water = 65, stoppedBy?: string): void {
    const cooker = this.idle(water);
    this.endWith(cook, cooker, stoppedBy);
  }

  /** A cooker reports that it is idle; it keeps its last setpoint. */
  idle(water = 65): CookerState {
    const reading = makeReading({ water: celsius(water), target: makePlan().target });
    const cooker = makeCookerState({ reading, at: this.clock.monotonic() });
    this.show(cooker);
    return cooker;
  }

  /** The cook is over as its cooker shows this. @param stoppedBy the key that had it stopped */
  endWith(cook: Cook, cooker: CookerState, stoppedBy?: string): void {
    this.monitors.end(cook, cooker, stoppedBy);
    this.records?.end(cook, cooker, stoppedBy);
  }

  private show(cooker: CookerState): void {
    this.histories.follow(cooker);
    this.monitors.followEnded(cooker);
    this.records?.watchUnfinished(cooker);
  }
}

/** The cook monitors, and what the judge says of a cook. */
export function makeAssessor(safety: SafetyService = makeSafety()) {
  const harness = new CookMonitorHarness(safety);
  const assessor = new CookAssessor(safety, harness.monitors, harness.histories);
  /** Of a cook whose cooker shows this now, while its food is not followed. */
  const assessed = (cook: Cook, known: Partial<CookerReading> = {}) =>
    assessor.assess(cook, harness.showing(known), harness.now);
  /** Of one whose cooker is seen to show this now. */
  const seen = (cook: Cook, known: Partial<CookerReading> = {}) =>
    assessor.assess(cook, harness.see(cook, harness.showing(known)), harness.now);
  /** Of one that was stopped while its cooker showed this. */
  const stopped = (cook: Cook, known: Partial<CookerReading> = {}) =>
    assessor.assessStopped(cook, harness.showing(known), harness.now);
  /** Of food that was left behind. */
  const left = () => assessor.assessUnfinishedCook('cooker-one', harness.now);
  return { harness, assessor, assessed, seen, stopped, left };
}
