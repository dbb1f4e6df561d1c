import { Injectable } from '@nestjs/common';
import type { ThermometerDto } from '../../thermometers/dto/thermometers.dto.js';
import { KnownThermometers } from '../../thermometers/registry/known-thermometers.js';
import { ThermometersService } from '../../thermometers/thermometers.service.js';
import { thermometerEntities } from '../discovery/probe-entities.js';
import { isReachable, thermometerState } from '../state/thermometer-state.js';
import type { DeviceView } from './device-view.js';

/** Who made the thermometers of each vendor; of others it is not known. */
const MAKERS: Readonly<Partial<Record<ThermometerDto['vendor'], string>>> = {
  thermoworks: 'ThermoWorks',
  fireboard: 'FireBoard',
  meater: 'MEATER',
};

/** The thermometers as Home Assistant knows them: one device each. */
@Injectable()
export class ThermometerViews {
  private isComplete = false;

  constructor(
    private readonly thermometers: ThermometersService,
    private readonly known: KnownThermometers,
  ) {}

  /** Reads the thermometers that an earlier process knew. */
  async restore(): Promise<void> {
    this.isComplete ||= await this.thermometers.restored();
  }

  /** The same as `ids`; undefined while there may be others, so that none can be said to be gone. */
  get allIds(): readonly string[] | undefined {
    return this.isComplete ? this.ids : undefined;
  }

  /** Those that have a probe and are not gone from their accounts. */
  get ids(): readonly string[] {
    return this.known.all.filter(({ removed, probes }) => !removed && probes.size > 0).map(({ id }) => id);
  }

  of(thermometerId: string): DeviceView | undefined {
    const known = this.known.thermometer(thermometerId);
    if (known === undefined || known.removed || known.probes.size === 0) return undefined;
    const report = this.thermometers.report(thermometerId);
    return report && viewOf(report);
  }
}

function viewOf(report: ThermometerDto): DeviceView {
  const { thermometer_id: id, vendor, name, model, probes } = report;
  const maker = MAKERS[vendor];
  return {
    kind: 'thermometer',
    id,
    signature: [name, model, ...probes.flatMap((probe) => [probe.probe_id, probe.kind, probe.name])].join(
      '\n',
    ),
    describe: () => ({
      ...{ kind: 'thermometer', id, name: name.trim() || id, entities: thermometerEntities(report) },
      facts: {
        ...(maker === undefined ? {} : { manufacturer: maker }),
        ...(model === '' ? {} : { model }),
        serial_number: id,
      },
    }),
    isAvailable: isReachable(report),
    stateAfter: () => thermometerState(report),
  };
}
