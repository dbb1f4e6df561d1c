import { Injectable, Logger } from '@nestjs/common';
import type { Principal } from '../auth/principal.js';
import { Clock } from '../shared/clock.js';
import { StorageUnavailableError } from '../storage/storage.errors.js';
import type { ThermometerDto, ThermometersDto } from './dto/thermometers.dto.js';
import { KnownThermometers } from './registry/known-thermometers.js';
import { ThermometerKeeper } from './registry/thermometer-keeper.js';
import { reportThermometer } from './thermometer-report.js';
import { ProbeNotFoundError } from './thermometers.errors.js';

/** The thermometers as clients read them. */
@Injectable()
export class ThermometersService {
  private readonly logger = new Logger('Thermometers');

  constructor(
    private readonly known: KnownThermometers,
    private readonly keeper: ThermometerKeeper,
    private readonly clock: Clock,
  ) {}

  /** Every thermometer that a principal may see. */
  async list(principal: Pick<Principal, 'devices'>): Promise<ThermometersDto> {
    await this.restored();
    const now = this.clock.monotonic();
    const seen = this.known.all.filter(({ id }) => maySee(principal, id));
    return { thermometers: seen.map((one) => reportThermometer(one, now)) };
  }

  /** One thermometer, for whoever may see it; undefined when there is none. */
  report(thermometerId: string): ThermometerDto | undefined {
    const found = this.known.thermometer(thermometerId);
    return found && reportThermometer(found, this.clock.monotonic());
  }

  /**
   * Whether a principal may see a probe. One that is limited to devices sees only those of thermometers that it names,
   * and none that is known no more.
   */
  async sees(principal: Pick<Principal, 'devices'>, probeId: string): Promise<boolean> {
    if (principal.devices === undefined) return true;
    await this.restored();
    const probe = this.known.probe(probeId);
    return probe !== undefined && maySee(principal, probe.thermometerId);
  }

  /** @throws ProbeNotFoundError for a probe that a principal may not see */
  async assertSees(principal: Pick<Principal, 'devices'>, probeId: string): Promise<void> {
    if (!(await this.sees(principal, probeId))) throw new ProbeNotFoundError();
  }

  /**
   * Without the database, what was reported since the start is shown.
   * @returns whether those from before a restart are known
   */
  async restored(): Promise<boolean> {
    try {
      await this.keeper.restore();
      return true;
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      this.logger.warn(`The known thermometers cannot be read (${error.reason}).`);
      return false;
    }
  }
}

/** Whether a principal may see a thermometer: one that is limited to devices, only those that it names. */
export const maySee = ({ devices }: Pick<Principal, 'devices'>, thermometerId: string): boolean =>
  devices === undefined || devices.has(thermometerId);
