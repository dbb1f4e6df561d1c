import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { instant } from '../../cooking/status/instant.js';
import type { Principal } from '../../auth/principal.js';
import { Clock } from '../../shared/clock.js';
import { ifReadable } from '../../storage/storage.errors.js';
import { AlertChannelNotFoundError } from './rule.errors.js';
import { AlertStore } from '../alert-store.js';
import type { AlertChannel, AlertMessage } from '../channels/alert-channel.js';
import { ChannelRegistry } from '../channels/channel-registry.js';
import type {
  AlertChannelDto,
  AlertChannelsDto,
  ChannelResultDto,
  ChannelTestDto,
} from '../dto/alert-channel.dto.js';
import type { AlertDeliveriesDto } from '../dto/alert-delivery.dto.js';
import { USUAL_DELIVERIES, type AlertDeliveriesQueryDto } from '../dto/alerts-query.dto.js';
import type { Delivery } from '../outbox/delivery.js';
import { Outbox } from '../outbox/outbox.js';
import { ShownDeliveries } from './shown-deliveries.js';

/** How many of the newest deliveries are looked through for the last result of each channel, or for a limited key. */
const LOOKED_THROUGH = 500;

/** The channels as clients read and test them, and the log of the deliveries. */
@Injectable()
export class AlertChannelsService {
  constructor(
    private readonly channels: ChannelRegistry,
    private readonly outbox: Outbox,
    private readonly store: AlertStore,
    private readonly shown: ShownDeliveries,
    private readonly clock: Clock,
  ) {}

  /** The channels that are set up; while the database cannot be read, without how their newest attempts ended. */
  async list(): Promise<AlertChannelsDto> {
    const newest = (await ifReadable(this.store.deliveries(LOOKED_THROUGH))) ?? [];
    const channels = this.channels.all().map((channel) => toChannelDto(channel, newest));
    return { channels, problems: [...this.channels.problems], summary: channelsSentence(channels) };
  }

  /** Sends a test message once. @throws AlertChannelNotFoundError */
  async test(name: string, principal: Principal): Promise<ChannelTestDto> {
    const channel = this.channels.find(name);
    if (channel === undefined) throw new AlertChannelNotFoundError();
    const id = randomUUID();
    const { attempts } = await this.outbox.sendTest(name, id, this.testMessage(id, principal));
    const last = attempts.at(-1);
    const why = last?.result === 'sent' ? null : (last?.why ?? 'It is not known whether it arrived.');
    return {
      channel: name,
      status: why === null ? 'sent' : 'failed',
      why,
      summary:
        why === null
          ? `${name} took the test message. See whether it arrived.`
          : `${name} did not take the test message. ${why}`,
    };
  }

  /** The newest deliveries that a principal may see. @throws StorageUnavailableError */
  async deliveries(
    { limit = USUAL_DELIVERIES }: AlertDeliveriesQueryDto,
    principal: Principal,
  ): Promise<AlertDeliveriesDto> {
    // Of the newest, a key that is limited to devices may see a few only.
    const looked = principal.devices === undefined ? limit : LOOKED_THROUGH;
    const read = await this.store.deliveries(Math.max(limit, looked));
    return { deliveries: (await this.shown.to(principal, read)).slice(0, limit) };
  }

  private testMessage(id: string, { name }: Principal): AlertMessage {
    const now = this.clock.now();
    return {
      key: `test-${id}`,
      alertId: null,
      ruleId: null,
      notice: 'test',
      severity: 'info',
      title: 'Test of Coddle',
      text: `This is a test: ${name} asked for it at ${instant(now)}. Alerts reach you this way.`,
      thing: null,
      at: now.getTime(),
    };
  }
}

function toChannelDto(channel: AlertChannel, newest: readonly Delivery[]): AlertChannelDto {
  const { name, kind, target, dropsRepeats } = channel;
  return { name, kind, target, drops_repeats: dropsRepeats, last_result: lastResult(name, newest) };
}

/** The newest attempt on a channel. */
function lastResult(name: string, newest: readonly Delivery[]): ChannelResultDto | null {
  const attempts = newest.filter(({ channel }) => channel === name).flatMap((delivery) => delivery.attempts);
  const [last] = attempts.toSorted((one, other) => other.at - one.at);
  return last === undefined ? null : { at: instant(new Date(last.at)), result: last.result, why: last.why };
}

function channelsSentence(channels: readonly AlertChannelDto[]): string {
  if (channels.length === 0) return 'No channel is set up: alerts are shown on the page and sent nowhere.';
  const names = channels.map(({ name }) => name).join(', ');
  return channels.length === 1
    ? `One channel is set up: ${names}.`
    : `${channels.length} channels are set up: ${names}.`;
}
