import fc from 'fast-check';
import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { FakeReadingRepository } from '../../../test/harness/fake-reading-repository.js';
import { makeCookerState, makeCookingReading, makeReading } from '../../../test/harness/readings.js';
import { makeCook } from '../../../test/harness/cook-monitor-harness.js';
import type { CookerReading } from '../../device/cooker-state.js';
import { EventBus } from '../../shared/event-bus.js';
import { celsius, milliseconds } from '../../shared/units.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import { ReadingBatches, ReadingLog } from './reading-log.js';

const COOK = makeCook();

function openLog() {
  const clock = new DrivenClock();
  const events = new EventBus();
  const store = new FakeReadingRepository();
  const log = new ReadingLog(events, new ReadingBatches(store, clock), clock);
  log.onModuleInit();
  const state = (reading: CookerReading) => makeCookerState({ reading, at: clock.monotonic() });
  const cooking = (known: Partial<CookerReading> = {}) => state(makeCookingReading(known));
  const see = (cooker = cooking(), cook = COOK) => events.emit('cook.seen', cook, cooker);
  const idle = (water = 20) => events.emit('cooker.resting', state(makeReading({ water: celsius(water) })));
  const written = async () => {
    await log.onModuleDestroy();
    return store.readings;
  };
  /** Lets everything in progress finish. */
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return { clock, events, store, log, cooking, see, idle, written, state, turn };
}

describe('ReadingLog', () => {
  it('keeps what the cooker said, in whole numbers, with the moment of the wall clock', async () => {
    const { clock, see, cooking, written } = openLog();
    clock.advance(1_234);
    see(cooking({ water: celsius(64.931) }));
    expect(await written()).toEqual([
      {
        cookerId: 'cooker-one',
        cookId: 'ours',
        at: Date.parse('2026-03-01T12:00:01.234Z'),
        waterCenti: 6493,
        targetCenti: 6500,
        mode: 'cooking',
        remainingSeconds: 3600,
      },
    ]);
  });

  it('keeps every change of a cook, at most one a second, and one a minute without', async () => {
    const { clock, see, cooking, written } = openLog();
    for (const water of [65, 65.1, 65.2, 65.3]) {
      see(cooking({ water: celsius(water) }));
      clock.advance(500);
    }
    for (let second = 0; second < 120; second += 2) {
      see(cooking({ water: celsius(65.3) }));
      clock.advance(2_000);
    }
    const kept = (await written()).map(({ at, waterCenti }) => [at % 600_000, waterCenti]);
    expect(kept).toEqual([
      [0, 6500],
      [1_000, 6520],
      [2_000, 6530],
      [62_000, 6530],
    ]);
  });

  it('keeps one a minute while nothing cooks, even with changes', async () => {
    const { clock, idle, written } = openLog();
    for (let second = 0; second < 180; second += 2) {
      idle(20 + second / 100);
      clock.advance(2_000);
    }
    const kept = await written();
    expect(kept.map(({ at }) => at % 600_000)).toEqual([0, 60_000, 120_000]);
    expect(kept.every(({ cookId }) => cookId === null)).toBe(true);
  });

  it('is at a pace of at most one a second and never leaves a minute of a watched cook out', async () => {
    const pushes = fc.array(fc.tuple(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 0, max: 3 })), {
      minLength: 1,
      maxLength: 200,
    });
    await fc.assert(
      fc.asyncProperty(pushes, async (course) => {
        const { clock, see, cooking, written } = openLog();
        for (const [pause, water] of course) {
          clock.advance(pause);
          see(cooking({ water: celsius(60 + water) }));
        }
        const moments = (await written()).map(({ at }) => at);
        const gaps = moments.slice(1).map((at, index) => at - moments[index]!);
        for (const gap of gaps) {
          expect(gap).toBeGreaterThanOrEqual(1_000);
          expect(gap).toBeLessThan(65_000);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('keeps its pace when the wall clock jumps', async () => {
    const { clock, see, cooking, written } = openLog();
    see();
    clock.jump(-3_600_000);
    clock.advance(500);
    see(cooking({ water: celsius(64) }));
    clock.advance(2_000);
    see(cooking({ water: celsius(64) }));
    clock.jump(7_200_000);
    clock.advance(100);
    see(cooking({ water: celsius(63) }));
    expect((await written()).map(({ waterCenti }) => waterCenti)).toEqual([6500, 6400]);
  });

  it('keeps no state from before the last one that it kept', async () => {
    const { clock, events, see, written } = openLog();
    clock.advance(100_000);
    see();
    const { latest, ...cooker } = makeCookerState({
      reading: makeCookingReading({ water: celsius(50) }),
      at: 10_000,
    });
    clock.advance(5_000);
    const again = { ...cooker, latest: { ...latest!, receivedAt: milliseconds(105_000) } };
    events.emit('cook.seen', COOK, again);
    expect(await written()).toHaveLength(1);
  });

  it('keeps no reading without a water temperature', async () => {
    const { events, see, cooking, written } = openLog();
    see(cooking({ water: undefined }));
    events.emit('cooker.resting', makeCookerState());
    expect(await written()).toEqual([]);
  });

  it('writes at the end of a cook', async () => {
    const { events, store, see, state, turn } = openLog();
    see();
    const idle = state(makeReading());
    events.emit('cook.ended', COOK, idle, undefined);
    await turn();
    expect(store.readings).toHaveLength(1);
    events.emit('cooker.resting', idle);
    events.emit('cook.ended', COOK, idle, undefined);
    await turn();
    expect(store.readings.map(({ cookId }) => cookId)).toEqual(['ours', null]);
  });

  it('goes on with a cook that took the place of one that ended', async () => {
    const { events, see, cooking, written } = openLog();
    see();
    see(cooking(), makeCook({ id: 'next' }));
    events.emit('cook.ended', COOK, cooking(), undefined);
    expect((await written()).map(({ cookId }) => cookId)).toEqual(['ours', 'next']);
  });

  it('takes events that come late and in another order for what they are', async () => {
    const { clock, events, state, cooking, written } = openLog();
    const [first, last] = [cooking(), state(makeReading())];
    clock.advance(60_000);
    events.emit('cook.ended', COOK, last, undefined);
    events.emit('cooker.resting', last);
    events.emit('cook.seen', COOK, first);
    expect((await written()).map(({ cookId }) => cookId)).toEqual([null, 'ours']);
  });

  it('returns what cannot be written to those who ask for the cook', async () => {
    const { log, store, see } = openLog();
    store.failure = new StorageUnavailableError('full');
    see();
    expect(await log.settle('ours')).toHaveLength(1);
    expect(await log.settle('theirs')).toEqual([]);
  });

  it('writes what waits before the server goes, and hears nothing more', async () => {
    const { clock, log, store, see } = openLog();
    see();
    await log.onModuleDestroy();
    see();
    expect(store.readings).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });
});
