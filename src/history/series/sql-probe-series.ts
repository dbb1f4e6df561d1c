import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { celsius } from '../../shared/units.js';
import { ProbeSeries, type ReadingBucket } from '../../thermometers/probe-series.js';
import type { ProbeReading } from '../../thermometers/thermometer.js';
import type { Aggregate } from './blocks/aggregate.js';
import type { PackedReading } from './blocks/readings-block.js';
import { asStorageError } from '../../storage/storage.errors.js';
import { bucketWidth } from './bucket-width.js';
import { inTurns } from './in-turns.js';
import type { OpenSeries } from './open-series.js';
import type { SeriesAccess } from './series-access.js';
import type { SeriesSpan } from './series-reading.js';
import { SeriesWrites } from './series-writes.js';
import type { Clock } from '../../shared/clock.js';

/** The probe readings in a SQLite file of their own: packed blocks, found by series and time. */
@Injectable()
export class SqlProbeSeries extends ProbeSeries implements OnApplicationShutdown {
  private readonly writes: SeriesWrites;

  constructor(
    private readonly access: SeriesAccess,
    clock: Clock,
  ) {
    super();
    const write = (readings: readonly ProbeReading[]) => access.write((series) => series.write(readings));
    this.writes = new SeriesWrites({ write, flush: () => access.flush() }, clock);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.writes.close();
    this.access.close();
  }

  append(readings: readonly ProbeReading[]): Promise<void> {
    return this.writes.add(readings);
  }

  knows(probeId: string): Promise<boolean> {
    return asked(() => this.access.ifThere()?.numberOf(probeId) !== undefined);
  }

  raw(probeId: string, from: number, to: number, limit = Infinity): Promise<ProbeReading[]> {
    return asked(async () => {
      const found = this.find(probeId, from, to);
      if (found === undefined) return [];
      const readings: ProbeReading[] = [];
      await inTurns(collect(found.series.reading.raw(found.span), probeId, readings, limit));
      return readings;
    });
  }

  isFoldedOnly(probeId: string, from: number, to: number): Promise<boolean> {
    return asked(() => {
      const found = this.find(probeId, from, to);
      return found !== undefined && found.series.reading.isFoldedOnly(found.span);
    });
  }

  folded(probeId: string, from: number, to: number, points: number): Promise<ReadingBucket[]> {
    return asked(async () => {
      const found = this.find(probeId, from, to);
      if (found === undefined) return [];
      const width = bucketWidth(from, to, points);
      const aggregates = await inTurns(found.series.reading.folded(found.span, width));
      return aggregates.map((aggregate) => toBucket(aggregate, from));
    });
  }

  async keep(probeId: string, from: number, to: number | null): Promise<void> {
    this.access.write((series) => series.keep(probeId, from, to));
    await this.access.flush();
  }

  private find(
    probeId: string,
    from: number,
    to: number,
  ): { readonly series: OpenSeries; readonly span: SeriesSpan } | undefined {
    const series = this.access.ifThere();
    const number = series?.numberOf(probeId);
    const span = number === undefined ? undefined : series?.clipped({ series: number, from, to });
    return series === undefined || span === undefined ? undefined : { series, span };
  }
}

/** What a query gives. @throws StorageUnavailableError also where the file turns out to be damaged */
async function asked<Result>(query: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await query();
  } catch (error) {
    throw asStorageError(error);
  }
}

function* collect(
  hours: Generator<readonly PackedReading[], void>,
  probeId: string,
  place: ProbeReading[],
  limit: number,
): Generator<unknown, void> {
  for (const readings of hours) {
    for (const reading of readings) {
      if (place.length >= limit) return;
      place.push(toReading(probeId, reading));
    }
    yield;
  }
}

const toReading = (probeId: string, { at, receivedAt, milli, late }: PackedReading): ProbeReading => ({
  probeId,
  at,
  receivedAt,
  celsius: milli === null ? null : celsius(milli / 1000),
  late,
});

const toBucket = ({ at, min, max, sum, last, count, late }: Aggregate, from: number): ReadingBucket => ({
  at: Math.max(at, from),
  min: min / 1000,
  max: max / 1000,
  mean: sum / count / 1000,
  last: last / 1000,
  count,
  late,
});
