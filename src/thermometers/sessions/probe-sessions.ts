import { Injectable, Logger, Optional, type OnModuleDestroy } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { MeasuredReport } from '../../safety/measured/measured-core.js';
import { SafetyService } from '../../safety/safety.service.js';
import { Clock, type Cancel } from '../../shared/clock.js';
import { CoddleError } from '../../shared/errors.js';
import { celsius, milliseconds, millimetres, minutes } from '../../shared/units.js';
import type { StoredResponse } from '../../storage/response-store.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import type { Forecast } from '../analytics/cook-forecast.js';
import type { ProbeState } from '../probes/probe-state.js';
import { ThermometerKeeper } from '../registry/thermometer-keeper.js';
import { ThermometerRegistry } from '../registry/thermometer-registry.js';
import { ProbeSeries } from '../probe-series.js';
import type { ProbeReading } from '../thermometer.js';
import { FollowedSession } from './followed-session.js';
import { probeIdsOf, type ProbeSession, type SavedCorrection, type SessionEnd } from './probe-session.js';
import { SessionProbes, type SeenProbe } from './session-probes.js';
import { ProbeSessionNotFoundError } from './sessions.errors.js';
import { SessionStarts, type NewSession } from './session-starts.js';
import { SessionStore } from './session-store.js';

/** A session ends by itself after so many milliseconds: no food is on the heat for longer. */
const LONGEST = 7 * 24 * 3600_000;
/** And when its probes were not heard of for so long: the thermometer is off. */
const LONGEST_SILENCE = 24 * 3600_000;
/** How often it is looked whether one was forgotten, in ms. */
const LOOKED_EVERY = milliseconds(10 * 60_000);
/** The most ended sessions in a list. */
const MOST_ENDED = 20;

/** A session as it stands at one moment. */
export interface ShownSession {
  readonly session: ProbeSession;
  /** From the measured core alone; unknown while the probe is not trusted. */
  readonly report: MeasuredReport;
  readonly forecast: Forecast | undefined;
  /** Every probe in the food. */
  readonly probes: readonly SeenProbe[];
  /** The worst of theirs. */
  readonly probeState: ProbeState;
  /** Whether the readings of all of them count for a verdict. */
  readonly trusted: boolean;
}

/** Corrects a cook by the sessions that are attached to it. */
export interface AttachedFollower {
  begun(session: ProbeSession): void;
  ended(session: ProbeSession): void;
}

/** The foods that are followed by a probe in them. */
@Injectable()
export class ProbeSessions implements OnModuleDestroy {
  private readonly logger = new Logger('ProbeSessions');
  private readonly running = new Map<string, FollowedSession>();
  private attached: AttachedFollower | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private stopFollowing: (() => void) | undefined;
  private cancelLook: Cancel | undefined;

  constructor(
    private readonly store: SessionStore,
    private readonly starts: SessionStarts,
    readonly probes: SessionProbes,
    private readonly registry: ThermometerRegistry,
    private readonly keeper: ThermometerKeeper,
    private readonly safety: SafetyService,
    private readonly clock: Clock,
    @Optional() private readonly series?: ProbeSeries,
  ) {}

  async onModuleDestroy(): Promise<void> {
    this.stopFollowing?.();
    this.cancelLook?.();
    await this.turn;
  }

  /** Has the part that corrects cooks follow the sessions that are attached to one. */
  followWith(follower: AttachedFollower): void {
    this.attached = follower;
  }

  /** Goes on with the sessions of an earlier process. It never rejects. */
  async restore(): Promise<void> {
    try {
      const running = await this.store.running();
      // Which probes count has to be known before the first state of a cooker.
      if (running.length > 0) await this.keeper.restore();
      for (const session of running) this.goOn(session);
      // What a probe said of a cook holds for as long as that is on, also when its session is over.
      for (const session of await this.store.ended(MOST_ENDED))
        if (session.corrections.length > 0) this.attached?.begun(session);
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      this.logger.warn(`The probe sessions cannot be restored: ${error.message}`);
    }
  }

