import { makeCourse, makeStoredReading } from '../../test/support/stored.js';
import { StorageFolders } from '../../test/support/storage-folder.js';
import type { ReadingCursor, StoredReading } from './reading-store.js';
import { SqlReadingStore } from './sql-reading-store.js';

const MINUTE = 60_000;

describe('SqlReadingStore', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());

  const open = () => new SqlReadingStore(folders.open(folders.make()));
  const all = async (readings: SqlReadingStore, cookId: string | null = 'cook-1') =>
    (await readings.ofCook(cookId, 1e6)).readings;

  it('gives back what was written, in its order', async () => {
    const readings = open();
    const course = makeCourse(250);
    await readings.append(course.slice(0, 7));
    await readings.append(course.slice(7));
    expect(await all(readings)).toEqual(course);
  });

  it('keeps cooks and cookers apart, and what belongs to no cook', async () => {
    const readings = open();
    const mixed = [
      makeStoredReading({ cookId: null, mode: 'idle', targetCenti: null, remainingSeconds: null }),
      makeStoredReading(),
      makeStoredReading({ cookerId: 'cooker-2', cookId: 'cook-2' }),
    ];
    await readings.append(mixed);
    expect(await all(readings, null)).toEqual([mixed[0]]);
    expect(await all(readings)).toEqual([mixed[1]]);
    expect(await all(readings, 'cook-2')).toEqual([mixed[2]]);
  });

  it.each([1, 3, 29, 30, 100])('pages by %i without a gap or a repetition', async (limit) => {
    const readings = open();
    const course = makeCourse(90);
    for (let at = 0; at < 90; at += 30) await readings.append(course.slice(at, at + 30));
    const seen: StoredReading[] = [];
    let next: ReadingCursor | undefined;
    do {
      const page = await readings.ofCook('cook-1', limit, next);
      expect(page.readings.length).toBeLessThanOrEqual(limit);
      seen.push(...page.readings);
      next = page.next;
    } while (next !== undefined);
    expect(seen).toEqual(course);
  });

  it('writes nothing for no readings', async () => {
    const readings = open();
    await readings.append([]);
    expect(await all(readings)).toEqual([]);
  });

  it('sums up what is old to minutes and keeps what is new', async () => {
    const readings = open();
    const course = makeCourse(90);
    const [first] = course;
    for (let at = 0; at < 90; at += 10) await readings.append(course.slice(at, at + 10));
    expect(await readings.rollUp(first!.at + 2 * MINUTE)).toBe(60);
    expect(await all(readings)).toEqual(course.slice(60));
    const minutes = await readings.minutesOfCook('cook-1');
    expect(minutes.map(({ at, readings: count }) => [at, count])).toEqual([
      [first!.at, 30],
      [first!.at + MINUTE, 30],
    ]);
    expect(minutes[0]).toMatchObject({ waterMinCenti: 6047, waterMeanCenti: 6049, waterMaxCenti: 6053 });
  });

  it('joins a minute that was summed up in two goes', async () => {
    const readings = open();
    const course = makeCourse(200, { cookId: null });
    await readings.append(course);
    const { at } = course[0]!;
    await readings.append([makeStoredReading({ at: at + 3 * MINUTE + 500, cookId: null, waterCenti: 9000 })]);
    await readings.rollUp(at + 4 * MINUTE);
    await readings.rollUp(at + 60 * MINUTE);
    const minutes = await readings.minutesOfCook(null);
    expect(minutes.map(({ readings: count }) => count)).toEqual([30, 30, 30, 31, 30, 30, 20]);
    expect(minutes[3]!.waterMaxCenti).toBe(9000);
    expect(await all(readings, null)).toEqual([]);
  });

  it('forgets what is older than given', async () => {
    const readings = open();
    const course = makeCourse(90);
    const { at } = course[0]!;
    for (let from = 0; from < 90; from += 30) await readings.append(course.slice(from, from + 30));
    await readings.rollUp(at + MINUTE);
    await readings.forgetBefore(at + 2 * MINUTE);
    expect(await readings.minutesOfCook('cook-1')).toEqual([]);
    expect(await all(readings)).toEqual(course.slice(60));
  });

  it('refuses to give back readings that have changed since', async () => {
    const database = folders.open(folders.make());
    const readings = new SqlReadingStore(database);
    await readings.append(makeCourse(3));
    await database.write((rows) => rows.updateTable('readings').set({ cooker_id: 'x' }).execute());
    await expect(all(readings)).rejects.toMatchObject({ reason: 'damaged' });
  });
});
