import type { CorrectedFood, KeptCorrection } from '../../safety/measured/corrected-food.js';
import { likelyCause } from '../../safety/measured/likely-cause.js';
import { LONGEST_GAP } from '../../safety/measured/measured-reading.js';
import type { MonitorReport } from '../../safety/monitor/food-monitor.js';
import type { ModelledMoment } from '../../safety/monitor/modelled-moment.js';
import type { SafetyService } from '../../safety/safety.service.js';
import type { Clock } from '../../shared/clock.js';
import { ageOf } from '../../thermometers/registry/aged.js';
import type { KnownProbe, NewestReading } from '../../thermometers/registry/known-probe.js';
import type { ProbeSession, SavedCorrection } from '../../thermometers/sessions/probe-session.js';
import type { ProbeSessions } from '../../thermometers/sessions/probe-sessions.js';
import type { ProbesInFood } from '../monitoring/food-probes.js';
import type { WatchedCook } from '../monitoring/watched-cook.js';
import type { MeasuredBeside } from '../status/food-safety.js';
import { colderSentence, DEAD, implausibleSentence, LATE, silentSentence, UNTRUSTED } from './probe-words.js';

/** A crash may lose so much of a correction, in ms. */
const SAVED_EVERY = 20_000;

/** What a correction needs of the rest of the server. */
export interface CorrectionParts {
  readonly sessions: ProbeSessions;
  readonly safety: SafetyService;
  readonly clock: Clock;
}

/** One probe in the food of one cook, and how it corrects the model. It goes on when its session is over, without readings. */
export class CorrectedCook implements ProbesInFood {
  private food: CorrectedFood | undefined;
  private moment: ModelledMoment | undefined;
  private growthLimit = Infinity;
  private savedAt = -Infinity;
  private isOver: boolean;
  private wasTrusted = false;

  constructor(
    private readonly parts: CorrectionParts,
    private readonly session: ProbeSession,
    private readonly probeId: string,
  ) {
    this.isOver = session.endedAt !== null;
  }

  get sessionId(): string {
    return this.session.id;
  }

  /** The session is over: what the probe said stays, and nothing is added. */
  end(): void {
    this.isOver = true;
  }

  follow({ plan, monitor }: WatchedCook): void {
    const moment = monitor?.modelled();
    if (monitor === undefined || moment === undefined) return;
    this.food ??= this.parts.safety.correct(plan, this.session.tolerance, this.kept());
    this.growthLimit = monitor.growthLimit;
    this.moment = moment;
    const { probe, trusted } = this.parts.sessions.probes.of(this.probeId);
    if (this.wasTrusted && !trusted) this.food.distrust();
    this.wasTrusted = trusted;
    this.food.follow(moment, this.readingOf(probe));
    this.save(moment.at);
  }

  correct(report: MonitorReport): MonitorReport {
    return this.food?.correct(report, this.growthLimit) ?? report;
  }

  get measured(): MeasuredBeside {
    const { probe } = this.parts.sessions.probes.of(this.probeId);
    const newest = this.shownReading(probe);
    const now = this.parts.clock.monotonic();
    const model = this.moment?.core;
    const age = newest === undefined ? null : ageOf(newest, now);
    // A core of an earlier moment cannot be compared with that of now.
    const isComparable = age !== null && age * 1000 <= LONGEST_GAP && model !== undefined;
    return {
      sessionId: this.session.id,
      probeId: this.probeId,
      celsius: newest?.celsius ?? null,
      readingAt: newest?.at ?? null,
      ageSeconds: age,
      difference: isComparable ? newest!.celsius! - model : null,
      cause: (isComparable && this.causeOf(probe!, newest!.celsius!)) || null,
      effect: this.food?.effect ?? 'none',
      implausible: this.food?.isImplausible ?? false,
    };
  }

  get warnings(): ProbesInFood['warnings'] {
    const { probe, probeState, trusted } = this.parts.sessions.probes.of(this.probeId);
    const { celsius, ageSeconds, difference, cause, effect, implausible } = this.measured;
    if (this.isOver) return { first: [], others: [] };
    if (probeState === 'dead') return { first: [], others: [DEAD] };
    if (!trusted) return { first: [], others: [UNTRUSTED] };
    if (this.shownReading(probe)?.late === true) return { first: [], others: [LATE] };
    if (ageSeconds !== null && ageSeconds * 1000 > LONGEST_GAP)
      return { first: [], others: [silentSentence(Math.floor(ageSeconds / 60))] };
    if (implausible && celsius !== null) return { first: [], others: [implausibleSentence(celsius)] };
    const isColder = effect === 'worsens' && celsius !== null && difference !== null;
    return { first: isColder ? [colderSentence(celsius, difference, cause)] : [], others: [] };
  }

  /** The newest reading of the probe if it counts: in time, of this session, and of a trusted probe that works. */
  private readingOf(probe: KnownProbe | undefined) {
    const { probeState, trusted } = this.parts.sessions.probes.of(this.probeId);
    const newest = this.shownReading(probe);
    if (newest === undefined || newest.late || this.isOver || !trusted || probeState === 'dead')
      return undefined;
    return { at: newest.cameAt - newest.ageThen, celsius: newest.celsius! };
  }

  private shownReading(probe: KnownProbe | undefined): NewestReading | undefined {
    const newest = probe?.newest;
    return newest?.celsius == null || newest.at < this.session.startedAt ? undefined : newest;
  }

  private causeOf(probe: KnownProbe, measured: number) {
    const { moment, food } = this;
    if (moment === undefined) return undefined;
    const { core: model, water, target } = moment;
    const rate = probe.rateAt(this.parts.clock.monotonic()) ?? undefined;
    return likelyCause({ measured, model, water, target, rate, inTheWater: food?.isImplausible ?? false });
  }

  /** What an earlier process saved, on the clock of this one. */
  private kept(): KeptCorrection | undefined {
    const saved = this.session.corrections.find(({ probeId }) => probeId === this.probeId);
    return saved && shifted(saved, -this.wallAhead);
  }

  private save(now: number): void {
    if (this.isOver || now - this.savedAt < SAVED_EVERY) return;
    this.savedAt = now;
    const { sessions, clock } = this.parts;
    const saved = shifted(this.food!.kept, this.wallAhead);
    sessions.saveCorrection(this.session.id, {
      probeId: this.probeId,
      at: clock.now().getTime(),
      ...saved,
    });
  }

  /** How much the wall clock shows more than the monotonic one, in ms. */
  private get wallAhead(): number {
    const { clock } = this.parts;
    return clock.now().getTime() - clock.monotonic();
  }
}

/** The same correction with its instants on another clock. */
function shifted(kept: KeptCorrection | SavedCorrection, by: number): KeptCorrection {
  const { plausibility, offsets, growth, thinnest, reachedAt } = kept;
  const { mayImprove, lastAt } = plausibility;
  return {
    offsets,
    growth,
    plausibility: { mayImprove, lastAt: lastAt === undefined ? undefined : lastAt + by },
    thinnest: thinnest === null ? null : { ...thinnest, at: thinnest.at + by },
    reachedAt: reachedAt === null ? null : reachedAt + by,
  };
}