  /**
   * Begins a session. One at a time, so that a request that comes twice begins one.
   * @param earlier the session that the request began before, when it is repeated
   * @param claim the key of the request, which is reserved together with the session
   * @returns the id of the session
   * @throws every error of `SessionStarts.check`, StorageUnavailableError
   */
  begin(
    wanted: NewSession,
    earlier: () => Promise<string | undefined>,
    claim: (sessionId: string) => StoredResponse | undefined,
  ): Promise<string> {
    return this.inTurn(async () => {
      const known = await earlier();
      if (known !== undefined) return known;
      await this.keeper.restore();
      const session = await this.starts.check(wanted, randomUUID(), [...this.running.values()]);
      await this.store.begin(session, claim(session.id));
      await this.keep(session, null);
      this.goOn(session);
      return session.id;
    });
  }

  /** Ends a session; one that has ended stays as it is. @throws ProbeSessionNotFoundError, StorageUnavailableError */
  end(sessionId: string): Promise<ProbeSession> {
    return this.inTurn(async () => {
      const followed = this.running.get(sessionId);
      if (followed === undefined) return this.kept(sessionId);
      return this.close(followed, { at: this.clock.now().getTime(), by: 'request' });
    });
  }

  /** A session, running or over. @throws ProbeSessionNotFoundError, StorageUnavailableError */
  async find(sessionId: string): Promise<ShownSession> {
    await this.endForgotten();
    // One that is stored may be about to run, or to end.
    if (!this.running.has(sessionId)) await this.turn;
    const followed = this.running.get(sessionId);
    return followed === undefined ? this.shownEnded(await this.kept(sessionId)) : this.shown(followed);
  }

  /** Those that run. What their readings say is read anew where that is needed. @throws StorageUnavailableError */
  runningNow(): Promise<ShownSession[]> {
    return Promise.all([...this.running.values()].map((followed) => this.shown(followed)));
  }

  /** Those that run and those that ended last, the newest first. @throws StorageUnavailableError */
  async list(): Promise<ShownSession[]> {
    await this.endForgotten();
    const running = await this.runningNow();
    const ended = (await this.store.ended(MOST_ENDED)).map((session) => this.shownEnded(session));
    return [...running, ...ended].sort((one, other) => other.session.startedAt - one.session.startedAt);
  }

  /** Saves how a probe corrects its cook; what cannot be written is lost with the process alone. */
  saveCorrection(sessionId: string, correction: SavedCorrection): void {
    const followed = this.running.get(sessionId);
    if (followed === undefined) return;
    const others = followed.session.corrections.filter(({ probeId }) => probeId !== correction.probeId);
    followed.session = { ...followed.session, corrections: [...others, correction] };
    this.store.saveLater(followed.session).catch((error: unknown) => {
      this.logger.warn(`A probe session cannot be saved: ${String(error)}`);
    });
  }

  private goOn(session: ProbeSession): void {
    try {
      const alsoNamed = session.cook === null ? [] : [session.cook.food ?? undefined];
      const { need } = this.safety.measure(
        {
          food: session.food,
          vulnerable: session.vulnerable,
          target: session.target === null ? undefined : celsius(session.target),
          thickness: session.thickness === null ? undefined : millimetres(session.thickness),
        },
        alsoNamed,
      );
      const followed = new FollowedSession(session, need, this.probes.airAround(session), this.series);
      this.running.set(session.id, followed);
      this.planLook();
      this.stopFollowing ??= this.registry.follow((readings) => this.take(readings));
      if (session.cook !== null) this.attached?.begun(session);
    } catch (error) {
      if (!(error instanceof CoddleError)) throw error;
      this.logger.warn(`The probe session ${session.id} cannot be followed: ${error.message}`);
    }
  }

  private take(readings: readonly ProbeReading[]): void {
    for (const followed of this.running.values()) {
      followed.take(readings);
      this.noteFault(followed);
    }
  }

