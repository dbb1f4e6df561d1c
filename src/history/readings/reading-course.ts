import { addUp, lengthOf } from './packed-columns.js';
import { readingColumnsOf, type ReadingColumns, type ReadPackedRow } from './packed-readings.js';
import type { ReadingCourse, StoredMinute } from './reading.repository.js';

/** Merges minutes and rows of readings into one course, all oldest first. */
export function toCourse(minutes: readonly StoredMinute[], rows: readonly ReadPackedRow[]): ReadingCourse {
  const batches = rows.map(readingColumnsOf);
  const readings = batches.reduce((sum, { mode }) => sum + lengthOf(mode), 0);
  const writer = new CourseWriter(minutes.length + readings);
  for (const minute of minutes) writer.addMinute(minute);
  for (const batch of batches) writer.addReadings(batch);
  return inOrder(writer.course);
}

/** Fills the columns of a course from their beginning. */
class CourseWriter {
  readonly course;
  /** How far they are filled. */
  private end = 0;

  constructor(length: number) {
    const column = () => new Float64Array(length);
    this.course = {
      at: column(),
      waterCenti: column(),
      targetCenti: column(),
      mode: new Array<string>(length),
      remainingSeconds: column(),
    };
  }

  addMinute({ at, waterMeanCenti, targetCenti, mode }: StoredMinute): void {
    this.course.at[this.end] = at;
    this.course.waterCenti[this.end] = waterMeanCenti;
    this.course.targetCenti[this.end] = targetCenti ?? NaN;
    this.course.remainingSeconds[this.end] = NaN;
    this.course.mode[this.end++] = mode;
  }

  addReadings({ at, water, target, remaining, mode }: ReadingColumns): void {
    addUp(at, this.course.at, this.end);
    addUp(water, this.course.waterCenti, this.end);
    addUp(target, this.course.targetCenti, this.end);
    addUp(remaining, this.course.remainingSeconds, this.end);
    for (const [word, length] of mode) this.course.mode.fill(word, this.end, (this.end += length));
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
