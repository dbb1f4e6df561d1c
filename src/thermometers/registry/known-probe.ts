import type { Celsius, Milliseconds } from '../../shared/units.js';
import { rateOf } from '../probes/probe-rate.js';
import { isStale, probeState, type ProbeState, type ThermometerEvidence } from '../probes/probe-state.js';
import { RecentReadings } from '../probes/recent-readings.js';
import { isStuck } from '../probes/stuck-sensor.js';
import type { ProbeFacts } from '../thermometer.js';
import { ageOf, type Aged } from './aged.js';
import type { ProbeTrust } from './probe-trust.js';

/** The newest reading of a probe, whether it has a value or not. */
export interface NewestReading extends Aged {
  readonly celsius: Celsius | null;
  /** Whether the value that came was impossible, so that none is held. */
  readonly impossible: boolean;
  readonly late: boolean;
}

/** A reading of zero is one of a broken sensor where its own minimum lies so far above, in °C. */
const DISTANT = 5;
/** Zero in °C and in °F, in °C. */
const ZEROS = [0, (0 - 32) / 1.8];

/** A probe with everything that is known of it. */
export class KnownProbe {
  newest: NewestReading | undefined;
  /** Whether its thermometer still lists it. */
  listed = true;
  /** Repeats of one instant with another value: the first stands. */
  contradictions = 0;
  private recent = new RecentReadings();
  private stuck = false;
  /** The value at which an earlier process found it stuck. */
  private stuckAt: number | null | undefined;

  constructor(
    readonly thermometerId: string,
    public facts: ProbeFacts,
    public trust: ProbeTrust,
  ) {}

  get id(): string {
    return this.facts.probeId;
  }

  /** Whether its sensor is electrically stuck. */
  get isStuck(): boolean {
    return this.stuck;
  }

  /** Takes a reading that is newer than all before. */
  add(reading: NewestReading): void {
    this.newest = reading;
    this.recent.add(reading.at, reading.celsius);
    this.stuck = this.remainsStuck(reading) || isStuck(this.recent.samples, this.recent.run, this.facts.kind);
  }

  /** Forgets its readings: their instants are not right. */
  beginAnew(): void {
    this.newest = undefined;
    this.recent = new RecentReadings();
  }

  /** Takes over what an earlier process knew. */
  restore(newest: NewestReading | undefined, stuck: boolean): void {
    if (newest === undefined || (this.newest !== undefined && this.newest.at >= newest.at)) return;
    this.add(newest);
    this.stuck = stuck;
    this.stuckAt = stuck ? newest.celsius : undefined;
  }

  /** Seconds since its newest reading was measured; null before there is any. */
  ageAt(now: Milliseconds): number | null {
    return this.newest === undefined ? null : ageOf(this.newest, now);
  }

  stateAt(now: Milliseconds, thermometer: ThermometerEvidence): ProbeState {
    const { newest, facts, usualInterval } = this;
    return probeState({
      sendsOnChange: facts.sendsOnChange,
      broken: this.isBroken,
      newest: newest && { hasValue: newest.celsius !== null, age: ageOf(newest, now) },
      usualInterval,
      thermometer: { ...thermometer, gone: thermometer.gone || !this.listed },
    });
  }

  isStaleAt(now: Milliseconds): boolean {
    const age = this.ageAt(now);
    return age !== null && isStale(age, this.usualInterval);
  }

  /** In °C per hour; null when there are too few readings, or the newest is stale. */
  rateAt(now: Milliseconds): number | null {
    return this.isStaleAt(now) || this.newest?.celsius == null ? null : rateOf(this.recent.samples);
  }

  private remainsStuck({ celsius }: NewestReading): boolean {
    if (celsius !== null && celsius === this.stuckAt) return true;
    this.stuckAt = undefined;
    return false;
  }

  /** A cloud that is polled shows at most one reading for each poll, however often its device measures. */
  private get usualInterval(): number | undefined {
    const [stated, seen] = [this.facts.intervalSeconds, this.recent.usualInterval];
    return stated === undefined || seen === undefined ? (stated ?? seen) : Math.max(stated, seen);
  }

  private get isBroken(): boolean {
    const { facts, newest, stuck } = this;
    return facts.faulty === true || newest?.impossible === true || stuck || this.isOddZero;
  }

  private get isOddZero(): boolean {
    const value = this.newest?.celsius;
    const { minimumCelsius: minimum } = this.facts;
    if (value == null || minimum === undefined || minimum - value <= DISTANT) return false;
    return ZEROS.some((zero) => Math.abs(value - zero) < 0.01);
  }
}