  /** What a dead sensor read since its value last changed counts for nothing, nor does what it reads from now on. */
  private noteFault(followed: FollowedSession): void {
    const { session } = followed;
    const dead = this.probes.all(session).probes.filter(({ probeState }) => probeState === 'dead');
    const last = session.faults.at(-1);
    if (dead.length > 0 === (last?.until === null)) return;
    const since = dead.map(({ probeId }) => followed.unchangedSince(probeId) ?? session.startedAt);
    const faults =
      dead.length > 0
        ? [...session.faults, { from: Math.min(...since), until: null }]
        : [...session.faults.slice(0, -1), { ...last!, until: this.clock.now().getTime() }];
    followed.changedTo({ ...session, faults });
    this.store.saveLater(followed.session).catch((error: unknown) => {
      this.logger.warn(`A fault of a probe cannot be saved: ${String(error)}`);
    });
  }

  /** @param at as of when, in milliseconds since 1970 */
  private async shown(followed: FollowedSession, at = this.clock.now().getTime()): Promise<ShownSession> {
    this.noteFault(followed);
    await followed.settle(this.clock.now().getTime());
    const seen = this.probes.all(followed.session);
    const measured = followed.report(at, seen.working);
    const report = seen.trusted ? measured : untrusted(measured);
    return { session: followed.session, report, forecast: followed.forecast(at), ...seen };
  }

  private shownEnded(session: ProbeSession): ShownSession {
    return { session, report: session.outcome!, forecast: undefined, ...this.probes.all(session) };
  }

  private async kept(sessionId: string): Promise<ProbeSession> {
    const session = isId(sessionId) ? await this.store.find(sessionId) : undefined;
    // One that should run and cannot be followed is not shown either.
    if (session?.outcome == null) throw new ProbeSessionNotFoundError();
    return session;
  }

  private async close(
    followed: FollowedSession,
    { at, by }: { readonly at: number; readonly by: SessionEnd },
  ): Promise<ProbeSession> {
    const { report, session } = await this.shown(followed, at);
    const outcome = report.verdict === 'pasteurized' ? report : { ...report, pasteurizedAt: undefined };
    const over = { ...session, endedAt: at, endedBy: by, outcome };
    await this.store.save(over);
    this.running.delete(session.id);
    await this.keep(session, at);
    if (session.cook !== null) this.attached?.ended(over);
    return over;
  }

  /** Has the raw readings of its probes kept. */
  private async keep(session: ProbeSession, until: number | null): Promise<void> {
    for (const id of probeIdsOf(session)) await this.series?.keep(id, session.startedAt, until);
  }

  /** Looks from time to time for sessions that were forgotten, as long as there are any. */
  private planLook(): void {
    this.cancelLook ??= this.clock.after(LOOKED_EVERY, () => {
      this.cancelLook = undefined;
      this.endForgotten()
        .catch((error: unknown) => this.logger.warn(`A forgotten session cannot be ended: ${String(error)}`))
        .finally(() => {
          if (this.running.size > 0) this.planLook();
        });
    });
  }

  private async endForgotten(): Promise<void> {
    const now = this.clock.now().getTime();
    for (const followed of this.running.values()) {
      const end = this.forgottenEnd(followed.session);
      if (now <= end.at) continue;
      await this.inTurn(async () => {
        if (this.running.has(followed.session.id)) await this.close(followed, end);
      });
    }
  }

  private forgottenEnd(session: ProbeSession): { at: number; by: SessionEnd } {
    const byAge = Math.max(session.begunAt, session.startedAt) + LONGEST;
    const bySilence = this.probes.heardAt(session) + LONGEST_SILENCE;
    return bySilence < byAge ? { at: bySilence, by: 'silence' } : { at: byAge, by: 'age' };
  }

  private inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const result = this.turn.then(act);
    this.turn = result.catch(() => undefined);
    return result;
  }
}

/** What a probe that is not trusted says makes no verdict, neither a good nor a bad one. */
const untrusted = (report: MeasuredReport): MeasuredReport => ({
  ...report,
  verdict: report.verdict === 'no_matter' ? 'no_matter' : 'unknown',
  reductions: report.reductions.map((one) => ({ ...one, predicted: 0 })),
  pasteurizedAt: undefined,
  wasPasteurized: false,
  inDangerZone: minutes(0),
  maybeInDangerZone: minutes(0),
});

const isId = (text: string): boolean => /^[\x21-\x7e]{1,64}$/.test(text);
