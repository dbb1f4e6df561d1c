import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExtraModels, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Caller } from '../auth/access.guards.js';
import type { Principal } from '../auth/principal.js';
import { RequiresScope } from '../http/scope.decorators.js';
import { LiveQueryDto } from './dto/live-query.dto.js';
import { BusyEventDto, CookEventDto, ReadingEventDto, ResetEventDto } from './dto/live-events.dto.js';
import { LiveStreams } from './live-streams.js';

const STREAM = [
  'retry: 2000',
  'id: 5b0f6d1c92ae-41',
  'event: reading',
  'data: {"device_id":"kP3vXw9TqLz0aB7cR5mNdE","cook_id":null,"at":"2026-11-20T11:20:00Z","water_temp_celsius":21.4,"target_temp_celsius":65,"state":"idle"}',
  '\n',
].join('\n');

/** The stream of everything that changes. */
@ApiTags('live')
@Controller('live')
export class LiveController {
  constructor(private readonly streams: LiveStreams) {}

  /**
   * What changes, as it changes.
   * @remarks Server-Sent Events. `status`: the whole status of one cooker. `reading`: one point of the curve. `cook`: a cook started, changed or ended. `approval`: an approval, to whoever requested it and to the owner. `thermometer`: a thermometer with its probes, with each reading. The first event is `reset`, with the present state, unless the stream goes on from the event with the given id without a loss, which is possible for 10 minutes. `busy`: there is no stream now; try again after `retry`. A comment comes every 15 s. A client that does not read is disconnected, and can resume.
   */
  @Get()
  @RequiresScope('status:read')
  @ApiOperation({ operationId: 'streamLive', summary: 'Follow what changes' })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'The id of the last event that came.' })
  @ApiExtraModels(ResetEventDto, ReadingEventDto, CookEventDto, BusyEventDto)
  @ApiOkResponse({
    description: 'The events, each with its data as JSON.',
    content: { 'text/event-stream': { schema: { type: 'string' }, example: STREAM } },
  })
  follow(
    @Query() query: LiveQueryDto,
    @Caller() principal: Principal,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    return this.streams.serve({ principal, query, request, response });
  }
}
