import { DrivenClock } from '../../test/harness/driven-clock.js';
import { SmallDisk } from '../../test/harness/small-disk.js';
import { leftOut } from '../../test/harness/left-out.js';
import { makeCourse, makeEntry } from '../../test/harness/stored.js';
import { StorageFolders } from '../../test/harness/storage-folder.js';
import { SqlJournalStore } from './sql-journal-store.js';
import { SqlReadingRepository } from '../history/readings/sql-reading.repository.js';

describe('Storage on a small disk', () => {
  const folders = new StorageFolders();
  const folder = folders.make();
  const disk = SmallDisk.mount(folder);
  afterAll(() => {
    disk?.unmount();
    return folders.clear();
  });
  const itWhereAllowed = disk === undefined ? leftOut('this user may not mount a disk') : it;

  itWhereAllowed('does not open while the disk is full, and does once there is space', async () => {
    const clock = new DrivenClock();
    disk!.fill();
    const database = folders.open(folder, clock);
    expect(database.problem?.reason).toBe('full');
    disk!.freeSpace();
    clock.advance(30_000);
    expect(await database.tryAgain()).toBeUndefined();
    await database.onApplicationShutdown();
  });

  itWhereAllowed('refuses what the disk has no space for, keeps the rest and goes on by itself', async () => {
    const database = folders.open(folder);
    const journal = new SqlJournalStore(database);
    const kept = await journal.append(makeEntry());
    disk!.fill();
    const refused = new SqlReadingRepository(database).append(makeCourse(5000));
    await expect(refused).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE', reason: 'full' });
    expect(await journal.after(0, 10)).toEqual([kept]);
    disk!.freeSpace();
    await journal.append(makeEntry());
    expect(database.problem).toBeUndefined();
    expect(await journal.integrityError()).toBeUndefined();
    await database.onApplicationShutdown();
  });

  itWhereAllowed('says that the disk is full until there is space', async () => {
    const clock = new DrivenClock();
    const database = folders.open(folder, clock);
    disk!.fill();
    await expect(new SqlReadingRepository(database).append(makeCourse(5000))).rejects.toMatchObject({
      reason: 'full',
    });
    for (let attempt = 0; attempt < 3; attempt++) {
      clock.advance(30_000);
      expect(await database.tryAgain()).toMatchObject({ reason: 'full' });
    }
    disk!.freeSpace();
    clock.advance(30_000);
    expect(await database.tryAgain()).toBeUndefined();
    await database.onApplicationShutdown();
  });

  itWhereAllowed('does not open while the disk cannot be written to, and does afterwards', async () => {
    const clock = new DrivenClock();
    const locked = SmallDisk.mount(folders.make())!;
    try {
      locked.lock();
      const database = folders.open(locked.folder, clock);
      expect(database.problem?.reason).toBe('read-only');
      locked.unlock();
      clock.advance(30_000);
      expect(await database.tryAgain()).toBeUndefined();
      await database.onApplicationShutdown();
    } finally {
      locked.unmount();
    }
  });
});
