import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/clock.js';
import { ProbeSeries, type ReadingBucket } from '../../../thermometers/probe-series.js';
import { KnownThermometers } from '../../../thermometers/registry/known-thermometers.js';
import type { ProbeReading } from '../../../thermometers/thermometer.js';
import { ProbeNotFoundError } from '../../../thermometers/thermometers.errors.js';
import { InvalidSpanError, TooLongSpanError } from '../../history.errors.js';
import { bucketWidth } from '../bucket-width.js';
import { pointsOfBuckets, pointsOfReadings, withGaps, type CurvePoint } from './probe-curve.js';

const DAY = 86_400_000;

/** A span in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  /** The first instant that is not in it. */
  readonly to: number;
}

/** The curve of a probe over a span. */
export interface ProbeCurve {
  /** Milliseconds that each point stands for; 0 when every point is one reading. */
  readonly width: number;
  readonly points: readonly CurvePoint[];
}

/** Curves of probes: raw readings where they are few enough, and folded ones otherwise. */
@Injectable()
export class ProbeReadingsService {
  constructor(
    private readonly series: ProbeSeries,
    private readonly known: KnownThermometers,
    private readonly clock: Clock,
  ) {}

  /** The span that was asked for; by default the last day. @throws InvalidSpanError */
  spanOf(from: string | undefined, to: string | undefined): Span {
    const end = to === undefined ? this.clock.now().getTime() : Date.parse(to);
    const begin = from === undefined ? end - DAY : Date.parse(from);
    if (begin >= end) throw new InvalidSpanError();
    return { from: begin, to: end };
  }

  /** @throws ProbeNotFoundError */
  async assertKnown(probeId: string): Promise<void> {
    if (this.known.probe(probeId) !== undefined || (await this.series.knows(probeId))) return;
    throw new ProbeNotFoundError();
  }

  /** At most about `points` points, and the gaps. */
  async curve(probeId: string, { from, to }: Span, points: number): Promise<ProbeCurve> {
    const buckets = await this.series.folded(probeId, from, to, points);
    // What follows, up to the response, takes as long as a slice of the folding.
    await nextTurn();
    const raw = await this.fewReadings(probeId, { from, to }, points, buckets);
    if (raw !== undefined) return this.ofReadings(probeId, pointsOfReadings(raw));
    const width = bucketWidth(from, to, points);
    return { width, points: withGaps(pointsOfBuckets(buckets), width, this.intervalOf(probeId)) };
  }

  /**
   * Every reading, at most `most`, and the gaps. A span of which some were deleted is folded to as many points.
   * @throws TooLongSpanError when there are more readings
   */
  async everyReading(probeId: string, { from, to }: Span, most: number): Promise<ProbeCurve> {
    if (await this.series.isFoldedOnly(probeId, from, to)) return this.curve(probeId, { from, to }, most);
    const raw = await this.series.raw(probeId, from, to, most + 1);
    if (raw.length > most) throw new TooLongSpanError(most);
    return this.ofReadings(probeId, pointsOfReadings(raw));
  }

  /**
   * The readings of a span where they are all there and at most `most`. What is folded says how many there are: to look
   * for the readings of a long span first would take longer than folding it.
   */
  private async fewReadings(
    probeId: string,
    { from, to }: Span,
    most: number,
    folded: readonly ReadingBucket[],
  ): Promise<readonly ProbeReading[] | undefined> {
    const count = folded.reduce((sum, bucket) => sum + bucket.count, 0);
    if (count > most) return undefined;
    const raw = await this.series.raw(probeId, from, to, most + 1);
    const isWhole = raw.length > 0 && raw.length <= most;
    return isWhole && !(await this.series.isFoldedOnly(probeId, from, to)) ? raw : undefined;
  }

  private ofReadings(probeId: string, points: readonly CurvePoint[]): ProbeCurve {
    return { width: 0, points: withGaps(points, 0, this.intervalOf(probeId)) };
  }

  private intervalOf(probeId: string): number | undefined {
    const seconds = this.known.probe(probeId)?.facts.intervalSeconds;
    return seconds === undefined ? undefined : seconds * 1000;
  }
}
