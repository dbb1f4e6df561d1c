import { Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { AlertChannels } from './channels/alert-channels.js';
import { Outbox } from './outbox/outbox.js';

/**
 * Whether alerts reach people, in numbers, since health is public. It is always up: a channel in trouble never keeps a
 * cook from being started. Without a channel there is nothing to say.
 */
@Injectable()
export class AlertsHealth {
  constructor(
    private readonly channels: AlertChannels,
    private readonly outbox: Outbox,
    private readonly health: HealthIndicatorService,
  ) {}

  check(): HealthIndicatorResult {
    const channels = this.channels.all().length;
    if (channels === 0) return {};
    const { waiting, sending, failingChannels } = this.outbox.figures;
    return this.health.check('alerts').up({
      channels,
      failing_channels: failingChannels.length,
      unsent_messages: waiting + sending,
    });
  }
}
