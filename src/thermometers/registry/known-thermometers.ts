import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { Clock } from '../../shared/clock.js';
import { celsius } from '../../shared/units.js';
import { PROBE_ID } from '../probe-ids.js';
import { instantProblem } from '../probes/reading-instant.js';
import type { StoredProbe, StoredThermometer, StoredThermometers } from '../store/thermometer-store.js';
import type { ProbeFacts, ThermometerFacts } from '../thermometer.js';
import { aged } from './aged.js';
import { KnownProbe } from './known-probe.js';
import { KnownThermometer, type OwnFacts } from './known-thermometer.js';
import { OWN, type ProbeTrust } from './probe-trust.js';

/** The most probes that are held: many times those of a household, so that a faulty gateway cannot fill the memory. */
const MOST_PROBES = 1_000;

/** What a report has changed. */
export interface Reported {
  readonly isChanged: boolean;
  /** Whether more has changed than what each report changes: it is written soon. */
  readonly isNews: boolean;
  /** Probes that were left out: their id is another thermometer's, or has no valid form, or there are too many. */
  readonly leftOut: readonly string[];
}

/** Every thermometer and probe that is known, in memory. */
@Injectable()
export class KnownThermometers {
  private readonly thermometers = new Map<string, KnownThermometer>();
  private readonly probes = new Map<string, KnownProbe>();

  constructor(private readonly clock: Clock) {}

  get all(): readonly KnownThermometer[] {
    return [...this.thermometers.values()];
  }

  thermometer(thermometerId: string): KnownThermometer | undefined {
    return this.thermometers.get(thermometerId);
  }

  probe(probeId: string): KnownProbe | undefined {
    return this.probes.get(probeId);
  }

  /**
   * Takes what a vendor reports of a thermometer.
   * @param trust that of probes which are new
   */
  report({ probes, ...facts }: ThermometerFacts, trust: ProbeTrust = OWN): Reported {
    const known = this.thermometers.get(facts.thermometerId);
    const wasRemoved = known?.removed === true;
    const before = known?.facts;
    const thermometer = known ?? new KnownThermometer(facts);
    this.thermometers.set(thermometer.id, thermometer);
    const isFirst = thermometer.online === null && facts.online !== null;
    thermometer.report(facts, this.clock.now().getTime(), this.clock.monotonic());
    const [isListNew, leftOut] = this.list(thermometer, probes, trust);
    const isNews = isListNew || wasRemoved || before === undefined || !isSameThing(before, facts);
    return { isNews, isChanged: isNews || isFirst || !isDeepStrictEqual(before, facts), leftOut };
  }

  /** Forgets a probe. */
  forget(probeId: string): void {
    const probe = this.probes.get(probeId);
    this.probes.delete(probeId);
    this.thermometers.get(probe?.thermometerId ?? '')?.probes.delete(probeId);
  }

  /** Adds what an earlier process knew. What was reported since is newer, but trust is never lost. */
  restore({ thermometers, probes }: StoredThermometers): void {
    for (const one of thermometers) this.restoreThermometer(one);
    for (const one of probes) this.restoreProbe(one);
  }

  private list(
    thermometer: KnownThermometer,
    probes: readonly ProbeFacts[],
    trust: ProbeTrust,
  ): [isNew: boolean, leftOut: string[]] {
    const taken = probes.filter((facts) => this.mayList(thermometer, facts));
    const ids = new Set(taken.map(({ probeId }) => probeId));
    const changed = taken.filter((facts) => this.put(thermometer, facts, trust));
    const missing = [...thermometer.probes.values()].filter(({ id, listed }) => listed && !ids.has(id));
    for (const probe of missing) probe.listed = false;
    const leftOut = probes.filter((facts) => !taken.includes(facts)).map(({ probeId }) => probeId);
    return [changed.length + missing.length > 0, leftOut];
  }

  private mayList({ id }: KnownThermometer, { probeId }: ProbeFacts): boolean {
    const known = this.probes.get(probeId);
    if (known !== undefined) return known.thermometerId === id;
    return PROBE_ID.test(probeId) && this.probes.size < MOST_PROBES;
  }

  /** @returns whether it has changed */
  private put(thermometer: KnownThermometer, facts: ProbeFacts, trust: ProbeTrust): boolean {
    const known = this.probes.get(facts.probeId);
    if (known === undefined) {
      this.add(thermometer, new KnownProbe(thermometer.id, facts, trust));
      return true;
    }
    const isChanged = !known.listed || !isDeepStrictEqual(known.facts, facts);
    known.facts = facts;
    known.listed = true;
    return isChanged;
  }

  private add(thermometer: KnownThermometer, probe: KnownProbe): KnownProbe {
    this.probes.set(probe.id, probe);
    thermometer.probes.set(probe.id, probe);
    return probe;
  }

  private restoreThermometer({ facts, removed }: StoredThermometer): void {
    if (this.thermometers.has(facts.thermometerId)) return;
    const thermometer = new KnownThermometer(facts);
    thermometer.restore(removed, this.clock.now().getTime(), this.clock.monotonic());
    this.thermometers.set(thermometer.id, thermometer);
  }

  private restoreProbe({ thermometerId, facts, listed, stuck, newest, trust }: StoredProbe): void {
    const thermometer = this.thermometers.get(thermometerId);
    if (thermometer === undefined) return;
    const isReported = this.probes.has(facts.probeId);
    const probe =
      this.probes.get(facts.probeId) ?? this.add(thermometer, new KnownProbe(thermometerId, facts, trust));
    if (probe.thermometerId !== thermometerId) return;
    probe.trust = trust;
    if (!isReported) probe.listed = listed;
    const now = this.clock.now().getTime();
    // The age of one that lies ahead of the clock is not known.
    if (newest === null || instantProblem(newest.at, now) === 'ahead') return;
    const { at, celsius: value, impossible, late } = newest;
    const age = aged(at, now, this.clock.monotonic());
    probe.restore({ ...age, celsius: value === null ? null : celsius(value), impossible, late }, stuck);
  }
}

/** Whether only what every report changes is different. */
const isSameThing = (one: OwnFacts, other: OwnFacts): boolean =>
  one.name === other.name &&
  one.model === other.model &&
  one.vendor === other.vendor &&
  one.online === other.online;
