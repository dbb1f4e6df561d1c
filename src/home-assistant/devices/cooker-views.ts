import { Injectable } from '@nestjs/common';
import { CookingService } from '../../cooking/cooking.service.js';
import { instant } from '../../cooking/status/instant.js';
import { CookerGateway } from '../../device/cooker-gateway.js';
import { nameInApp } from '../../device/visible-cookers.js';
import type { CookerState, Observation } from '../../device/cooker-state.js';
import { Clock } from '../../shared/clock.js';
import { visibleName } from '../../shared/printable.js';
import { COOKER_ENTITIES } from '../discovery/cooker-entities.js';
import { cookerState, type CookerStateMessage } from '../state/cooker-state.js';
import type { DeviceView } from './device-view.js';

/** Every cooker may be seen. */
const EVERYTHING = {};

/** The cookers of the account as Home Assistant knows them. */
@Injectable()
export class CookerViews {
  /** When each state was true, by the wall clock: worked out once, or the instant would tremble. */
  private readonly instants = new WeakMap<Observation, string>();

  constructor(
    private readonly cooking: CookingService,
    private readonly gateway: CookerGateway,
    private readonly clock: Clock,
  ) {}

  /** The cookers that can be used; undefined before the cloud has listed them. */
  get ids(): readonly string[] | undefined {
    const { listed, cookers } = this.gateway.account;
    return listed
      ? [...cookers.values()].filter(({ supported }) => supported).map(({ id }) => id)
      : undefined;
  }

  of(cookerId: string): DeviceView | undefined {
    const { listed, cookers } = this.gateway.account;
    const cooker = listed ? cookers.get(cookerId) : undefined;
    return cooker?.supported === true ? this.viewOf(cooker) : undefined;
  }

  private viewOf(cooker: CookerState): DeviceView {
    const { id, type } = cooker;
    const status = this.cooking.status(EVERYTHING, id);
    const name = visibleName(nameInApp(cooker)).trim() || 'Cooker';
    const facts = {
      status,
      readingAt: this.readingAt(cooker),
      lowWater: lowWater(cooker),
    };
    return {
      kind: 'cooker',
      id,
      signature: `${type} ${name}`,
      describe: () => ({
        ...{ kind: 'cooker', id, name, entities: COOKER_ENTITIES },
        facts: { manufacturer: 'Anova', model: 'Precision Cooker', model_id: type, serial_number: id },
      }),
      isAvailable: status.device_online,
      stateAfter: (before) => ({ ...cookerState(facts, before as CookerStateMessage | undefined) }),
    };
  }

  private readingAt({ latest }: CookerState): string | null {
    if (latest === undefined) return null;
    const known = this.instants.get(latest);
    if (known !== undefined) return known;
    const age = this.clock.monotonic() - latest.seenAt;
    const at = instant(new Date(this.clock.now().getTime() - age));
    this.instants.set(latest, at);
    return at;
  }
}

function lowWater({ latest }: CookerState): boolean | null {
  if (latest === undefined) return null;
  const { fault, warnings = [] } = latest.reading;
  return fault === 'low-water' || warnings.includes('low-water');
}
