import { Injectable } from '@nestjs/common';
import { Approvals } from '../../approvals/approvals.js';
import type { Principal } from '../../auth/principal.js';
import { mayUse } from '../../device/visible-cookers.js';
import { CoddleError } from '../../shared/errors.js';
import { KnownThermometers } from '../../thermometers/registry/known-thermometers.js';
import { maySee, ThermometersService } from '../../thermometers/thermometers.service.js';
import type { Thing } from '../facts/observation.js';

/** Decides which things, and so which alerts, a principal may see. */
@Injectable()
export class AlertSight {
  constructor(
    private readonly known: KnownThermometers,
    private readonly thermometers: ThermometersService,
    private readonly approvals: Approvals,
  ) {}

  /** To be awaited before `sees`: after a start, the thermometers are known only once they are read. */
  async ready({ devices }: Pick<Principal, 'devices'>): Promise<void> {
    if (devices !== undefined) await this.thermometers.restored();
  }

  /**
   * Whether a principal may see the alerts about a thing. One that is limited to devices sees those of the cookers and
   * thermometers that it names.
   */
  sees(principal: Pick<Principal, 'devices'>, { kind, id, cookerId }: Thing): boolean {
    if (principal.devices === undefined) return true;
    if (cookerId !== null) return mayUse(principal, cookerId);
    if (kind === 'cooker') return mayUse(principal, id);
    return maySee(principal, kind === 'probe' ? (this.known.probe(id)?.thermometerId ?? '') : id);
  }

  /**
   * Whether a principal may know the approval that an alert is about: the owner every one, others those that they asked
   * for. All else is shown in full.
   */
  async seesInFull(
    { kind, id }: Pick<Principal, 'kind' | 'id'>,
    thing: Pick<Thing, 'kind' | 'id'>,
  ): Promise<boolean> {
    if (thing.kind !== 'approval' || kind === 'owner' || kind === 'cli') return true;
    try {
      return (await this.approvals.find(thing.id)).asker.id === id;
    } catch (error) {
      if (error instanceof CoddleError) return false;
      throw error;
    }
  }
}
