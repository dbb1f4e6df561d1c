import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { ProbeState } from '../probes/probe-state.js';
import type { KnownProbe } from '../registry/known-probe.js';
import { KnownThermometers } from '../registry/known-thermometers.js';
import { probeIdsOf, type ProbeSession } from './probe-session.js';

/** One probe in a food, as it is known now. */
export interface SeenProbe {
  readonly probeId: string;
  /** Undefined when it is not known any more. */
  readonly probe: KnownProbe | undefined;
  readonly probeState: ProbeState;
  /** Whether its readings count for a verdict. */
  readonly trusted: boolean;
}

/** The best first: of several probes in a food the last of these is that of all. */
const STATES: readonly ProbeState[] = ['ok', 'silent', 'no_reading', 'lost', 'dead'];

/** The probes in the foods that are followed. */
@Injectable()
export class SessionProbes {
  constructor(
    private readonly thermometers: KnownThermometers,
    private readonly clock: Clock,
  ) {}

  of(probeId: string): SeenProbe {
    const probe = this.thermometers.probe(probeId);
    const thermometer = probe && this.thermometers.thermometer(probe.thermometerId);
    const now = this.clock.monotonic();
    if (probe === undefined || thermometer === undefined)
      return { probeId, probe: undefined, probeState: 'lost', trusted: false };
    const probeState = probe.stateAt(now, thermometer.evidenceAt(now));
    return { probeId, probe, probeState, trusted: probe.trust.trusted };
  }

  /** All of a session; its state is the worst of theirs, and it is trusted only if all of them are. */
  all(session: ProbeSession): {
    readonly probes: readonly SeenProbe[];
    readonly probeState: ProbeState;
    readonly trusted: boolean;
    /** Whether all of them work: of several none may be missing, since that one may be the coldest. */
    readonly working: boolean;
  } {
    const probes = probeIdsOf(session).map((id) => this.of(id));
    const worst = Math.max(...probes.map(({ probeState }) => STATES.indexOf(probeState)));
    const probeState = STATES[worst]!;
    const isRead = probeState === 'ok' || probeState === 'silent';
    return {
      probes,
      probeState,
      trusted: probes.every(({ trusted }) => trusted),
      working: probes.length === 1 ? probeState !== 'dead' : isRead,
    };
  }

  /** The probe in the air around the food; undefined without one. */
  airAround({ probeId }: ProbeSession): string | undefined {
    const { thermometerId = '' } = this.thermometers.probe(probeId) ?? {};
    const probes = [...(this.thermometers.thermometer(thermometerId)?.probes.values() ?? [])];
    return probes.find(({ facts }) => facts.kind === 'ambient')?.id;
  }

  /** When one of them was last heard of, in milliseconds since 1970; that it was asked for before any. */
  heardAt(session: ProbeSession): number {
    const heard = probeIdsOf(session).map((id) => this.thermometers.probe(id)?.newest?.at ?? -Infinity);
    return Math.max(session.begunAt, ...heard);
  }
}
