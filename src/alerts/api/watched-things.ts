import { Injectable } from '@nestjs/common';
import type { Principal } from '../../auth/principal.js';
import { CookerGateway } from '../../device/cooker-gateway.js';
import { mayUse } from '../../device/visible-cookers.js';
import { KnownThermometers } from '../../thermometers/registry/known-thermometers.js';
import { AlertThingNotFoundError, KeyLimitedError, UnfitRuleError } from './rule.errors.js';
import type { AlertRule } from '../rules/alert-rule.js';
import { AlertSight } from './alert-sight.js';

type Watched = Pick<AlertRule, 'kind' | 'thingId'>;

/** The things that rules can name, and who may have a rule about one. */
@Injectable()
export class WatchedThings {
  constructor(
    private readonly gateway: CookerGateway,
    private readonly known: KnownThermometers,
    private readonly sight: AlertSight,
  ) {}

  /** Whether a principal may read a rule: one that is limited to devices, those about all things and about its own. */
  mayWatch(principal: Pick<Principal, 'devices'>, { kind, thingId }: Watched): boolean {
    if (principal.devices === undefined || thingId === null) return true;
    return this.sight.sees(principal, { kind, id: thingId, name: '', cookerId: null });
  }

  /**
   * Refuses a rule about a thing that is not known, or that the principal may not see, which look alike.
   * @throws AlertThingNotFoundError, UnfitRuleError, KeyLimitedError for a rule about all things by a limited principal
   */
  assertMayWatch(principal: Pick<Principal, 'devices'>, { kind, thingId }: Watched): void {
    if (thingId === null) {
      if (principal.devices !== undefined) throw new KeyLimitedError();
      return;
    }
    if (kind === 'approval')
      throw new UnfitRuleError(
        'thing_id',
        'thing_id does not go with approval: such a rule watches all of them',
      );
    if (!this.mayWatch(principal, { kind, thingId }) || !this.isKnown(kind, thingId, principal))
      throw new AlertThingNotFoundError(kind);
  }

  private isKnown(
    kind: 'cooker' | 'probe' | 'thermometer',
    id: string,
    principal: Pick<Principal, 'devices'>,
  ): boolean {
    if (kind === 'probe') return this.known.probe(id) !== undefined;
    if (kind === 'thermometer') return this.known.thermometer(id) !== undefined;
    const { listed, cookers } = this.gateway.account;
    // Before the cloud has listed them, no cooker is known.
    return listed ? cookers.has(id) && mayUse(principal, id) : true;
  }
}
