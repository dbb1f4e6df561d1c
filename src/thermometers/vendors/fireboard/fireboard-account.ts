import { milliseconds } from '../../../shared/units.js';
import type { ProbeReading } from '../../thermometer.js';
import { ListedAccount, type ListedAccountOptions } from '../listed-account.js';
import type { Moment } from '../polling/cloud-time.js';
import type { FireboardCloud } from './connection/fireboard-cloud.js';
import { ageOf, factsOf, idOf, readingsOf } from './fireboard-facts.js';
import type { FireboardDevice, FireboardList } from './protocol/fireboard-devices.js';

/** Every 30 s is 120 of the 200 requests an hour that an account may send, and leaves the rest for the vendor's app. */
const PACE = { often: milliseconds(30_000), rarely: milliseconds(5 * 60_000) };

interface AccountOptions extends ListedAccountOptions {
  readonly cloud: FireboardCloud;
}

/** The account at FireBoard: one request reads all devices with their channels and newest readings. */
export class FireboardAccount extends ListedAccount<FireboardDevice> {
  readonly name = 'FireBoard';
  readonly command = 'fireboard';
  readonly pace = PACE;
  protected readonly thing = 'device';

  /** @param present ids of thermometers that may be gone from the account */
  constructor(
    private readonly options: AccountOptions,
    private readonly present: Set<string>,
  ) {
    super(options);
  }

  protected list(): Promise<FireboardList> {
    return this.options.cloud.devices();
  }

  protected seen(device: FireboardDevice, moment: Moment): void {
    this.present.add(idOf(device));
    this.options.sink.seen(factsOf(device, moment));
  }

  protected readingsOf(device: FireboardDevice, moment: Moment): readonly ProbeReading[] {
    return readingsOf(device, moment);
  }

  protected ageOf(device: FireboardDevice, moment: Moment): number | null {
    return ageOf(device, moment);
  }

  /** Reports the thermometers that the account no longer has. */
  protected unlisted(listed: readonly FireboardDevice[]): void {
    const ids = new Set(listed.map(idOf));
    for (const id of this.present) {
      if (ids.has(id)) continue;
      this.present.delete(id);
      this.options.sink.removed(id);
    }
  }
}
