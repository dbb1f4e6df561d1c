import { makeCourse, makeStoredReading } from '../../../test/harness/stored.js';
import { StorageFolders } from '../../../test/harness/storage-folder.js';
import type { ReadingCursor, StoredReading } from './reading.repository.js';
import { SqlReadingRepository } from './sql-reading.repository.js';

const MINUTE = 60_000;

describe('SqlReadingRepository', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());

  const open = () => new SqlReadingRepository(folders.open(folders.make()));
  const all = async (readings: SqlReadingRepository, cookId: string | null = 'cook-1') =>
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
    expect(await readings.rollUp(first!.at + 2 * MINUTE)).toBe(6);
    expect(await readings.rollUp(first!.at + 2 * MINUTE)).toBe(0);
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

  it('sums up no more rows at a time than asked for, and in the end all', async () => {
    const readings = open();
    const course = makeCourse(70, { cookId: null });
    for (let at = 0; at < 70; at += 10) await readings.append(course.slice(at, at + 10));
    const end = course.at(-1)!.at + MINUTE;
    const steps: number[] = [];
    do steps.push(await readings.rollUp(end, 3));
    while (steps.at(-1) !== 0);
    expect(steps).toEqual([3, 3, 1, 0]);
    expect((await readings.minutesOfCook(null)).map(({ readings: count }) => count)).toEqual([30, 30, 10]);
  });

  it('forgets no more rows at a time than asked for, and in the end all', async () => {
    const readings = open();
    const course = makeCourse(70);
    for (let at = 0; at < 70; at += 10) await readings.append(course.slice(at, at + 10));
    await readings.rollUp(course[20]!.at + MINUTE, 2);
    const end = course.at(-1)!.at + MINUTE;
    const steps: number[] = [];
    do steps.push(await readings.forgetBefore(end, 4));
    while (steps.at(-1) !== 0);
    expect(steps).toEqual([4, 2, 0]);
    expect(await all(readings)).toEqual([]);
    expect(await readings.minutesOfCook('cook-1')).toEqual([]);
  });

  it('forgets what is older than given', async () => {
    const readings = open();
    const course = makeCourse(90);
    const { at } = course[0]!;
    for (let from = 0; from < 90; from += 30) await readings.append(course.slice(from, from + 30));
    await readings.rollUp(at + MINUTE);
    expect(await readings.forgetBefore(at + 2 * MINUTE)).toBe(2);
    expect(await readings.minutesOfCook('cook-1')).toEqual([]);
    expect(await all(readings)).toEqual(course.slice(60));
  });

  describe('gives the course of a cook in columns', () => {
    it('of all its readings, and of no other', async () => {
      const readings = open();
      const course = makeCourse(150);
      course[7] = makeStoredReading({
        at: course[7]!.at,
        targetCenti: null,
        remainingSeconds: null,
        mode: 'idle',
      });
      for (let at = 0; at < 150; at += 60) await readings.append(course.slice(at, at + 60));
      await readings.append(makeCourse(5, { cookId: 'cook-2' }));
      expect(await readings.courseOfCook('cook-1')).toEqual({
        at: Float64Array.from(course, ({ at }) => at),
        waterCenti: Float64Array.from(course, ({ waterCenti }) => waterCenti),
        targetCenti: Float64Array.from(course, ({ targetCenti }) => targetCenti ?? NaN),
        mode: course.map(({ mode }) => mode),
        remainingSeconds: Float64Array.from(course, ({ remainingSeconds }) => remainingSeconds ?? NaN),
      });
    });

    it('with the minutes that older readings were summed up to before it', async () => {
      const readings = open();
      const course = makeCourse(90);
      const [{ at }] = course as [StoredReading];
      for (let from = 0; from < 90; from += 30) await readings.append(course.slice(from, from + 30));
      await readings.rollUp(at + 2 * MINUTE);
      const columns = await readings.courseOfCook('cook-1');
      expect([...columns.at.slice(0, 3)]).toEqual([at, at + MINUTE, at + 2 * MINUTE]);
      expect([...columns.waterCenti.slice(0, 2)]).toEqual([6049, 6049]);
      expect([...columns.remainingSeconds.slice(0, 3)]).toEqual([NaN, NaN, 5280]);
      expect(columns.at).toHaveLength(32);
      expect(columns.mode).toHaveLength(32);
    });

    it('oldest first, also when the clock was set back', async () => {
      const readings = open();
      const course = makeCourse(6);
      await readings.append(course.slice(3));
      await readings.append(course.slice(0, 3));
      const columns = await readings.courseOfCook('cook-1');
      expect([...columns.at]).toEqual(course.map(({ at }) => at));
      expect([...columns.remainingSeconds]).toEqual(course.map(({ remainingSeconds }) => remainingSeconds));
    });

    it('empty for an unknown cook', async () => {
      const { at, mode } = await open().courseOfCook('unknown');
      expect([at.length, mode.length]).toEqual([0, 0]);
    });
  });

  it('refuses to give back readings that have changed since', async () => {
    const database = folders.open(folders.make());
    const readings = new SqlReadingRepository(database);
    await readings.append(makeCourse(3));
    await database.write((rows) => rows.updateTable('readings').set({ cooker_id: 'x' }).execute());
    await expect(all(readings)).rejects.toMatchObject({ reason: 'damaged' });
    await expect(readings.courseOfCook('cook-1')).rejects.toMatchObject({ reason: 'damaged' });
  });
});
