import { topicKey } from './discovery/keys.js';

/** The devices that have topics of their own. */
export type DeviceKind = 'server' | 'cooker' | 'thermometer';

/** What is published of a device: all of it is kept by the broker, but for its alerts. */
export interface DeviceTopics {
  readonly state: string;
  readonly availability: string;
  /** Each transition of an alert, once. */
  readonly alerts: string;
  /** The alert that is open, for who was not there when it began. */
  readonly alert: string;
}

/** What is heard of a cooker, and the responses. */
export interface CommandTopics {
  readonly start: string;
  readonly stop: string;
  readonly result: string;
}

/** Every topic of this server on the broker. */
export class Topics {
  /**
   * @param prefix what the topics of this server begin with
   * @param discoveryPrefix what those begin with at which Home Assistant discovers devices
   */
  constructor(
    readonly prefix: string,
    readonly discoveryPrefix: string,
  ) {}

  /** Whether this server is there: its will, and its first message. */
  get server(): string {
    return `${this.prefix}/server`;
  }

  /** Where Home Assistant says that it is there. */
  get homeAssistant(): string {
    return `${this.discoveryPrefix}/status`;
  }

  /** Where alerts are acknowledged, and the responses. */
  get acknowledge(): { readonly command: string; readonly result: string } {
    return { command: `${this.prefix}/alerts/acknowledge`, result: `${this.prefix}/alerts/result` };
  }

  /** Every command, as filters of a subscription. */
  get commands(): readonly string[] {
    return [`${this.prefix}/cooker/+/start`, `${this.prefix}/cooker/+/stop`, this.acknowledge.command];
  }

  of(kind: DeviceKind, id: string): DeviceTopics {
    const base = kind === 'server' ? this.server : `${this.prefix}/${kind}/${topicKey(id)}`;
    return {
      state: `${base}/state`,
      availability: kind === 'server' ? base : `${base}/availability`,
      alerts: `${base}/alerts`,
      alert: `${base}/alert`,
    };
  }

  commandsOf(cookerId: string): CommandTopics {
    return this.commandsAt(topicKey(cookerId));
  }

  /** The same by the level of the topic that names the cooker. */
  commandsAt(key: string): CommandTopics {
    const base = `${this.prefix}/cooker/${key}`;
    return { start: `${base}/start`, stop: `${base}/stop`, result: `${base}/result` };
  }

  /** Where a device is announced. */
  discovery(deviceId: string): string {
    return `${this.discoveryPrefix}/device/${deviceId}/config`;
  }
}
