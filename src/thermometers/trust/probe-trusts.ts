import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { KnownProbe } from '../registry/known-probe.js';
import { KnownThermometers } from '../registry/known-thermometers.js';
import type { ProbeTrust, Pusher } from '../registry/probe-trust.js';
import { ThermometerKeeper, toStoredProbe, toStoredThermometer } from '../registry/thermometer-keeper.js';
import { ThermometerRegistry } from '../registry/thermometer-registry.js';
import { ThermometerStore } from '../store/thermometer-store.js';
import { ProbeNotFoundError } from '../thermometers.errors.js';
import { PushedProbes } from '../push/pushed-probes.js';
import { ProbeClaimedError } from './trust.errors.js';

/** What the owner decides about pushed probes: whether they count for a verdict, and whose they are. */
@Injectable()
export class ProbeTrusts {
  constructor(
    private readonly pushed: PushedProbes,
    private readonly registry: ThermometerRegistry,
    private readonly keeper: ThermometerKeeper,
    private readonly known: KnownThermometers,
    private readonly store: ThermometerStore,
    private readonly clock: Clock,
  ) {}

  /** Every pushed probe. @throws StorageUnavailableError */
  async list(): Promise<readonly KnownProbe[]> {
    await this.keeper.restore();
    return this.pushed.all;
  }

  /**
   * The owner trusts a probe. Where another key pushes it too, the owner says whose it is.
   * @param from the id of the key that it is to belong to
   * @param by who decided, for the journal
   * @throws ProbeNotFoundError, ProbeClaimedError, StorageUnavailableError
   */
  async trust(probeId: string, by: string, from?: string): Promise<KnownProbe> {
    const probe = await this.find(probeId);
    const pusher = chosen(probe.trust, from);
    return this.decide(probe, { trusted: true, pusher, claimant: null }, by);
  }

  /** The owner does not trust a probe. @throws ProbeNotFoundError, StorageUnavailableError */
  async distrust(probeId: string, by: string): Promise<KnownProbe> {
    const probe = await this.find(probeId);
    return this.decide(probe, { ...probe.trust, trusted: false }, by);
  }

  private async find(probeId: string): Promise<KnownProbe> {
    const found = (await this.list()).find(({ id }) => id === probeId);
    if (found === undefined) throw new ProbeNotFoundError();
    return found;
  }

  private async decide(probe: KnownProbe, trust: ProbeTrust, by: string): Promise<KnownProbe> {
    const before = probe.trust;
    // Before it is written: otherwise another write of the probe could follow with the trust of before.
    probe.trust = trust;
    try {
      // With its thermometer, which may be so new that it is not written yet.
      const thermometer = this.known.thermometer(probe.thermometerId)!;
      await this.store.decide(toStoredProbe(probe), toStoredThermometer(thermometer), {
        probeId: probe.id,
        thermometerId: probe.thermometerId,
        stage: trust.trusted ? 'trusted' : 'distrusted',
        pusher: trust.pusher?.id ?? '',
        by,
        at: this.clock.now().getTime(),
      });
    } catch (error) {
      probe.trust = before;
      throw error;
    }
    this.registry.trustChanged(probe);
    return probe;
  }
}

/** Whose a probe is from now on. @throws ProbeClaimedError when the owner has to say it, or names another key */
function chosen({ pusher, claimant }: ProbeTrust, from: string | undefined): Pusher | null {
  // A key that was revoked pushes no more: its name is that of the later one.
  const isRenewed = claimant !== null && claimant.id === pusher?.id;
  if (isRenewed && (from === undefined || from === claimant.id)) return claimant;
  const choices = [pusher, claimant].filter((one) => one !== null);
  const found =
    from === undefined && choices.length === 1 ? choices[0] : choices.find(({ id }) => id === from);
  if (found === undefined) throw new ProbeClaimedError(choices.map(({ id }) => id));
  return found;
}
