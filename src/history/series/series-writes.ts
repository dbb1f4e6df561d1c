import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../shared/clock.js';
import { milliseconds } from '../../shared/units.js';
import type { ProbeReading } from '../../thermometers/thermometer.js';
import { hourOf } from './places.js';

/** Between two commits: readings of many probes are so written together, which spares a memory card. */
const PAUSE = milliseconds(500);
/** So many readings wait for nothing. */
const MANY = 200;
/** Readings of one transaction. */
const AT_ONCE = 1_000;
/** Changes of the hour or the probe in one transaction: those that are not the newest are each packed and folded anew. */
const HOURS_AT_ONCE = 100;
/** The most readings that are kept in memory while nothing can be written; then the oldest are dropped. */
const MOST_KEPT = 20_000;

/** Where readings are written. */
export interface SeriesSink {
  /** Writes readings in one transaction, without a pause. */
  write(readings: readonly ProbeReading[]): void;
  /** Resolves once everything that was written survives a power cut. */
  flush(): Promise<void>;
}

interface Waiting {
  readonly readings: readonly ProbeReading[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Collects readings and writes them together: the first at once, later ones at most half a second later. What cannot be
 * written is kept and written with the next, and its callers see the error.
 */
export class SeriesWrites {
  private waiting: Waiting[] = [];
  private kept: readonly ProbeReading[] = [];
  private count = 0;
  private writtenAt = -Infinity;
  private running: Promise<void> | undefined;
  private hurry: () => void = () => {};
  private closing = false;

  constructor(
    private readonly sink: SeriesSink,
    private readonly clock: Clock,
  ) {}

  /** Resolves once the readings are durable. */
  add(readings: readonly ProbeReading[]): Promise<void> {
    if (readings.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.waiting.push({ readings, resolve, reject });
      this.count += readings.length;
      if (this.count >= MANY) this.hurry();
      this.running ??= this.run();
    });
  }

  /** Writes what waits, at once. */
  async close(): Promise<void> {
    this.closing = true;
    this.hurry();
    await this.running;
  }

  private async run(): Promise<void> {
    await nextTurn();
    while (this.waiting.length > 0) {
      await this.untilDue();
      await this.writeAll(this.waiting.splice(0));
    }
    this.running = undefined;
  }

  private async untilDue(): Promise<void> {
    const left = this.writtenAt + PAUSE - this.clock.monotonic();
    if (left <= 0 || this.count >= MANY || this.closing) return;
    await new Promise<void>((resolve) => {
      const cancel = this.clock.after(milliseconds(left), resolve);
      this.hurry = () => {
        cancel();
        resolve();
      };
    });
    this.hurry = () => {};
  }

  private async writeAll(batch: readonly Waiting[]): Promise<void> {
    const readings = inGoodOrder([...this.kept, ...batch.flatMap((each) => each.readings)]);
    this.count = 0;
    try {
      for (const [index, piece] of piecesOf(readings).entries()) {
        if (index > 0) await nextTurn();
        this.sink.write(piece);
      }
      await this.sink.flush();
      this.kept = [];
      for (const { resolve } of batch) resolve();
    } catch (error) {
      this.kept = readings.slice(-MOST_KEPT);
      for (const { reject } of batch) reject(error);
    }
    this.writtenAt = this.clock.monotonic();
  }
}

/** The readings of each transaction: it holds up everything else. */
function piecesOf(readings: readonly ProbeReading[]): ProbeReading[][] {
  const pieces: ProbeReading[][] = [];
  let piece: ProbeReading[] = [];
  let hours = 0;
  let before: ProbeReading | undefined;
  for (const reading of readings) {
    const isSameHour = before?.probeId === reading.probeId && hourOf(before.at) === hourOf(reading.at);
    if (!isSameHour) hours += 1;
    if (piece.length === 0 || piece.length >= AT_ONCE || hours > HOURS_AT_ONCE) {
      pieces.push((piece = []));
      hours = 1;
    }
    piece.push(reading);
    before = reading;
  }
  return pieces;
}

/** Many readings by probe and time, so that those of one hour come into one transaction. */
function inGoodOrder(readings: ProbeReading[]): ProbeReading[] {
  if (readings.length < MANY) return readings;
  return readings.sort(
    (one, other) =>
      (one.probeId < other.probeId ? -1 : one.probeId > other.probeId ? 1 : 0) || one.at - other.at,
  );
}
