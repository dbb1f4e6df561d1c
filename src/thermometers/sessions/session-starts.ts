import { Injectable, Optional } from '@nestjs/common';
import { SafetyService } from '../../safety/safety.service.js';
import { Clock } from '../../shared/clock.js';
import { celsius, millimetres } from '../../shared/units.js';
import { MOST_AHEAD } from '../probes/reading-instant.js';
import { KnownThermometers } from '../registry/known-thermometers.js';
import { ProbeSeries } from '../probe-series.js';
import type { FollowedSession } from './followed-session.js';
import { probeIdsOf, type ProbeSession } from './probe-session.js';
import { ProbeBusyError, ProbeNotACoreError, StartNotMeasuredError } from './sessions.errors.js';
import { SessionStore } from './session-store.js';
import { ProbeNotFoundError } from '../thermometers.errors.js';

/** A start that lies further back, in ms, is most likely a slip: no food is on the heat for so long. */
const LONGEST_AGO = 72 * 3600_000;
/** Readings may begin so long after the start, in ms, without a word about it. */
const SOON = 2 * 60_000;

/** The field of a request that names more probes. */
const OTHERS = 'other_probe_ids';

/** A session as it was asked for. */
export interface NewSession {
  readonly probeId: string;
  /** More probes in the same food. */
  readonly otherProbeIds?: readonly string[] | undefined;
  readonly food: string;
  readonly thickness?: number | undefined;
  readonly target?: number | undefined;
  readonly vulnerable: boolean;
  readonly cook: ProbeSession['cook'];
  /** In milliseconds since 1970; undefined for now. */
  readonly startedAt?: number | undefined;
  readonly begunBy: string;
}

/** Decides which sessions may begin. */
@Injectable()
export class SessionStarts {
  constructor(
    private readonly store: SessionStore,
    private readonly thermometers: KnownThermometers,
    private readonly safety: SafetyService,
    private readonly clock: Clock,
    @Optional() private readonly series?: ProbeSeries,
  ) {}

  /**
   * The session that a request asks for.
   * @throws ProbeNotFoundError, ProbeNotACoreError, ProbeBusyError, StartNotMeasuredError
   * @throws UnsafeCookError when the food may not be cooked to its target
   * @throws SafetyUnavailableError, StorageUnavailableError
   */
  async check(wanted: NewSession, id: string, running: readonly FollowedSession[]): Promise<ProbeSession> {
    const { probeId, food, thickness, target, vulnerable, cook, begunBy } = wanted;
    const otherProbeIds = othersOf(wanted);
    const main = this.toleranceOf(probeId, 'probe_id');
    const tolerances = otherProbeIds.map((other) => this.toleranceOf(other, OTHERS));
    const plan = {
      food,
      vulnerable,
      thickness: thickness === undefined ? undefined : millimetres(thickness),
      target: target === undefined ? undefined : celsius(target),
    };
    const measured = this.safety.measure(plan, cook === null ? [] : [cook.food ?? undefined]);
    for (const one of [probeId, ...otherProbeIds]) {
      const busy = running.find(({ session }) => probeIdsOf(session).includes(one));
      if (busy !== undefined)
        throw new ProbeBusyError(one, busy.session.id, one === probeId ? 'probe_id' : OTHERS);
    }
    return {
      id,
      probeId,
      otherProbeIds,
      tolerance: Math.max(0, main, ...tolerances),
      food,
      foodClass: measured.foodClass,
      thickness: thickness ?? null,
      target: target ?? null,
      vulnerable: measured.vulnerable,
      cook,
      begunBy,
      begunAt: this.clock.now().getTime(),
      startedAt: await this.startOf(wanted),
      endedAt: null,
      endedBy: null,
      faults: [],
      corrections: [],
      outcome: null,
    };
  }

  /** How far a probe may be off, in °C. @param field where it was named */
  private toleranceOf(probeId: string, field: string): number {
    const probe = this.thermometers.probe(probeId);
    if (probe === undefined) throw new ProbeNotFoundError(field);
    if (probe.facts.kind !== 'core') throw new ProbeNotACoreError(probe.facts.kind, field);
    return probe.facts.toleranceCelsius;
  }

  private async startOf(wanted: NewSession): Promise<number> {
    const { probeId, startedAt } = wanted;
    const now = this.clock.now().getTime();
    if (startedAt === undefined) return now;
    if (startedAt > now + MOST_AHEAD) throw new StartNotMeasuredError('started_at is in the future');
    if (startedAt >= now) return now;
    if (!(startedAt >= now - LONGEST_AGO))
      throw new StartNotMeasuredError('started_at is more than 72 hours ago');
    for (const one of [probeId, ...othersOf(wanted)]) {
      await this.assertItsOwn(one, startedAt);
      if (startedAt < now - SOON) await this.assertMeasured(one, startedAt, now);
    }
    return startedAt;
  }

  /** What the probe read in an earlier food says nothing of this one. */
  private async assertItsOwn(probeId: string, startedAt: number): Promise<void> {
    const end = await this.store.lastEndOf(probeId);
    if (end !== undefined && startedAt < end)
      throw new StartNotMeasuredError(
        `started_at is before ${instantOf(end)}, when the last session of this probe ended`,
      );
  }

  private async assertMeasured(probeId: string, startedAt: number, now: number): Promise<void> {
    const [first] = (await this.series?.raw(probeId, startedAt, now + 1, 1)) ?? [];
    if (first === undefined)
      throw new StartNotMeasuredError('started_at is before every reading of this probe');
    if (first.at <= startedAt + SOON) return;
    const earlier = await this.series?.raw(probeId, 0, startedAt, 1);
    if (earlier?.length) return;
    throw new StartNotMeasuredError(
      `started_at is before ${instantOf(first.at)}, the first reading of this probe`,
    );
  }
}

/** A probe that was named twice is one. */
const othersOf = ({ probeId, otherProbeIds = [] }: NewSession): readonly string[] =>
  otherProbeIds.filter((id) => id !== probeId);

const instantOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
