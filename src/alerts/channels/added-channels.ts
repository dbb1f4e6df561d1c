import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { Clock, type Cancel } from '../../shared/clock.js';
import { loadLater } from '../../shared/load-later.js';
import { milliseconds } from '../../shared/units.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import { ChannelRegistry } from './channel-registry.js';
import { MqttChannel } from './mqtt/mqtt.channel.js';
import { mqttTarget } from './mqtt/mqtt-target.js';
import { PushIdentity } from './web-push/push-identity.js';
import { PushSubscriptions } from './web-push/push-subscriptions.js';
import { contactOf } from './web-push/vapid-token.js';
import { WebPushChannel } from './web-push/web-push.channel.js';

/** When the subscriptions are read again, while the database cannot be used. */
const READ_AGAIN = milliseconds(30_000);

/**
 * Adds the channels that need more than settings: those of MQTT, and that of Web Push while a browser is subscribed.
 */
@Injectable()
export class AddedChannels implements OnModuleInit, OnApplicationShutdown {
  private readonly webPush: WebPushChannel;
  private cancel: Cancel = () => undefined;

  constructor(
    private readonly channels: ChannelRegistry,
    private readonly subscriptions: PushSubscriptions,
    identity: PushIdentity,
    private readonly environment: Environment,
    private readonly clock: Clock,
  ) {
    const contact = contactOf(environment.publicUrl);
    const { sender } = channels;
    this.webPush = new WebPushChannel({ subscriptions, identity, sender, clock, contact });
  }

  onModuleInit(): void {
    const { clock, environment } = this;
    for (const settings of this.channels.mqttSettings) {
      const target = mqttTarget(settings, environment.mqttUrl, environment.mqttPrefix);
      if (target === undefined) continue;
      this.channels.add(new MqttChannel({ name: settings.name, target, clock, loadClient }));
    }
    this.subscriptions.follow((count) => {
      if (count > 0) this.channels.add(this.webPush);
      else this.channels.remove(this.webPush.name);
    });
  }

  /**
   * Reads which browsers are subscribed; a start-up step, before messages are sent. It never rejects. Until that can be
   * read, some may be: what is to be sent waits for it, and is not given up.
   */
  async open(): Promise<void> {
    try {
      await this.subscriptions.list();
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      this.channels.add(this.webPush);
      this.cancel = this.clock.after(READ_AGAIN, () => void this.open());
    }
  }

  onApplicationShutdown(): void {
    this.cancel();
  }
}

const loadClient = async () =>
  (await loadLater(() => import('../../thermometers/vendors/mqtt/library.js'))).MqttClient;
