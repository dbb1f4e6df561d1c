import type { Principal } from '../../auth/principal.js';
import { mayUse } from '../../device/visible-cookers.js';
import type { StatusDto } from '../../cooking/dto/status.dto.js';

/** The cookers that some clients may see, and what these clients know of them. */
export class LiveView {
  /** The status that each cooker was last shown with. */
  readonly shown = new Map<string, StatusDto>();

  /** @param devices the cookers; undefined for all of them */
  constructor(
    readonly key: string,
    readonly devices: ReadonlySet<string> | undefined,
  ) {}

  sees(deviceId: string): boolean {
    return mayUse(this.principal, deviceId);
  }

  /** What functions need that ask what a principal may see. */
  get principal(): Pick<Principal, 'devices'> {
    return this.devices === undefined ? {} : { devices: this.devices };
  }
}

/** Equal for principals that may see the same cookers. */
export const viewKeyOf = ({ devices }: Pick<Principal, 'devices'>): string =>
  devices === undefined ? 'all' : JSON.stringify([...devices].sort());
