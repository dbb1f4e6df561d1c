/** The series of a reading: one cooker, and the cook that was running, if any. */
export interface Series {
  readonly cookerId: string;
  readonly cookId: string | null;
}

/** A stored reading of a cooker. All numbers are whole. */
export interface StoredReading extends Series {
  /** Wall clock, milliseconds since 1970. */
  readonly at: number;
  /** The water in hundredths of a degree Celsius. */
  readonly waterCenti: number;
  /** The target in hundredths of a degree Celsius, or null. */
  readonly targetCenti: number | null;
  readonly mode: string;
  /** Seconds on the timer, or null. */
  readonly remainingSeconds: number | null;
}

/** The summary of a minute of old readings. */
export interface StoredMinute extends Series {
  /** When the minute begins: wall clock, milliseconds since 1970. */
  readonly at: number;
  /** How many readings it sums up. */
  readonly readings: number;
  readonly waterMinCenti: number;
  readonly waterMeanCenti: number;
  readonly waterMaxCenti: number;
  /** The last of the minute. */
  readonly targetCenti: number | null;
  /** The last of the minute. */
  readonly mode: string;
}

/** Where a page of readings ended. */
export interface ReadingCursor {
  /** The readings that were written together. */
  readonly batch: number;
  /** How many of them have been read. */
  readonly index: number;
}

export interface ReadingPage {
  readonly readings: readonly StoredReading[];
  /** Where the next page begins; undefined at the end. */
  readonly next?: ReadingCursor;
}

/**
 * The course of a cook in columns, oldest first: summed-up minutes, each as one entry at its beginning with its mean,
 * and the readings. All columns have the same length. A day of readings as objects would take five times as much time
 * and memory.
 */
export interface ReadingCourse {
  /** Wall clock, milliseconds since 1970. */
  readonly at: Float64Array;
  /** The water in hundredths of a degree Celsius. */
  readonly waterCenti: Float64Array;
  /** The target in hundredths of a degree Celsius; NaN where there was none. */
  readonly targetCenti: Float64Array;
  readonly mode: readonly string[];
  /** Seconds on the timer; NaN where there were none, and in minutes. */
  readonly remainingSeconds: Float64Array;
}

/** The store of water temperatures: every reading at first, later the minutes that they are summed up to. */
export abstract class ReadingRepository {
  /**
   * Writes many at once, all or none. The write survives the end of the process, and a power cut once a later write is
   * durable. @throws StorageUnavailableError
   */
  abstract append(readings: readonly StoredReading[]): Promise<void>;
  /** At most `limit` readings of a cook, or of none, in the order in which they were written. */
  abstract ofCook(cookId: string | null, limit: number, from?: ReadingCursor): Promise<ReadingPage>;
  /** The minutes of older readings of a cook, or of none, oldest first. */
  abstract minutesOfCook(cookId: string | null): Promise<StoredMinute[]>;
  /** The whole stored course of a cook. */
  abstract courseOfCook(cookId: string): Promise<ReadingCourse>;
  /**
   * Sums up some of the readings from before `at` to minutes. It takes a few at a time, since every other write waits
   * meanwhile; the caller must let other work run in between.
   * @param rows how many rows of readings at most, each of up to a hundred
   * @returns how many rows it were; 0 when nothing is left to sum up
   */
  abstract rollUp(at: number, rows?: number): Promise<number>;
  /**
   * Deletes some of the readings and minutes from before `at`, as `rollUp` sums up some.
   * @returns how many rows it were; 0 when nothing is left to delete
   */
  abstract forgetBefore(at: number, rows?: number): Promise<number>;
}
