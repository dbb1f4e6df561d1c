import type { ProbeReading } from '../../thermometers/thermometer.js';
import type { PackedReading } from './blocks/readings-block.js';
import { uniteReadings } from './blocks/united-readings.js';
import { HourMerging, type HourOfReadings } from './hour-merging.js';
import { PendingHours } from './pending-hours.js';
import { beginOf, blockId, HOUR, hourOf, idsOf, LATEST } from './places.js';
import { SeriesBlocks, type DamagedPlace } from './series-blocks.js';
import type { OpenSeriesFile } from './series-file.js';
import { SeriesReading, type SeriesSpan } from './series-reading.js';
import { SeriesTables } from './series-tables.js';

/** Beyond so many °C no number is a temperature, and it counts as no reading. */
const GREATEST = 1_000_000;

/** The file of readings while it is open: writes and reads of it, each without a pause. */
export class OpenSeries {
  readonly tables: SeriesTables;
  readonly blocks: SeriesBlocks;
  reading!: SeriesReading;
  pending!: PendingHours;
  private numbers!: Map<string, number>;

  constructor(
    readonly opened: OpenSeriesFile,
    report: (place: DamagedPlace) => void,
  ) {
    this.tables = new SeriesTables(opened.statements);
    this.blocks = new SeriesBlocks(this.tables, report);
    this.readState();
  }

  /** The number of a series; undefined for a probe that has no reading. */
  numberOf(probeId: string): number | undefined {
    return this.numbers.get(probeId);
  }

  /** The id of the probe of a series. */
  probeOf(series: number): string | undefined {
    for (const [probe, number] of this.numbers) if (number === series) return probe;
    return undefined;
  }

  /** Writes readings of any probes in any order, all or none. */
  write(readings: readonly ProbeReading[]): void {
    this.transact((merging) => {
      for (const [probeId, ofProbe] of byProbe(readings)) {
        merging.add(this.numberFor(probeId), hoursOf(uniteReadings(ofProbe)));
      }
    });
  }

  /** Merges what waits of one hour into its block. */
  merge(series: number, hour: number): void {
    this.transact((merging) => merging.merge(series, hour));
  }

  /** Keeps the raw readings of a span of a probe for ever. */
  keep(probeId: string, from: number, to: number | null): void {
    this.transact(() => this.tables.keep({ series: this.numberFor(probeId), from, to }));
  }

  /** The numbers of all series. */
  get numbersOf(): readonly number[] {
    return [...this.numbers.values()];
  }

  /**
   * Deletes the raw readings of hours that ended before `before` and lie in no span that is kept for ever.
   * @param from where an earlier call ended; at first 0
   * @param most how many hours are looked at
   * @returns where the next call begins; undefined at the end
   */
  dropRaw(series: number, from: number, before: number, most: number): number | undefined {
    const end = blockId(series, hourOf(before), HOUR);
    const ids = this.tables.ids('readings', blockId(series, from, HOUR), end, most);
    const kept = this.tables.kept().filter((span) => span.series === series);
    const isKept = (hour: number) =>
      kept.some((span) => hour + HOUR > span.from && (span.to === null || hour <= span.to));
    const old = ids.filter((id) => !isKept(beginOf(id, HOUR)));
    this.tables.transact(() => {
      for (const id of old) this.tables.dropBlocks('readings', id, id + 1);
    });
    return ids.length < most ? undefined : beginOf(ids.at(-1)!, HOUR) + HOUR;
  }

  /** The part of a span in which a series has readings; undefined where there is none. */
  clipped({ series, from, to }: SeriesSpan): SeriesSpan | undefined {
    const ids = idsOf(series);
    const firsts = (['readings', 'minutes'] as const).flatMap((table) => this.tables.ids(table, ...ids, 1));
    const lasts = (['readings', 'minutes'] as const).flatMap(
      (table) => this.tables.lastId(table, ...ids) ?? [],
    );
    const hours = [...[...firsts, ...lasts].map((id) => beginOf(id, HOUR)), ...this.pending.hoursOf(series)];
    const begin = Math.max(from, Math.min(...hours));
    const end = Math.min(to, Math.max(...hours) + HOUR);
    return begin < end ? { series, from: begin, to: end } : undefined;
  }

  private transact(act: (merging: HourMerging) => void): void {
    const merging = new HourMerging(this.tables, this.blocks, this.pending);
    try {
      this.tables.transact(() => {
        act(merging);
        merging.finish();
      });
    } catch (error) {
      this.readState();
      throw error;
    }
  }

  private readState(): void {
    this.numbers = this.tables.series();
    this.pending = PendingHours.of(this.tables);
    this.reading = new SeriesReading(this.tables, this.blocks, this.pending);
  }

  private numberFor(probeId: string): number {
    const known = this.numbers.get(probeId);
    if (known !== undefined) return known;
    const number = Math.max(0, ...this.numbers.values()) + 1;
    this.tables.addSeries(number, probeId);
    this.numbers.set(probeId, number);
    return number;
  }
}

/** Readings that are in order, by their hours. */
function hoursOf(readings: readonly PackedReading[]): HourOfReadings[] {
  const hours: HourOfReadings[] = [];
  let current: PackedReading[] = [];
  for (const reading of readings) {
    const hour = hourOf(reading.at);
    if (hours.at(-1)?.hour !== hour) hours.push({ hour, readings: (current = []) });
    current.push(reading);
  }
  return hours;
}

function byProbe(readings: readonly ProbeReading[]): Map<string, PackedReading[]> {
  const probes = new Map<string, PackedReading[]>();
  for (const reading of readings) {
    if (!(reading.at >= 0 && reading.at <= LATEST)) continue;
    const known = probes.get(reading.probeId);
    if (known === undefined) probes.set(reading.probeId, [packed(reading)]);
    else known.push(packed(reading));
  }
  return probes;
}

const packed = ({ at, receivedAt, celsius, late }: ProbeReading): PackedReading => ({
  at: Math.round(at),
  receivedAt: Number.isFinite(receivedAt) ? Math.round(receivedAt) : Math.round(at),
  // Never -0, which is stored as 0.
  milli: celsius === null || !(Math.abs(celsius) < GREATEST) ? null : Math.round(celsius * 1000) || 0,
  late,
});
