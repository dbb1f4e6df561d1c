import type { ShownSession } from '../../thermometers/sessions/probe-sessions.js';
import type { ProbeState } from '../../thermometers/probes/probe-state.js';
import type { KnownProbe } from '../../thermometers/registry/known-probe.js';
import type { KnownThermometer } from '../../thermometers/registry/known-thermometer.js';
import type { Milliseconds } from '../../shared/units.js';

/** What the facts of a probe are worked out from, at one moment. */
export interface ProbeSources {
  readonly probe: KnownProbe;
  readonly thermometer: KnownThermometer;
  /** The session of the food that it is in; undefined without one. */
  readonly session: ShownSession | undefined;
  /** Whether it is known which foods are followed, and where they stand. */
  readonly sessionsKnown: boolean;
  /** Whether the server started so recently that the probe had no time to be heard. */
  readonly justStarted: boolean;
  /** On the monotonic clock. */
  readonly now: Milliseconds;
  /** The same moment in milliseconds since 1970. */
  readonly at: number;
}

/** A probe at one moment. A reading of it that is too old for the present is left out. */
export class WatchedProbe {
  readonly state: ProbeState;

  constructor(readonly sources: ProbeSources) {
    const { probe, thermometer, now } = sources;
    this.state = probe.stateAt(now, thermometer.evidenceAt(now));
  }

  get probe(): KnownProbe {
    return this.sources.probe;
  }

  /** In seconds; null before its first reading. */
  get age(): number | null {
    return this.probe.ageAt(this.sources.now);
  }

  /** What it reads now, in °C, or percent for humidity. One that sends on change is silent while nothing changes. */
  get value(): number | null {
    const isPresent =
      this.state === 'silent' || (this.state === 'ok' && !this.probe.isStaleAt(this.sources.now));
    return isPresent ? (this.probe.newest?.celsius ?? null) : null;
  }

  /** The session of which it is the first probe: what its food does is said of that one. */
  get ownSession(): ShownSession | undefined {
    const { session } = this.sources;
    return session?.session.probeId === this.probe.id ? session : undefined;
  }
}
