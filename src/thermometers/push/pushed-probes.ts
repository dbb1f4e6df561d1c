import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/principal.js';
import { Clock } from '../../shared/clock.js';
import type { KnownProbe } from '../registry/known-probe.js';
import { KnownThermometers } from '../registry/known-thermometers.js';
import { isSamePusher, type Pusher } from '../registry/probe-trust.js';
import { SOON, ThermometerKeeper } from '../registry/thermometer-keeper.js';
import { ThermometerRegistry } from '../registry/thermometer-registry.js';
import type { ProbeFacts } from '../thermometer.js';
import { MOST_PUSHED, TooManyProbesError } from './push.errors.js';

/** The thermometer that pushed probes belong to. */
export const HTTP = 'http';
/** A probe that is not trusted makes way for a new one when nothing was pushed for so long, in seconds. */
const LEFT_AFTER = 24 * 3600;
/** The tolerance of a device of which nothing is published, in °C. */
const TOLERANCE = 0.5;

/** The key of a principal, for probes that it pushes. */
export const pusherOf = ({ id, since }: Principal): Pusher => ({ id, since: since ?? null });

/** The probes of the thermometer `http`. A probe belongs to the key that pushed it first. */
@Injectable()
export class PushedProbes {
  constructor(
    private readonly registry: ThermometerRegistry,
    private readonly known: KnownThermometers,
    private readonly keeper: ThermometerKeeper,
    private readonly clock: Clock,
  ) {}

  /** Every one. */
  get all(): readonly KnownProbe[] {
    return [...(this.known.thermometer(HTTP)?.probes.values() ?? [])];
  }

  /** Reports that a key has pushed probes; new ones are its own, untrusted. @throws TooManyProbesError */
  report(ids: ReadonlySet<string>, pusher: Pusher): void {
    const added = [...ids].filter((id) => this.known.probe(id) === undefined);
    this.makeSpace(added.length);
    const probes = [...this.all.map(({ facts }) => facts), ...added.map(factsOf)];
    this.registry.seen(
      {
        thermometerId: HTTP,
        vendor: 'http',
        name: 'HTTP',
        model: 'HTTP push',
        online: null,
        batteryPercent: null,
        signalDbm: null,
        lastSeen: this.clock.now().getTime(),
        probes,
      },
      { trusted: false, pusher, claimant: null },
    );
    // All vendors together have a limit too.
    if (added.some((id) => this.known.probe(id) === undefined)) throw new TooManyProbesError();
  }

  /** Remembers that another key pushed a probe, so that the owner can give it to that one. */
  claim(probe: KnownProbe, claimant: Pusher): void {
    if (isSamePusher(probe.trust.claimant, claimant)) return;
    probe.trust = { ...probe.trust, claimant };
    this.keeper.changed(HTTP, [probe.id], SOON);
  }

  private makeSpace(added: number): void {
    const { all } = this;
    const excess = all.length + added - MOST_PUSHED;
    if (excess <= 0) return;
    const left = all.filter((probe) => !probe.trust.trusted && this.isLeft(probe));
    if (left.length < excess || added > MOST_PUSHED) throw new TooManyProbesError();
    for (const { id } of left.slice(0, excess)) this.keeper.forget(id);
  }

  private isLeft(probe: KnownProbe): boolean {
    return (probe.ageAt(this.clock.monotonic()) ?? Infinity) > LEFT_AFTER;
  }
}

const factsOf = (probeId: string): ProbeFacts => ({
  probeId,
  name: probeId,
  kind: 'core',
  toleranceCelsius: TOLERANCE,
  sendsOnChange: false,
});
