import type { Clock } from '../../shared/clock.js';
import type { AlertChannel } from './alert-channel.js';
import { EmailChannel } from './email/email-channel.js';
import { NtfyChannel } from './ntfy/ntfy-channel.js';
import type { HttpSender } from './sending/http-sender.js';
import type { ChannelSettings } from './settings/channel-settings.js';
import { SmsChannel } from './sms/sms-channel.js';
import { WebhookChannel } from './webhook/webhook-channel.js';

/** What channels are made with. */
export interface ChannelParts {
  readonly sender: HttpSender;
  readonly clock: Clock;
}

/** The channel of its settings; undefined for MQTT, whose channel needs a connection. */
export function madeChannel(
  settings: ChannelSettings,
  { sender, clock }: ChannelParts,
): AlertChannel | undefined {
  switch (settings.kind) {
    case 'ntfy':
      return new NtfyChannel(settings, sender);
    case 'email':
      return new EmailChannel(settings, clock);
    case 'webhook':
      return new WebhookChannel(settings, sender, clock);
    case 'sms':
      return new SmsChannel(settings, sender);
    case 'mqtt':
      return undefined;
  }
}
