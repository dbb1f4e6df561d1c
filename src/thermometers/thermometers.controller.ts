import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller } from '../auth/access.guards.js';
import type { Principal } from '../auth/principal.js';
import { DocumentedResponse } from '../http/documented-response.decorator.js';
import { RequiresScope } from '../http/scope.decorators.js';
import { ThermometersDto } from './dto/thermometers.dto.js';
import { ThermometersService } from './thermometers.service.js';

/** The route that lists the thermometers. */
@ApiTags('thermometers')
@Controller('thermometers')
export class ThermometersController {
  constructor(private readonly thermometers: ThermometersService) {}

  /**
   * The thermometers with their probes and newest readings.
   * @remarks Reads the wireless thermometers: of every probe its temperature, when that was measured, how old it is, the rate and the state. Use it when asked how warm the meat, the grill or the smoker is. A number is only as good as its age; null is no reading.
   */
  @Get()
  @RequiresScope('status:read')
  @ApiOperation({ operationId: 'getThermometers', summary: 'Read the thermometers' })
  @DocumentedResponse(ThermometersDto, 'Every thermometer, also those that are not heard at present.')
  list(@Caller() caller: Principal): Promise<ThermometersDto> {
    return this.thermometers.list(caller);
  }
}
