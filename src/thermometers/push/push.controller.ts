import { Body, Controller, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller } from '../../auth/access.guards.js';
import type { Principal } from '../../auth/principal.js';
import { DocumentedResponse } from '../../http/documented-response.decorator.js';
import { LargestBody } from '../../http/largest-body.decorator.js';
import { RequiresScope } from '../../http/scope.decorators.js';
import { PushReadingsDto, TakenReadingsDto } from '../dto/push-readings.dto.js';
import { PushedReadings } from './pushed-readings.js';

/** 1,000 readings, with long names and blanks between, in bytes. */
const LARGEST = 256 * 1024;

/** The route on which devices of your own push readings. */
@ApiTags('thermometers')
@Controller('readings')
export class PushController {
  constructor(private readonly readings: PushedReadings) {}

  /**
   * Takes readings of probes that you read yourself.
   * @remarks A probe_id that is new appears as a probe of the thermometer http, and belongs to the key that pushed it first. It counts for no verdict until the owner trusts it. Readings that come more than 2 minutes late are shown and credit no kill. One wrong reading keeps no other from being taken; when all are wrong, the response is an error.
   */
  @Post()
  @HttpCode(HttpStatus.OK)
  @RequiresScope('readings:write')
  @LargestBody(LARGEST)
  @ApiOperation({ operationId: 'pushReadings', summary: 'Push readings of your own probes' })
  @DocumentedResponse(TakenReadingsDto, 'What was taken, and what was not.')
  push(@Body() { readings }: PushReadingsDto, @Caller() caller: Principal): Promise<TakenReadingsDto> {
    return this.readings.push(readings, caller);
  }
}
