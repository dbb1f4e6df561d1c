import type { Milliseconds } from '../../shared/units.js';
import type { ThermometerEvidence } from '../probes/probe-state.js';
import type { ThermometerFacts } from '../thermometer.js';
import { aged, ageOf, type Aged } from './aged.js';
import type { KnownProbe } from './known-probe.js';

/** What is known of a thermometer itself. */
export type OwnFacts = Omit<ThermometerFacts, 'probes'>;

/** A thermometer with its probes. */
export class KnownThermometer {
  readonly probes = new Map<string, KnownProbe>();
  /** Whether it is gone from its account. */
  removed = false;
  private heard: Aged | undefined;
  /** When its vendor last reported it, in this process. */
  private reportedAt: Milliseconds | undefined;

  constructor(public facts: OwnFacts) {}

  get id(): string {
    return this.facts.thermometerId;
  }

  /** Whether its vendor says that it is heard; null also until the vendor has reported it since this server started. */
  get online(): boolean | null {
    return this.reportedAt === undefined ? null : this.facts.online;
  }

  /** Takes what its vendor reports. */
  report(facts: OwnFacts, receivedAt: number, now: Milliseconds): void {
    this.facts = facts;
    this.removed = false;
    this.reportedAt = now;
    this.hear(facts.lastSeen, receivedAt, now);
  }

  /** Takes over what an earlier process knew. */
  restore(removed: boolean, receivedAt: number, now: Milliseconds): void {
    this.removed = removed;
    this.hear(this.facts.lastSeen, receivedAt, now);
  }

  evidenceAt(now: Milliseconds): ThermometerEvidence {
    return { gone: this.removed, online: this.online, heardAgo: this.heardAgo(now) };
  }

  private hear(lastSeen: number | null, receivedAt: number, now: Milliseconds): void {
    if (lastSeen === null) this.heard = undefined;
    else if (this.heard?.at !== lastSeen) this.heard = aged(lastSeen, receivedAt, now);
  }

  private heardAgo(now: Milliseconds): number | null {
    if (this.heard !== undefined) return ageOf(this.heard, now);
    return this.online === true ? (now - this.reportedAt!) / 1000 : null;
  }
}
