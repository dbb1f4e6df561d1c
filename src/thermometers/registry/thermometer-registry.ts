import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { EventBus } from '../../shared/event-bus.js';
import { printable } from '../../shared/printable.js';
import { plausibleValue } from '../probes/plausible-value.js';
import { instantProblem, isLate, type InstantProblem } from '../probes/reading-instant.js';
import { ProbeSeries } from '../probe-series.js';
import { ThermometerSink, type AccountHealth } from '../thermometer-sink.js';
import type { ProbeReading, ThermometerFacts, ThermometerVendor } from '../thermometer.js';
import { aged } from './aged.js';
import type { KnownProbe } from './known-probe.js';
import { KnownThermometers } from './known-thermometers.js';
import type { ProbeTrust } from './probe-trust.js';
import { LATER, SOON, ThermometerKeeper } from './thermometer-keeper.js';
import { VendorAccounts } from './vendor-accounts.js';

declare module '../../shared/event-bus.js' {
  interface EventMap {
    'thermometers.changed': [{ readonly thermometerId: string }];
  }
}

/**
 * What became of a reading: it is the newest, it is older than the newest, it repeats one, it contradicts one of the same
 * instant, its probe is not known, or its instant cannot be right.
 */
export type Intake = 'newest' | 'older' | 'repeated' | 'contradicted' | 'unknown-probe' | InstantProblem;

/** The outcomes whose readings go to the time series. A repeat does too: the first may not have been written. */
const STORED: ReadonlySet<Intake> = new Set<Intake>(['newest', 'older', 'repeated']);

/** Takes readings once they are stored; what it throws is logged. */
export type ReadingFollower = (readings: readonly ProbeReading[]) => void;

/** The most things that are named once in the log. */
const MOST_NAMED = 1_000;

/** Every probe with its state and newest reading. Readings go through it into the time series. */
@Injectable()
export class ThermometerRegistry extends ThermometerSink {
  private readonly logger = new Logger('Thermometers');
  private readonly named = new Set<string>();
  private readonly followers = new Set<ReadingFollower>();

  constructor(
    private readonly known: KnownThermometers,
    private readonly keeper: ThermometerKeeper,
    private readonly accounts: VendorAccounts,
    private readonly events: EventBus,
    private readonly clock: Clock,
    private readonly series: ProbeSeries,
  ) {
    super();
  }

  /** Gives a follower every reading that is taken, until the returned function is called. */
  follow(follower: ReadingFollower): () => void {
    this.followers.add(follower);
    return () => this.followers.delete(follower);
  }

  seen(facts: ThermometerFacts, trust?: ProbeTrust): void {
    const { isChanged, isNews, leftOut } = this.known.report(facts, trust);
    for (const id of leftOut)
      this.nameOnce(id, `The probe ${printable(id)} was left out: its id is not usable`);
    if (!isChanged) return;
    const ids = isNews ? facts.probes.map(({ probeId }) => probeId) : [];
    const kept = this.known.thermometer(facts.thermometerId)?.probes.keys() ?? [];
    this.keeper.changed(facts.thermometerId, isNews ? [...ids, ...kept] : [], isNews ? SOON : LATER);
    this.tell(facts.thermometerId);
  }

  async read(readings: readonly ProbeReading[]): Promise<void> {
    await this.take(readings);
  }

  /**
   * As `read`, and says what became of each reading, in their order. A reading that is not taken affects no other.
   * @throws StorageUnavailableError when they could not be written; they may be sent again
   */
  async take(readings: readonly ProbeReading[]): Promise<Intake[]> {
    const changed = new Map<string, Set<string>>();
    const stored: ProbeReading[] = [];
    const intakes = readings.map((reading) => {
      const probe = this.known.probe(reading.probeId);
      const taken = { ...reading, late: reading.late || isLate(reading.at, reading.receivedAt) };
      const intake = this.intakeOf(taken, probe);
      if (STORED.has(intake)) stored.push({ ...taken, celsius: valueOf(taken, probe!) });
      if (intake === 'newest') idsIn(changed, probe!.thermometerId).add(probe!.id);
      return intake;
    });
    for (const [thermometerId, probeIds] of changed) {
      this.keeper.changed(thermometerId, probeIds, LATER);
      this.tell(thermometerId);
    }
    if (stored.length > 0) {
      await this.series.append(stored);
      this.passOn(stored);
    }
    return intakes;
  }

