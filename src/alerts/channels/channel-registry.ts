import { Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Clock } from '../../shared/clock.js';
import type { AlertChannel } from './alert-channel.js';
import { AlertChannels } from './alert-channels.js';
import { madeChannel } from './made-channel.js';
import { HttpSender, type SenderParts } from './sending/http-sender.js';
import { STANDARD_NAMES, type MqttSettings } from './settings/channel-settings.js';
import { channelsFound } from './settings/channels-found.js';
import type { AlertEnvironment } from './settings/environment-channels.js';

/** The channels that the settings set up, and those that other parts add. */
export class ChannelRegistry extends AlertChannels implements OnModuleInit, OnApplicationShutdown {
  /** Sentences about channels that cannot be used, without secrets. */
  readonly problems: readonly string[];
  /** The topics of MQTT brokers that are set up; their channels are added. */
  readonly mqttSettings: readonly MqttSettings[];
  /** Sends requests to addresses that were checked; for channels that are added. */
  readonly sender: HttpSender;
  private readonly order: readonly string[];
  private readonly channels = new Map<string, AlertChannel>();
  private readonly logger = new Logger('Alerts');

  /** @param network another way to reach hosts, for tests */
  constructor(
    environment: AlertEnvironment,
    clock: Clock,
    network: Pick<SenderParts, 'resolve' | 'ca'> = {},
  ) {
    super();
    const { channels, problems } = channelsFound(environment);
    this.problems = problems;
    this.sender = new HttpSender({ allowPrivate: environment.alertAllowPrivate, clock, ...network });
    this.order = [...new Set([...STANDARD_NAMES, ...channels.map(({ name }) => name)])];
    this.mqttSettings = channels.filter((one) => one.kind === 'mqtt');
    for (const settings of channels) {
      const channel = madeChannel(settings, { sender: this.sender, clock });
      if (channel !== undefined) this.add(channel);
    }
  }

  onModuleInit(): void {
    for (const problem of this.problems) this.logger.warn(problem);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled(this.all().map(async (channel) => channel.close?.()));
  }

  /** Adds a channel that is made elsewhere, or puts it in the place of the one of its name. */
  add(channel: AlertChannel): void {
    this.channels.set(channel.name, channel);
  }

  /** Takes a channel out. */
  remove(name: string): void {
    this.channels.delete(name);
  }

  /** All channels in the order of the settings. */
  all(): readonly AlertChannel[] {
    return [...this.channels.values()].sort((a, b) => this.place(a) - this.place(b));
  }

  /** The channel of a name; undefined where none is set up. */
  find(name: string): AlertChannel | undefined {
    return this.channels.get(name);
  }

  private place({ name }: AlertChannel): number {
    const place = this.order.indexOf(name);
    return place === -1 ? this.order.length : place;
  }
}
