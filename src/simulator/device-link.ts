/** How a cooker stands with the cloud. */
export type Reach = 'connected' | 'silent' | 'unplugged' | 'offline';

const ABILITIES: Record<
  Reach,
  { readonly hears: boolean; readonly speaks: boolean; readonly online: boolean }
> = {
  connected: { hears: true, speaks: true, online: true },
  silent: { hears: true, speaks: false, online: true },
  // No message is sent when it happens; a client that connects later gets it as offline.
  unplugged: { hears: false, speaks: false, online: false },
  offline: { hears: false, speaks: false, online: false },
};

/** The cooker's link to the cloud: what passes, and since when. */
export class DeviceLink {
  private reach: Reach = 'connected';
  private connected: number;
  private disconnected: number;

  /** @param at milliseconds since 1970 */
  constructor(at: number) {
    this.connected = at;
    this.disconnected = at;
  }

  /** Whether commands reach the cooker. */
  get hears(): boolean {
    return ABILITIES[this.reach].hears;
  }

  /** Whether its states reach the cloud. */
  get speaks(): boolean {
    return ABILITIES[this.reach].speaks;
  }

  /** The messages that the cloud sends about it to a new client. */
  get online(): boolean {
    return ABILITIES[this.reach].online;
  }

  /** Milliseconds since 1970. */
  get connectedAt(): number {
    return this.connected;
  }

  /** Milliseconds since 1970. */
  get disconnectedAt(): number {
    return this.disconnected;
  }

  /** Changes how far it reaches, at `at` milliseconds since 1970. */
  tune(reach: Reach, at: number): void {
    const wasOnline = this.online;
    this.reach = reach;
    if (wasOnline && !this.online) this.disconnected = at;
    if (!wasOnline && this.online) this.connected = at;
  }
}
