import { addUp, lengthOf } from './packed-columns.js';
import { readingColumnsOf, type ReadingColumns, type ReadPackedRow } from './packed-readings.js';
import type { ReadingCourse, StoredMinute } from './reading.repository.js';

/** The initial capacity of the columns of a course, in readings, and by which factor it grows at least. */
const INITIAL_CAPACITY = 4_096;
const GROWTH = 2;

/**
 * Merges minutes and rows of readings into one course, all oldest first. A row is released before the next is unpacked:
 * a day of them at once takes 20 MB.
 */
export function toCourse(minutes: readonly StoredMinute[], rows: Iterable<ReadPackedRow>): ReadingCourse {
  const writer = new CourseWriter(minutes);
  for (const row of rows) writer.addReadings(readingColumnsOf(row));
  return inOrder(writer.course);
}

/** Fills the columns of a course from their beginning. */
class CourseWriter {
  private at: Float64Array;
  private waterCenti: Float64Array;
  private targetCenti: Float64Array;
  private remainingSeconds: Float64Array;
  private readonly mode: string[];
  /** How far they are filled. */
  private end = 0;

  constructor(minutes: readonly StoredMinute[]) {
    const column = () => new Float64Array(minutes.length + INITIAL_CAPACITY);
    this.at = column();
    this.waterCenti = column();
    this.targetCenti = column();
    this.remainingSeconds = column();
    this.mode = new Array<string>(minutes.length + INITIAL_CAPACITY);
    for (const minute of minutes) this.addMinute(minute);
  }

  addReadings({ at, water, target, remaining, mode }: ReadingColumns): void {
    const begin = this.end;
    this.end += lengthOf(mode);
    if (this.end > this.at.length) this.grow();
    addUp(at, this.at, begin);
    addUp(water, this.waterCenti, begin);
    addUp(target, this.targetCenti, begin);
    addUp(remaining, this.remainingSeconds, begin);
    let index = begin;
    for (const [word, length] of mode) this.mode.fill(word, index, (index += length));
  }

  get course(): ReadingCourse {
    this.mode.length = this.end;
    const filled = (column: Float64Array) => column.subarray(0, this.end);
    return {
      at: filled(this.at),
      waterCenti: filled(this.waterCenti),
      targetCenti: filled(this.targetCenti),
      mode: this.mode,
      remainingSeconds: filled(this.remainingSeconds),
    };
  }

  private addMinute({ at, waterMeanCenti, targetCenti, mode }: StoredMinute): void {
    this.at[this.end] = at;
    this.waterCenti[this.end] = waterMeanCenti;
    this.targetCenti[this.end] = targetCenti ?? NaN;
    this.remainingSeconds[this.end] = NaN;
    this.mode[this.end++] = mode;
  }

  private grow(): void {
    const length = Math.max(this.end, GROWTH * this.at.length);
    const longer = (column: Float64Array) => {
      const grown = new Float64Array(length);
      grown.set(column);
      return grown;
    };
    this.at = longer(this.at);
    this.waterCenti = longer(this.waterCenti);
    this.targetCenti = longer(this.targetCenti);
    this.remainingSeconds = longer(this.remainingSeconds);
    this.mode.length = length;
  }
}

/** Sorts a course: the wall clock may have been set back, and minutes may lie after the oldest reading. */
function inOrder(course: ReadingCourse): ReadingCourse {
  if (course.at.every((at, index) => index === 0 || course.at[index - 1]! <= at)) return course;
  const order = Array.from(course.at.keys()).sort((one, other) => course.at[one]! - course.at[other]!);
  const sorted = (column: Float64Array) => Float64Array.from(order, (index) => column[index]!);
  return {
    at: sorted(course.at),
    waterCenti: sorted(course.waterCenti),
    targetCenti: sorted(course.targetCenti),
    mode: order.map((index) => course.mode[index]!),
    remainingSeconds: sorted(course.remainingSeconds),
  };
}