  removed(thermometerId: string): void {
    const thermometer = this.known.thermometer(thermometerId);
    if (thermometer === undefined || thermometer.removed) return;
    thermometer.removed = true;
    this.keeper.changed(thermometerId, [], SOON);
    this.tell(thermometerId);
  }

  /** Reports to observers that the owner has decided about a probe. */
  trustChanged({ thermometerId }: KnownProbe): void {
    this.tell(thermometerId);
  }

  account(vendor: ThermometerVendor, health: AccountHealth): void {
    if (!this.accounts.set(vendor, health)) return;
    const problem = health.problem === undefined ? '' : `: ${health.problem}`;
    this.logger.log(`${vendor}: ${health.state.replaceAll('_', ' ')}${problem}`);
  }

  private passOn(readings: readonly ProbeReading[]): void {
    for (const follower of this.followers) {
      try {
        follower(readings);
      } catch (error) {
        this.logger.error(`A follower of readings failed: ${String(error)}`);
      }
    }
  }

  private intakeOf(reading: ProbeReading, probe: KnownProbe | undefined): Intake {
    const { probeId, at, receivedAt } = reading;
    if (probe === undefined) {
      this.nameOnce(`unknown ${probeId}`, `A reading of ${printable(probeId)} came, which is no known probe`);
      return 'unknown-probe';
    }
    const problem = instantProblem(at, receivedAt);
    if (problem !== undefined) {
      this.nameOnce(
        `${problem} ${probeId}`,
        `A reading of ${probeId} is not taken: ${sentenceOf(problem, at)}`,
      );
      return problem;
    }
    // This server's clock was ahead when that one came: compared with it, every reading would be old.
    if (probe.newest !== undefined && instantProblem(probe.newest.at, receivedAt) === 'ahead')
      probe.beginAnew();
    const { newest } = probe;
    if (newest === undefined || at > newest.at) {
      probe.add(this.newestOf(reading, probe));
      return 'newest';
    }
    if (at < newest.at) return 'older';
    if (valueOf(reading, probe) === newest.celsius) return 'repeated';
    probe.contradictions += 1;
    this.nameOnce(`twice ${probeId}`, `${probeId} sent two values for one instant: the first stands`);
    return 'contradicted';
  }

  private newestOf({ at, receivedAt, celsius, late }: ProbeReading, { facts }: KnownProbe) {
    // A vendor may hand over some time after it received, and the age goes on meanwhile.
    const came = Math.max(receivedAt, this.clock.now().getTime());
    return { ...aged(at, came, this.clock.monotonic()), ...plausibleValue(facts.kind, celsius), late };
  }

  private tell(thermometerId: string): void {
    this.events.emit('thermometers.changed', { thermometerId });
  }

  private nameOnce(what: string, sentence: string): void {
    if (this.named.has(what) || this.named.size >= MOST_NAMED) return;
    this.named.add(what);
    this.logger.warn(sentence);
  }
}

const valueOf = ({ celsius }: ProbeReading, { facts }: KnownProbe) =>
  plausibleValue(facts.kind, celsius).celsius;

function idsIn(changed: Map<string, Set<string>>, thermometerId: string): Set<string> {
  const ids = changed.get(thermometerId) ?? new Set<string>();
  changed.set(thermometerId, ids);
  return ids;
}

const sentenceOf = (problem: InstantProblem, at: number): string =>
  problem === 'unreadable' ? 'its instant is no number' : `${dayOf(at)} is ${DIRECTION[problem]}`;

const DIRECTION = {
  'too-old': 'before every reading of such a thermometer: the clock of the device is not set',
  ahead: 'in the future: the clock of the device or that of this server is wrong',
} as const;

/** Any number as an instant, also one that no calendar holds. */
const dayOf = (at: number): string => (Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : 'its instant');
