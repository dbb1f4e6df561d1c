import { Injectable } from '@nestjs/common';
import { ArmingRefusedError } from '../../approvals/approvals.errors.js';
import type { Arming } from '../../approvals/arming.js';
import { Armings } from '../../approvals/armings.js';
import type { Principal } from '../../auth/principal.js';
import { Principals } from '../../auth/access.guards.js';
import { Environment } from '../../config/environment.js';
import { CookerGateway } from '../../device/cooker-gateway.js';
import { nameInApp, visibleTo } from '../../device/visible-cookers.js';
import { quoted } from '../../shared/printable.js';
import { chooseCooker } from '../tracking/cooker-choice.js';

/** What the owner asks for. */
export interface ArmingRequest {
  /** The id of the principal. */
  readonly principal: string;
  /** In ms. */
  readonly lasts: number;
  readonly starts: number;
  /** The cooker; undefined for the one that a start without `device_id` would choose. */
  readonly deviceId: string | undefined;
}

/** Arms principals that exist, on cookers that exist. */
@Injectable()
export class CookArmings {
  constructor(
    private readonly armings: Armings,
    private readonly principals: Principals,
    private readonly cooker: CookerGateway,
    private readonly environment: Environment,
  ) {}

  /**
   * @param by who decided
   * @throws ArmingRefusedError, the errors of choosing a cooker, StorageUnavailableError
   */
  async arm({ principal: id, lasts, starts, deviceId }: ArmingRequest, by: string): Promise<Arming> {
    const principal = await this.askingPrincipal(id);
    const account = visibleTo(principal, this.cooker.account);
    const cooker = chooseCooker(account, { asked: deviceId, preferred: this.environment.deviceId });
    const named = { cookerId: cooker.id, cookerName: nameInApp(cooker) };
    return this.armings.arm({ principal: id, ...named, lasts, starts, by });
  }

  /** A principal whose starts need consent. @throws ArmingRefusedError for any other */
  private async askingPrincipal(id: string): Promise<Principal> {
    const principal = await this.principals.current(id);
    if (principal === undefined) throw new ArmingRefusedError(`There is no key or client ${quoted(id)}.`);
    if (!principal.scopes.has('cook:start') || principal.startPolicy === 'never')
      throw new ArmingRefusedError(`${quoted(id)} may not start cooks, so arming it changes nothing.`);
    if (principal.startPolicy === 'trusted')
      throw new ArmingRefusedError(`${quoted(id)} starts cooks without asking, so it needs no arming.`);
    return principal;
  }
}
