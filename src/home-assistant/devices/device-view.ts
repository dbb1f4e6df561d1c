import type { Device } from '../discovery/device-message.js';
import type { DeviceKind } from '../topics.js';

/** What is published of a device. */
export type StateMessage = Readonly<Record<string, unknown>>;

/** A device as it is at one moment. */
export interface DeviceView {
  readonly kind: DeviceKind;
  readonly id: string;
  /** Differs whenever the description would: making that takes longer than everything else. */
  readonly signature: string;
  describe(): Device;
  /** Whether the device itself can be reached. */
  readonly isAvailable: boolean;
  /** @param before the state that was published last */
  stateAfter(before: StateMessage | undefined): StateMessage;
}
