import type { MeasuredNeed } from '../../safety/measured/measured-need.js';
import { MeasuredCore, type MeasuredReport } from '../../safety/measured/measured-core.js';
import { celsius } from '../../shared/units.js';
import { CookAnalyst } from '../analytics/cook-analyst.js';
import type { Forecast } from '../analytics/cook-forecast.js';
import type { ProbeSeries } from '../probe-series.js';
import type { ProbeReading } from '../thermometer.js';
import { FoodContact } from './food-contact.js';
import { isFaulty, type ProbeSession } from './probe-session.js';

/** How many readings are read at once, so that a long session holds up nothing else. */
const PAGE = 5_000;

/** What follows the readings of one session. */
interface Following {
  readonly core: MeasuredCore;
  readonly analyst: CookAnalyst;
  readonly contact: FoodContact;
}

/**
 * A session with everything that its readings say. Each reading carries it on; one that comes in another order than it
 * was measured has all of them read anew.
 */
export class FollowedSession {
  private following: Following;
  private outdated = true;
  private rebuilding: Promise<void> | undefined;
  private newestAt = -Infinity;
  /** What came while the readings were read anew. */
  private readonly waiting: ProbeReading[] = [];

  /** @param ambientId the probe in the air around the food; undefined without one */
  constructor(
    public session: ProbeSession,
    private readonly need: MeasuredNeed,
    private readonly ambientId: string | undefined,
    private readonly series: ProbeSeries | undefined,
  ) {
    this.following = this.blank();
  }

  /** Since when the sensor has given the value that it gives now, in milliseconds since 1970; undefined before any. */
  get unchangedSince(): number | undefined {
    return this.following.core.unchangedSince;
  }

  /** Takes a reading of its probe, or of that in the air. */
  take(reading: ProbeReading): void {
    if (this.rebuilding !== undefined) this.waiting.push(reading);
    if (reading.probeId !== this.session.probeId) return this.takeAir(reading);
    if (reading.at < this.newestAt) this.outdated = true;
    this.newestAt = Math.max(this.newestAt, reading.at);
    this.carryOn(this.following, reading);
  }

  /** The session has changed in a way that changes what its readings say. */
  changedTo(session: ProbeSession): void {
    this.session = session;
    this.outdated = true;
  }

  /** Reads all of its readings anew, where that is needed. Without a store what was seen live stands. @throws StorageUnavailableError */
  async settle(now: number): Promise<void> {
    if (!this.outdated || this.series === undefined) return;
    this.rebuilding ??= this.rebuild(this.series, now).finally(() => {
      this.rebuilding = undefined;
      this.waiting.length = 0;
    });
    await this.rebuilding;
  }

  /** @param working whether the sensor works at present */
  report(now: number, working: boolean): MeasuredReport {
    return this.following.core.report(now, working);
  }

  forecast(now: number): Forecast {
    return this.following.analyst.forecast(now);
  }

  private takeAir(reading: ProbeReading): void {
    if (reading.probeId === this.ambientId) this.following.analyst.takeAmbient(reading);
  }

  private carryOn({ core, analyst, contact }: Following, reading: ProbeReading): void {
    const { at, late } = reading;
    const value = isFaulty(this.session, at) ? null : reading.celsius;
    const leftAt = late || value === null ? undefined : contact.take({ at, celsius: value });
    if (leftAt !== undefined) core.leftFood(leftAt);
    core.follow({ at, celsius: value, late, outside: contact.outside });
    analyst.takeCore({ at, celsius: value });
  }

  private async rebuild(series: ProbeSeries, now: number): Promise<void> {
    this.outdated = false;
    const { session } = this;
    const anew = this.blank();
    try {
      const air = this.ambientId === undefined ? [] : await this.all(series, this.ambientId, now);
      let next = 0;
      for await (const page of this.pages(series, session.probeId, now))
        for (const reading of page) {
          for (; air[next] !== undefined && air[next]!.at <= reading.at; next++)
            anew.analyst.takeAmbient(air[next]!);
          this.carryOn(anew, reading);
        }
    } catch (error) {
      this.outdated = true;
      throw error;
    }
    for (const reading of this.waiting) if (reading.probeId === session.probeId) this.carryOn(anew, reading);
    this.following = anew;
  }

  private async all(series: ProbeSeries, probeId: string, now: number): Promise<ProbeReading[]> {
    const all: ProbeReading[] = [];
    for await (const page of this.pages(series, probeId, now)) all.push(...page);
    return all;
  }

  private async *pages(series: ProbeSeries, probeId: string, now: number): AsyncGenerator<ProbeReading[]> {
    // A device's clock may be a little ahead.
    const until = (this.session.endedAt ?? now + 2 * 60_000) + 1;
    for (let from = this.session.startedAt; from < until;) {
      const page = await series.raw(probeId, from, until, PAGE);
      yield page;
      if (page.length < PAGE) return;
      from = page.at(-1)!.at + 1;
    }
  }

  private blank(): Following {
    const { startedAt, tolerance, target } = this.session;
    return {
      core: new MeasuredCore(this.need, startedAt, tolerance),
      analyst: new CookAnalyst(target === null ? undefined : celsius(target)),
      contact: new FoodContact(),
    };
  }
}
