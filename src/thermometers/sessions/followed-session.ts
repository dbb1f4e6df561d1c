import { ColdestSensor } from '../../safety/measured/coldest-sensor.js';
import type { MeasuredNeed } from '../../safety/measured/measured-need.js';
import { MeasuredCore, type MeasuredReport } from '../../safety/measured/measured-core.js';
import { celsius } from '../../shared/units.js';
import { CookAnalyst } from '../analytics/cook-analyst.js';
import type { Forecast } from '../analytics/cook-forecast.js';
import type { ProbeSeries } from '../probe-series.js';
import type { ProbeReading } from '../thermometer.js';
import { FoodContact } from './food-contact.js';
import { isFaulty, probeIdsOf, type ProbeSession } from './probe-session.js';
import { readingsInOrder } from './session-readings.js';

/** What follows the readings of one session. */
interface Following {
  readonly sensors: ColdestSensor;
  readonly core: MeasuredCore;
  readonly analyst: CookAnalyst;
  readonly contact: FoodContact;
  /** Since when each sensor has given the value that it gives now. */
  readonly unchanged: Map<string, { readonly celsius: number; readonly since: number }>;
}

/**
 * A session with everything that its readings say. Each reading carries it on; one that comes in another order than it
 * was measured has all of them read anew.
 */
export class FollowedSession {
  private following: Following;
  private outdated = true;
  private rebuilding: Promise<void> | undefined;
  private readonly newestAt = new Map<string, number>();
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

  /** Since when a sensor has given the value that it gives now, in milliseconds since 1970; undefined before any. */
  unchangedSince(probeId: string): number | undefined {
    return this.following.unchanged.get(probeId)?.since;
  }

  /** Takes those of its probes, and of that in the air, out of what came together. */
  take(readings: readonly ProbeReading[]): void {
    const own = [this.ambientId, ...probeIdsOf(this.session)];
    const taken = readings.filter(({ probeId }) => own.includes(probeId));
    if (taken.length === 0) return;
    if (this.rebuilding !== undefined) this.waiting.push(...taken);
    for (const reading of taken) this.noteOrder(reading);
    this.carryOnAll(this.following, taken);
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

  /** @param working whether all sensors work at present */
  report(now: number, working: boolean): MeasuredReport {
    return this.following.core.report(now, working);
  }

  forecast(now: number): Forecast {
    return this.following.analyst.forecast(now);
  }

  private noteOrder({ probeId, at }: ProbeReading): void {
    const newestAt = this.newestAt.get(probeId) ?? -Infinity;
    if (at < newestAt && probeId !== this.ambientId) this.outdated = true;
    this.newestAt.set(probeId, Math.max(newestAt, at));
  }

  private carryOnAll(following: Following, readings: readonly ProbeReading[]): void {
    for (const [index, reading] of readings.entries()) {
      const next = readings[index + 1];
      // The coldest of one instant is known once all of its readings are.
      const isLast = next?.at !== reading.at || next.late || next.probeId === this.ambientId;
      this.carryOn(following, reading, isLast);
    }
  }

  private carryOn(following: Following, reading: ProbeReading, isLast: boolean): void {
    const { at, late, probeId } = reading;
    const { sensors, core, analyst, contact } = following;
    if (probeId === this.ambientId) return analyst.takeAmbient(reading);
    const value = isFaulty(this.session, at) ? null : reading.celsius;
    if (value !== null && !late) noteValue(following, probeId, value, at);
    const coldest = sensors.take(probeId, { at, celsius: value, late });
    if (coldest === undefined || !isLast) return;
    const isRead = coldest.celsius !== null && !coldest.late;
    const leftAt = isRead ? contact.take({ at, celsius: coldest.celsius }) : undefined;
    if (leftAt !== undefined) core.leftFood(leftAt);
    core.follow({ ...coldest, outside: contact.outside });
    analyst.takeCore({ at, celsius: coldest.celsius });
  }

  private async rebuild(series: ProbeSeries, now: number): Promise<void> {
    this.outdated = false;
    const anew = this.blank();
    const ids = [...(this.ambientId === undefined ? [] : [this.ambientId]), ...probeIdsOf(this.session)];
    // A device's clock may be a little ahead.
    const until = (this.session.endedAt ?? now + 2 * 60_000) + 1;
    try {
      for await (const part of readingsInOrder(series, ids, this.session.startedAt, until))
        this.carryOnAll(anew, part);
    } catch (error) {
      this.outdated = true;
      throw error;
    }
    this.carryOnAll(anew, this.waiting);
    this.following = anew;
  }

  private blank(): Following {
    const { startedAt, tolerance, target } = this.session;
    return {
      sensors: new ColdestSensor(probeIdsOf(this.session).map((id) => ({ id, tolerance }))),
      core: new MeasuredCore(this.need, startedAt, tolerance),
      analyst: new CookAnalyst(target === null ? undefined : celsius(target)),
      contact: new FoodContact(),
      unchanged: new Map(),
    };
  }
}

function noteValue({ unchanged }: Following, probeId: string, value: number, at: number): void {
  if (unchanged.get(probeId)?.celsius !== value) unchanged.set(probeId, { celsius: value, since: at });
}
