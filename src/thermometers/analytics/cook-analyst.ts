import type { Celsius } from '../../shared/units.js';
import { abstainedState, abstentionOf } from './abstention.js';
import { AmbientWatch } from './ambient-watch.js';
import { COVERAGE, MARGINS, type Margins, type Stage } from './calibration.js';
import type { AbstentionReason, CookPhase, Forecast, TrackedReading } from './cook-forecast.js';
import { CoreCourse } from './core-course.js';
import { EventList } from './event-list.js';
import { PhaseWatch } from './phase-watch.js';
import { ProbeWatch } from './probe-watch.js';
import type { Sample } from './recent-readings.js';
import { stageOf, timeToTarget, type TimeSpan, type WarmingState } from './time-to-target.js';

const HOUR_MS = 3_600_000;
/** A probe that shows the target from its first reading on shows food after this time. */
const WARM_FROM_THE_BEGINNING_MS = 10 * 60_000;
/** So far below the target, what was warm from the beginning was the air, and the probe is in food now. */
const FAR_BELOW_CELSIUS = 10;

/**
 * Follows one piece of food by the readings of its core, and of the air around it where that is measured. Memory and
 * time per reading are bounded, and the same readings always give the same forecast. Readings come in the order of
 * their instants; what is not newer than the newest is left out.
 */
export class CookAnalyst {
  private readonly events = new EventList();
  private readonly air = new AmbientWatch(this.events);
  private readonly probe = new ProbeWatch();
  private readonly core = new CoreCourse();
  private readonly phases = new PhaseWatch();
  private newest: Sample | undefined;
  private reachedAt: number | null = null;
  private aboveSince: number | undefined;
  /** Whether the newest reading led to an interval: it takes more to end a forecast than not to begin one. */
  private isForecasting = false;

  /**
   * @param goal the core temperature to reach, or undefined where there is none
   * @param margins by how much intervals are widened
   */
  constructor(
    private goal?: Celsius,
    private readonly margins: Margins = MARGINS,
  ) {}

  /** Another target from now on; undefined for none. The highest core so far decides whether it is reached. */
  setTarget(target: Celsius | undefined): void {
    this.goal = target;
    this.reachedAt = null;
    this.aboveSince = undefined;
    this.isForecasting = false;
    const { highest, newest, hasBegun } = this.core;
    if (hasBegun && highest !== undefined) this.compare(highest);
    if (newest !== undefined && !this.events.lasts('probe_out')) this.look(newest.at);
  }

  /** Takes the next reading of the core. */
  takeCore({ at, celsius }: TrackedReading): void {
    if (celsius === null || !Number.isFinite(celsius) || !(at > (this.newest?.at ?? -Infinity))) return;
    const reading = { at, celsius };
    this.newest = reading;
    this.air.look(at);
    this.watchProbe(reading);
    if (this.events.lasts('probe_out')) return;
    this.core.take(reading);
    this.compare(reading);
    this.look(at);
  }

  /** Takes the next reading of the air (or water) around the food. */
  takeAmbient({ at, celsius }: TrackedReading): void {
    if (celsius === null || !Number.isFinite(celsius) || !(at > (this.air.newest?.at ?? -Infinity))) return;
    this.air.take({ at, celsius }, this.core.newest?.celsius, this.reachedAt !== null);
  }

  /** What the readings so far say. @param now the instant of the forecast, in milliseconds since 1970 */
  forecast(now: number): Forecast {
    if (this.reachedAt !== null) return { ...this.abstain(null), state: 'reached' };
    const judged = this.judge(now);
    if (typeof judged === 'string') return this.abstain(judged);
    return { ...this.abstain(null), state: 'forecast', ...this.instants(judged, now), coverage: COVERAGE };
  }

  /** How the food warms at present, which decides the margin of a forecast; null where there is none. */
  get stage(): Stage | null {
    return this.isForecasting ? stageOf(this.warming()) : null;
  }

  /** Judges phase and forecast anew. */
  private look(at: number): void {
    // An open lid makes the air as cold as the food for a moment.
    const air = this.events.lasts('lid_open') ? undefined : this.air.at(at);
    this.phases.take(this.core, air, this.goal);
    this.isForecasting = this.reachedAt === null && typeof this.judge(at) !== 'string';
  }

  private judge(now: number): TimeSpan | AbstentionReason {
    const reason = abstentionOf(this.core, this.events, this.goal, now, this.isForecasting);
    return reason ?? timeToTarget(this.warming(), this.goal!, this.isForecasting, this.margins);
  }

  private watchProbe(reading: Sample): void {
    const move = this.core.hasBegun ? this.probe.take(reading) : undefined;
    if (move?.to === 'out') this.events.begin('probe_out', move.at, reading.at);
    if (move?.to === 'in') {
      this.events.end('probe_out', move.at);
      this.core.resumeAt(move.at);
    }
  }

  /** Food that was as warm as its target from the beginning has to stay so for a while: the probe may be in hot air. */
  private compare({ at, celsius }: Sample): void {
    if (this.goal === undefined || celsius < this.goal) {
      this.aboveSince = undefined;
      const isOther = !this.core.hasBegun && celsius < (this.goal ?? Infinity) - FAR_BELOW_CELSIUS;
      if (isOther) this.reachedAt = null;
      return;
    }
    this.aboveSince ??= at;
    if (this.core.hasBegun || at - this.aboveSince >= WARM_FROM_THE_BEGINNING_MS)
      this.reachedAt ??= this.aboveSince;
  }

  /** What the time to the target is computed from; only where `abstentionOf` finds no reason. */
  private warming(): WarmingState {
    const { core } = this;
    const rate = core.rate!;
    const { celsius } = core.newest!;
    return {
      core: celsius,
      start: core.start,
      rate,
      steadyRate: Math.max(rate, core.profile.steadyRate() ?? rate),
      steadyUntil: core.profile.steadyUntil() ?? celsius,
      step: core.step,
      hours: (this.newest!.at - core.begunAt) / HOUR_MS,
      interval: core.interval / HOUR_MS,
      air: this.air.at(this.newest!.at)?.celsius,
    };
  }

  /** Counted from the newest reading; what it would say of the past is said of now. */
  private instants(
    { earliest, likely, latest }: TimeSpan,
    now: number,
  ): Pick<Forecast, 'earliest' | 'likely' | 'latest'> {
    const instant = (hours: number): number => Math.max(now, Math.round(this.newest!.at + hours * HOUR_MS));
    return { earliest: instant(earliest), likely: instant(likely), latest: instant(latest) };
  }

  private abstain(reason: AbstentionReason | null): Forecast {
    return {
      state: reason === null ? 'reached' : abstainedState(reason),
      reason,
      phase: this.phase(),
      events: this.events.all(),
      rateCelsiusPerHour: this.events.lasts('probe_out') ? null : this.core.rate,
      earliest: null,
      likely: null,
      latest: null,
      reachedAt: this.reachedAt,
      coverage: null,
    };
  }

  private phase(): CookPhase {
    return this.events.lasts('taken_off') && this.core.hasBegun ? 'resting' : this.phases.phase;
  }
}
