import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { deviceName } from '../../../auth/owner/device-name.js';
import { Environment } from '../../../config/environment.js';
import { instant } from '../../../cooking/status/instant.js';
import { DocumentedResponse } from '../../../http/documented-response.decorator.js';
import { InvalidRequestError } from '../../../http/http-errors.js';
import { PerMinute } from '../../../http/rate-limit.decorator.js';
import { RequiresScope } from '../../../http/scope.decorators.js';
import { Clock } from '../../../shared/clock.js';
import {
  EndedSubscriptionDto,
  PushSubscriptionDto,
  PushSubscriptionsDto,
} from './dto/push-subscriptions.dto.js';
import { SubscribeDto } from './dto/subscribe.dto.js';
import { PushIdentity } from './push-identity.js';
import {
  endpointFault,
  keysIn,
  serviceOf,
  subscriptionId,
  type PushSubscription,
} from './push-subscription.js';
import { PushSubscriptions } from './push-subscriptions.js';
import { contactOf } from './vapid-token.js';
import { SubscriptionNotFoundError } from './web-push.errors.js';

/** Subscriptions that one address may make in a minute: each writes to the disk. */
const MADE_PER_MINUTE = 30;

/** The routes about the browsers that receive messages. */
@ApiTags('owner')
@RequiresScope('owner')
@Controller('owner/push-subscriptions')
export class WebPushController {
  constructor(
    private readonly subscriptions: PushSubscriptions,
    private readonly identity: PushIdentity,
    private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  /** The browsers that receive messages. */
  @Get()
  @ApiOperation({ operationId: 'listPushSubscriptions', summary: 'List the browsers that receive messages' })
  @DocumentedResponse(PushSubscriptionsDto, 'The browsers, and the key that a subscription needs.')
  async list(): Promise<PushSubscriptionsDto> {
    const { publicKey } = await this.identity.keys();
    return { public_key: publicKey, subscriptions: (await this.subscriptions.list()).map(toDto) };
  }

  /** Has messages sent to a browser; a repeat changes nothing. */
  @Post()
  @HttpCode(HttpStatus.OK)
  @PerMinute(MADE_PER_MINUTE)
  @ApiOperation({ operationId: 'subscribeToPush', summary: 'Have messages sent to a browser' })
  @DocumentedResponse(PushSubscriptionDto, 'It receives messages from now on.')
  async subscribe(@Body() body: SubscribeDto, @Req() request: Request): Promise<PushSubscriptionDto> {
    const subscription = this.subscriptionIn(body, request);
    await this.subscriptions.add(subscription);
    return toDto(subscription);
  }

  /** Has no more messages sent to a browser. */
  @Delete(':id')
  @ApiOperation({ operationId: 'unsubscribeFromPush', summary: 'Have no more messages sent to a browser' })
  @DocumentedResponse(EndedSubscriptionDto, 'It receives no more messages.')
  async unsubscribe(@Param('id') id: string): Promise<EndedSubscriptionDto> {
    if (!(await this.subscriptions.remove(id))) throw new SubscriptionNotFoundError();
    return { ended: 1 };
  }

  /** @throws InvalidRequestError */
  private subscriptionIn({ endpoint, keys: given }: SubscribeDto, { headers }: Request): PushSubscription {
    const fault = endpointFault(endpoint, this.environment.alertAllowPrivate);
    if (fault !== undefined) throw invalid('endpoint', fault);
    const keys = keysIn(given.p256dh, given.auth);
    if (keys === undefined) throw invalid('keys', 'must be those of a PushSubscription');
    const contact = contactOf(headers.origin) ?? null;
    const made = { id: subscriptionId(endpoint), endpoint, keys, contact };
    return { ...made, device: deviceName(headers['user-agent']), subscribedAt: this.clock.now().getTime() };
  }
}

const invalid = (field: string, fault: string): InvalidRequestError =>
  new InvalidRequestError(`${field} ${fault}.`, { details: { field } });

const toDto = (subscription: PushSubscription): PushSubscriptionDto => ({
  id: subscription.id,
  device: subscription.device,
  push_service: serviceOf(subscription),
  subscribed_at: instant(new Date(subscription.subscribedAt)),
});
