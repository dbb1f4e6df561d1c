import { toCurve } from '../../src/history/cook-curve.js';
import {
  ReadingRepository,
  type ReadingCourse,
  type ReadingPage,
  type StoredMinute,
  type StoredReading,
} from '../../src/history/readings/reading.repository.js';

/** Readings in memory; a test may let it fail, and sees what it was asked. */
export class FakeReadingRepository extends ReadingRepository {
  readonly batches: (readonly StoredReading[])[] = [];
  readonly asked: (readonly [what: string, at: number])[] = [];
  minutes: readonly StoredMinute[] = [];
  failure: Error | undefined;
  /** How many steps it takes to tidy up. */
  old = 0;

  get readings(): readonly StoredReading[] {
    return this.batches.flat();
  }

  async append(readings: readonly StoredReading[]): Promise<void> {
    if (this.failure) throw this.failure;
    this.batches.push(readings);
  }

  async ofCook(cookId: string | null): Promise<ReadingPage> {
    return { readings: this.readings.filter((reading) => reading.cookId === cookId) };
  }

  async minutesOfCook(cookId: string | null): Promise<StoredMinute[]> {
    return this.minutes.filter((minute) => minute.cookId === cookId);
  }

  async courseOfCook(cookId: string): Promise<ReadingCourse> {
    return toCurve((await this.ofCook(cookId)).readings);
  }

  async rollUp(at: number): Promise<number> {
    this.asked.push(['rollUp', at]);
    if (this.failure) throw this.failure;
    return Math.max(0, this.old--);
  }

  async forgetBefore(at: number): Promise<number> {
    this.asked.push(['forgetBefore', at]);
    return Math.max(0, this.old--);
  }
}
