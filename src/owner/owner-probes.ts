import { Injectable } from '@nestjs/common';
import { Clock } from '../shared/clock.js';
import type { KnownProbe } from '../thermometers/registry/known-probe.js';
import { KnownThermometers } from '../thermometers/registry/known-thermometers.js';
import { ProbeTrusts } from '../thermometers/trust/probe-trusts.js';
import type { OwnerProbeDto } from './api/dto/owner-probe.dto.js';
import { toOwnerProbe } from './api/owner-probe.mapper.js';

/** The pushed probes, as the owner sees and decides about them at the terminal and on the page. */
@Injectable()
export class OwnerProbes {
  constructor(
    private readonly trusts: ProbeTrusts,
    private readonly known: KnownThermometers,
    private readonly clock: Clock,
  ) {}

  /** @throws StorageUnavailableError */
  async list(): Promise<OwnerProbeDto[]> {
    return (await this.trusts.list()).map((probe) => this.report(probe));
  }

  /** @throws ProbeNotFoundError, ProbeClaimedError, StorageUnavailableError */
  async trust(probeId: string, by: string, from?: string): Promise<OwnerProbeDto> {
    return this.report(await this.trusts.trust(probeId, by, from));
  }

  /** @throws ProbeNotFoundError, StorageUnavailableError */
  async distrust(probeId: string, by: string): Promise<OwnerProbeDto> {
    return this.report(await this.trusts.distrust(probeId, by));
  }

  private report(probe: KnownProbe): OwnerProbeDto {
    return toOwnerProbe(probe, this.known.thermometer(probe.thermometerId)!, this.clock.monotonic());
  }
}
