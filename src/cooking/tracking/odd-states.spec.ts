import fc from 'fast-check';
import { makeCook, CookMonitorHarness } from '../../../test/harness/cook-monitor-harness.js';
import { makeCookerState, makeCookingReading, makeReading } from '../../../test/harness/readings.js';
import type { CookerReading } from '../../device/cooker-state.js';
import { EventBus } from '../../shared/event-bus.js';
import { celsius, seconds } from '../../shared/units.js';
import { Database } from '../../storage/database.js';
import { SqlResponseStore } from '../../storage/sql-response-store.js';
import { IdempotencyService } from '../idempotency/idempotency-service.js';
import { StartCommandRegistry } from '../start/start-command-registry.js';
import type { CookFollower } from './cook.js';
import { CookTracker } from './cook-tracker.js';

const ours = makeCook();
const BETWEEN_STATES = 10_000;

/** A tracker whose cooks are followed by the real engine; it records the ids of all followed cooks. */
function track() {
  const harness = new CookMonitorHarness();
  const { clock, monitors } = harness;
  const ids = new Set<string>();
  const recorder: CookFollower = {
    see: ({ id }) => ids.add(id),
    measure: () => undefined,
    end: ({ id }) => ids.add(id),
  };
  const store = new SqlResponseStore(new Database('never opened', clock));
  const starts = new StartCommandRegistry(new IdempotencyService(store, clock));
  const tracker = new CookTracker(new EventBus(), starts, clock, [monitors, recorder]);
  tracker.resume(ours, 'theirs', clock.monotonic());
  let sequence = 1;
  const push = (reading: CookerReading): void => {
    const cooker = makeCookerState({ reading, at: clock.monotonic(), sequence: ++sequence });
    tracker.follow(cooker);
    harness.histories.follow(cooker);
    monitors.followEnded(cooker);
    clock.advance(BETWEEN_STATES);
  };
  const ordinary = (water: number): CookerReading =>
    makeCookingReading({
      water: celsius(water),
      vendorCookId: 'theirs',
      timer: {
        mode: 'running',
        length: seconds(5400),
        elapsed: seconds(clock.monotonic() / 1000),
        run: 'first',
      },
    });
  return { harness, tracker, ids, push, ordinary };
}

const ODD: readonly ((ordinary: CookerReading) => CookerReading)[] = [
  (reading) => ({ ...reading, vendorCookId: 'another' }),
  (reading) => ({ ...reading, vendorCookId: 'another', target: celsius(40), timer: { mode: 'idle' } }),
  (reading) => ({ ...reading, vendorCookId: undefined }),
  (reading) => makeReading({ water: reading.water }),
  (reading) => makeReading({ mode: 'unknown', water: reading.water }),
];

describe('Single odd states between those of a cook', () => {
  const water = fc.integer({ min: 30, max: 66 });
  const odd = fc.option(fc.nat(ODD.length - 1), { nil: undefined });
  const states = fc.array(fc.tuple(water, odd), { minLength: 2, maxLength: 60 });

  it('create no second cook and keep the first one on', () => {
    fc.assert(
      fc.property(states, (shown) => {
        const { ids, push, ordinary, tracker } = track();
        for (const [degrees, index] of shown) {
          push(ordinary(degrees));
          if (index !== undefined) push(ODD[index]!(ordinary(degrees)));
        }
        push(ordinary(60));
        expect([...ids]).toEqual([ours.id]);
        expect(tracker.on(ours.cookerId)).toBe(ours);
      }),
    );
  });

  it('never make the food safer than without them', () => {
    fc.assert(
      fc.property(states, (shown) => {
        const [withOdd, without] = [track(), track()];
        for (const [degrees, index] of shown) {
          const ordinary = withOdd.ordinary(degrees);
          withOdd.push(ordinary);
          without.push(ordinary);
          if (index === undefined) continue;
          withOdd.push(ODD[index]!(withOdd.ordinary(degrees)));
          without.push(without.ordinary(degrees));
        }
        const [one, other] = [withOdd, without].map(({ push, ordinary, harness }) => {
          push(ordinary(60));
          return harness.monitors.of(ours)!.monitor!.report()!;
        });
        expect(one!.inDangerZone).toBeGreaterThanOrEqual(other!.inDangerZone);
        expect(one!.core).toBeLessThanOrEqual(other!.core + 1e-9);
        expect(one!.asOf).toBe(other!.asOf);
        expect(!one!.pasteurized || other!.pasteurized).toBe(true);
      }),
    );
  });

  it('create a cook of their own when the cooker shows it twice', () => {
    const { ids, push, ordinary, tracker } = track();
    push(ordinary(65));
    push(ODD[0]!(ordinary(65)));
    push(ODD[0]!(ordinary(65)));
    expect(ids.size).toBe(2);
    expect(tracker.on(ours.cookerId)).not.toBe(ours);
  });

  it('keep the identity of a cook that appears again after another one', () => {
    const { ids, push, ordinary, tracker } = track();
    push(ordinary(65));
    for (let index = 0; index < 3; index++) push(ODD[0]!(ordinary(65)));
    push(ordinary(65));
    push(ordinary(65));
    expect(ids.size).toBe(2);
    expect(tracker.on(ours.cookerId)).toBe(ours);
  });

  it('do not present a new run of the timer as the cook before', () => {
    const { push, ordinary, tracker } = track();
    push(ordinary(65));
    push(makeReading());
    push({ ...ordinary(65), timer: { mode: 'running', length: seconds(5400), run: 'second' } });
    expect(tracker.on(ours.cookerId)).not.toBe(ours);
  });
});
