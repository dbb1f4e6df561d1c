import { Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Caller } from '../../auth/access.guards.js';
import type { Principal } from '../../auth/principal.js';
import { DocumentedResponse } from '../../http/documented-response.decorator.js';
import { PerMinute } from '../../http/rate-limit.decorator.js';
import { RequiresScope } from '../../http/scope.decorators.js';
import { AlertChannelsDto, ChannelTestDto } from '../dto/alert-channel.dto.js';
import { AlertDeliveriesDto } from '../dto/alert-delivery.dto.js';
import { AlertDeliveriesQueryDto } from '../dto/alerts-query.dto.js';
import { AlertChannelsService } from './alert-channels.service.js';

/** Tests that one address may send in a minute: each reaches somebody, and waits for the other side up to 16 s. */
const TESTS_PER_MINUTE = 6;
const NAME = {
  name: 'name',
  description: 'The channel, as GET /alert-channels lists it.',
  schema: { type: 'string' },
};

/** The routes about the ways to reach people, and what was sent. */
@ApiTags('alerts')
@Controller()
export class AlertChannelsController {
  constructor(private readonly channels: AlertChannelsService) {}

  /** The channels that are set up, without their secrets, and how their newest attempts ended. */
  @Get('alert-channels')
  @RequiresScope('status:read')
  @ApiOperation({ operationId: 'listAlertChannels', summary: 'List the channels of alerts' })
  @DocumentedResponse(AlertChannelsDto, 'The channels, in the order in which they are tried.')
  list(): Promise<AlertChannelsDto> {
    return this.channels.list();
  }

  /** Sends a test message through a channel, once, and waits for the other side. */
  @Post('alert-channels/:name/test')
  @RequiresScope('alerts:write')
  @HttpCode(HttpStatus.OK)
  @PerMinute(TESTS_PER_MINUTE)
  @ApiOperation({ operationId: 'testAlertChannel', summary: 'Send a test message' })
  @ApiParam(NAME)
  @DocumentedResponse(
    ChannelTestDto,
    'Whether the channel took it; a failure is one of the channel, not of the request.',
  )
  test(@Param('name') name: string, @Caller() caller: Principal): Promise<ChannelTestDto> {
    return this.channels.test(name, caller);
  }

  /** The log of the deliveries: what was sent, to which channel, with every attempt. */
  @Get('alert-deliveries')
  @RequiresScope('status:read')
  @ApiOperation({ operationId: 'listAlertDeliveries', summary: 'Read what was sent' })
  @DocumentedResponse(AlertDeliveriesDto, 'The newest deliveries, also tests of channels.')
  deliveries(
    @Query() query: AlertDeliveriesQueryDto,
    @Caller() caller: Principal,
  ): Promise<AlertDeliveriesDto> {
    return this.channels.deliveries(query, caller);
  }
}
