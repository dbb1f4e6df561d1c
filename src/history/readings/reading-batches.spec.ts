import { CaughtLog } from '../../../test/harness/caught-log.js';
import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { FakeReadingRepository } from '../../../test/harness/fake-reading-repository.js';
import { makeStoredReading } from '../../../test/harness/stored.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import type { StoredReading } from './reading.repository.js';
import { ReadingBatches } from './reading-log.js';

const MINUTE = 60_000;

function makeBatches() {
  const clock = new DrivenClock();
  const store = new FakeReadingRepository();
  const batches = new ReadingBatches(store, clock);
  let at = 0;
  const add = (count: number, known: Partial<StoredReading> = {}) => {
    for (let index = 0; index < count; index++) batches.add(makeStoredReading({ at: at++, ...known }));
  };
  const sizes = () => store.batches.map(({ length }) => length);
  return { clock, store, batches, add, sizes };
}

describe('ReadingBatches', () => {
  it('writes sixty together', async () => {
    const { batches, add, sizes } = makeBatches();
    add(125);
    await batches.flush();
    expect(sizes()).toEqual([125]);
    add(60);
    await batches.flush();
    expect(sizes()).toEqual([125, 60]);
  });

  it('lets a reading of a cook wait for a minute, and idle ones for a quarter of an hour', async () => {
    const { clock, add, sizes } = makeBatches();
    add(1, { cookId: null });
    await clock.elapse(14 * MINUTE);
    expect(sizes()).toEqual([]);
    add(1);
    await clock.elapse(MINUTE);
    expect(sizes()).toEqual([2]);
    add(1, { cookId: null });
    await clock.elapse(15 * MINUTE);
    expect(sizes()).toEqual([2, 1]);
    expect(clock.pending).toBe(0);
  });

  it('keeps what cannot be written, in its order, and says so once', async () => {
    const log = CaughtLog.take();
    const { clock, store, batches, add } = makeBatches();
    store.failure = new StorageUnavailableError('full');
    add(70);
    await batches.flush();
    await clock.elapse(10 * MINUTE);
    add(10);
    expect(await batches.settle('cook-1')).toHaveLength(80);
    expect(log.at('warn')).toEqual([expect.stringContaining('The disk is full')]);
    store.failure = undefined;
    await clock.elapse(MINUTE);
    expect(store.readings.map(({ at }) => at)).toEqual([...Array(80).keys()]);
    expect(log.at('log')).toEqual([expect.stringContaining('can be stored again')]);
    expect(await batches.settle('cook-1')).toEqual([]);
  });

  it('holds 5,000 at most, and lets the oldest idle ones go first', async () => {
    const { store, batches, add } = makeBatches();
    store.failure = new StorageUnavailableError('full');
    add(100, { cookId: null });
    add(4_950);
    await batches.flush();
    add(10, { cookId: null });
    store.failure = undefined;
    await batches.flush();
    expect(store.readings).toHaveLength(5_000);
    expect(store.readings.filter(({ cookId }) => cookId === null).map(({ at }) => at)).toEqual([
      ...Array.from({ length: 40 }, (_, index) => 60 + index),
      ...Array.from({ length: 10 }, (_, index) => 5_050 + index),
    ]);
  });

  it('lets the oldest of a cook go where there is no idle one', async () => {
    const { store, batches, add } = makeBatches();
    store.failure = new StorageUnavailableError('full');
    add(5_001);
    await batches.flush();
    store.failure = undefined;
    await batches.flush();
    expect(store.readings).toHaveLength(5_000);
    expect(store.readings[0]!.at).toBe(1);
  });

  it('loses and repeats nothing that comes while it writes', async () => {
    const { store, batches, add } = makeBatches();
    add(3);
    const first = batches.flush();
    add(2);
    await Promise.all([first, batches.flush(), batches.flush()]);
    expect(store.readings.map(({ at }) => at)).toEqual([0, 1, 2, 3, 4]);
  });

  it('writes nothing before its time for a cook of which nothing waits', async () => {
    const { store, batches, add } = makeBatches();
    add(1);
    expect(await batches.settle('cook-2')).toEqual([]);
    expect(store.batches).toEqual([]);
    expect(await batches.settle('cook-1')).toEqual([]);
    expect(store.batches).toHaveLength(1);
  });

  it('plans nothing more once it is closed, also when the last write fails', async () => {
    const { clock, store, batches, add } = makeBatches();
    store.failure = new StorageUnavailableError('closed');
    add(1);
    await batches.close();
    expect(clock.pending).toBe(0);
  });
});
