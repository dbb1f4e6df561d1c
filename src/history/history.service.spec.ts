import fc from 'fast-check';
import { DrivenClock } from '../../test/harness/driven-clock.js';
import { FakeReadingRepository } from '../../test/harness/fake-reading-repository.js';
import { makePrincipal } from '../../test/harness/principals.js';
import { FakeCookRecords, makeRecordedCook } from '../../test/harness/stored-cooks.js';
import { makeStoredReading } from '../../test/harness/stored.js';
import type { RecordedCook } from '../cooking/record/cook-record.js';
import { EventBus } from '../shared/event-bus.js';
import { StorageUnavailableError } from '../storage/storage.errors.js';
import type { StoredMinute } from './readings/reading.repository.js';
import { pointAt } from './cook-curve.js';
import { HistoryService } from './history.service.js';
import { ReadingBatches, ReadingLog } from './readings/reading-log.js';

const MINUTE: StoredMinute = {
  cookerId: 'cooker-1',
  cookId: 'cook-1',
  at: 0,
  readings: 30,
  waterMinCenti: 6400,
  waterMeanCenti: 6450,
  waterMaxCenti: 6500,
  targetCenti: 6500,
  mode: 'cooking',
};

function makeHistory(cooks: RecordedCook[] = []) {
  const clock = new DrivenClock();
  const store = new FakeReadingRepository();
  const records = new FakeCookRecords(cooks);
  const batches = new ReadingBatches(store, clock);
  const history = new HistoryService(records, store, new ReadingLog(new EventBus(), batches, clock), clock);
  return { history, store, records, batches };
}

const cookNamed = (cookId: string, startedAt = 0) => makeRecordedCook({ cookId, startedAt });
const idsOf = (cooks: readonly { readonly cook_id: string }[]) => cooks.map(({ cook_id }) => cook_id);

/** Every page to the end; between two of them something may happen. */
async function walk(history: HistoryService, limit: number, meanwhile = () => {}): Promise<string[][]> {
  const pages: string[][] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await history.list(makePrincipal(), limit, cursor);
    pages.push(idsOf(page.cooks));
    cursor = page.next_cursor;
    meanwhile();
  }
  return pages;
}

describe('The pages of the cooks', () => {
  // Several began in the same millisecond, as after a clock that was set back.
  const starts = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 40 });

  it('hold every cook exactly once, newest first, with any limit', async () => {
    await fc.assert(
      fc.asyncProperty(starts, fc.integer({ min: 1, max: 50 }), async (moments, limit) => {
        const cooks = moments.map((at, index) => cookNamed(`cook-${index}`, at));
        const pages = await walk(makeHistory(cooks).history, limit);
        expect(pages.every((page) => page.length <= limit)).toBe(true);
        expect(pages.flat().toSorted()).toEqual(cooks.map(({ cookId }) => cookId).toSorted());
        const begun = pages.flat().map((id) => moments[Number(id.slice(5))]!);
        expect(begun).toEqual(begun.toSorted((one, other) => other - one));
      }),
    );
  });

  it('hold the old ones exactly once also while new ones come', async () => {
    await fc.assert(
      fc.asyncProperty(starts, fc.integer({ min: 1, max: 5 }), async (moments, limit) => {
        const cooks = moments.map((at, index) => cookNamed(`cook-${index}`, at));
        const old = cooks.map(({ cookId }) => cookId).toSorted();
        const { history, records } = makeHistory(cooks);
        let news = 0;
        const pages = await walk(history, limit, () => records.cooks.push(cookNamed(`new-${++news}`, 100)));
        expect(pages.flat().toSorted()).toEqual(old);
      }),
    );
  });

  it('end with a full one when nothing follows', async () => {
    const { history } = makeHistory([cookNamed('a', 2), cookNamed('b', 1)]);
    expect(await walk(history, 2)).toEqual([['a', 'b']]);
    expect(await walk(history, 1)).toEqual([['a'], ['b']]);
  });

  it('are one empty one where nothing was cooked', async () => {
    expect(await walk(makeHistory().history, 20)).toEqual([[]]);
  });

  it('stay below 8,000 characters for twenty cooks', async () => {
    const cooks = Array.from({ length: 25 }, (_, index) => makeRecordedCook({ startedAt: index * 1e9 }));
    const page = await makeHistory(cooks).history.list(makePrincipal(), 20, undefined);
    expect(JSON.stringify(page).length).toBeLessThan(8_000);
  });
});

describe('One cook', () => {
  it('is shown with everything', async () => {
    const { history } = makeHistory([cookNamed('cook-1')]);
    expect(await history.cook(makePrincipal(), 'cook-1')).toMatchObject({
      cook_id: 'cook-1',
      device_name: 'Kitchen',
    });
  });

  it.each(['cook-2', '', ' ', 'x'.repeat(65), 'a b', 'cook\u0000', 'kö', '__proto__'])(
    'is not found by the id %j',
    async (id) => {
      const { history } = makeHistory([cookNamed('cook-1')]);
      await expect(history.cook(makePrincipal(), id)).rejects.toMatchObject({
        code: 'COOK_NOT_FOUND',
        kind: 'not-found',
      });
      await expect(history.curve(makePrincipal(), id)).rejects.toMatchObject({ code: 'COOK_NOT_FOUND' });
    },
  );
});

describe('The curve of a cook', () => {
  it('holds the minutes first, then the readings, then what waits to be written', async () => {
    const { history, store, batches } = makeHistory([cookNamed('cook-1')]);
    store.minutes = [MINUTE, { ...MINUTE, at: 60_000, waterMinCenti: 6450, waterMaxCenti: 6450 }];
    await store.append([makeStoredReading({ at: 120_000, waterCenti: 6501 })]);
    batches.add(makeStoredReading({ at: 122_000, waterCenti: 6502 }));
    const curve = await history.curve(makePrincipal(), 'cook-1');
    expect([...curve.at]).toEqual([0, 0, 0, 60_000, 120_000, 122_000]);
    expect([...curve.waterCenti]).toEqual([6400, 6450, 6500, 6450, 6501, 6502]);
    expect(curve.mode).toEqual(Array(6).fill('cooking'));
    expect(pointAt(curve, 0)).toMatchObject({ targetCenti: 6500, remainingSeconds: null });
    expect(pointAt(curve, 4)).toMatchObject({ targetCenti: 6050, remainingSeconds: 5400 });
  });

  it('holds the readings alone as long as none are summed up', async () => {
    const { history, batches } = makeHistory([cookNamed('cook-1')]);
    batches.add(makeStoredReading({ at: 7, targetCenti: null }));
    const curve = await history.curve(makePrincipal(), 'cook-1');
    expect([...curve.at]).toEqual([7]);
    expect(pointAt(curve, 0).targetCenti).toBeNull();
  });

  it('holds also what cannot be written', async () => {
    const { history, store, batches } = makeHistory([cookNamed('cook-1')]);
    await store.append([makeStoredReading({ at: 1 })]);
    store.failure = new StorageUnavailableError('full');
    batches.add(makeStoredReading({ at: 2 }));
    expect([...(await history.curve(makePrincipal(), 'cook-1')).at]).toEqual([1, 2]);
  });
});
