import { CaughtLog } from '../../../test/harness/caught-log.js';
import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { StorageFolders } from '../../../test/harness/storage-folder.js';
import { makeStoredCook } from '../../../test/harness/stored.js';
import { until } from '../../../test/harness/until.js';
import { SqlCookRecordRepository } from './sql-cook-record.repository.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import type { RecordedCook } from './cook-record.js';
import { CookRecordWriter } from './cook-record-writer.js';

/** The real store on a disk that a test can fill. */
class StoreOnFullDisk extends SqlCookRecordRepository {
  isFull = false;

  override save(cook: RecordedCook): Promise<void> {
    return this.isFull ? Promise.reject(new StorageUnavailableError('full')) : super.save(cook);
  }

  override saveDurably(cook: RecordedCook): Promise<void> {
    return this.isFull ? Promise.reject(new StorageUnavailableError('full')) : super.saveDurably(cook);
  }
}

describe('CookRecordWriter', () => {
  const folders = new StorageFolders();
  let clock: DrivenClock;
  let store: StoreOnFullDisk;
  let writer: CookRecordWriter;
  let log: CaughtLog;

  beforeEach(() => {
    log = CaughtLog.take();
    clock = new DrivenClock();
    store = new StoreOnFullDisk(folders.open(folders.make(), clock));
    writer = new CookRecordWriter(store, clock);
  });
  afterAll(() => folders.clear());

  it('writes a cook and replaces it with later versions', async () => {
    writer.write(makeStoredCook());
    writer.write(makeStoredCook({ endedAt: 1, outcome: 'stopped' }));
    await writer.settled();
    expect(await store.find('cook-1')).toMatchObject({ endedAt: 1, outcome: 'stopped' });
    expect(writer.unwritten('cook-1')).toBeUndefined();
  });

  it('has stored a cook once its first record was tried, without waiting for later changes', async () => {
    writer.write(makeStoredCook());
    const tried = writer.tried('cook-1');
    await Promise.resolve();
    writer.write(makeStoredCook({ endedAt: 1, outcome: 'stopped' }));
    await tried;
    expect(await store.find('cook-1')).toBeDefined();
    expect(writer.unwritten('cook-1')).toMatchObject({ endedAt: 1 });
    await writer.settled();
  });

  it('waits for no record of a cook that has none', async () => {
    await expect(writer.tried('unknown')).resolves.toBeUndefined();
  });

  it('does not fail a start whose record a full disk rejects', async () => {
    store.isFull = true;
    writer.write(makeStoredCook());
    await expect(writer.tried('cook-1')).resolves.toBeUndefined();
    await writer.settled();
    expect(writer.unwritten('cook-1')).toBeDefined();
  });

  it('keeps what a full disk rejects, logs that once, and writes it once the disk has space', async () => {
    store.isFull = true;
    writer.write(makeStoredCook());
    writer.write(makeStoredCook({ endedAt: 1 }));
    await writer.settled();
    clock.advance(30_000);
    await writer.settled();
    expect(writer.unwritten('cook-1')).toMatchObject({ endedAt: 1 });
    expect(log.at('error')).toHaveLength(1);

    store.isFull = false;
    clock.advance(30_000);
    await writer.settled();
    expect(writer.unwritten('cook-1')).toBeUndefined();
    expect(await store.find('cook-1')).toMatchObject({ endedAt: 1 });
  });

  it('tries once more when it is closed, and schedules nothing after that', async () => {
    store.isFull = true;
    writer.write(makeStoredCook());
    await writer.settled();
    store.isFull = false;
    await writer.close();
    await until(async () => (await store.find('cook-1'))?.cookId, 'cook-1');
    expect(clock.pending).toBe(0);
  });
});
