import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Caller } from '../../auth/access.guards.js';
import type { Principal } from '../../auth/principal.js';
import { DocumentedResponse } from '../../http/documented-response.decorator.js';
import { RequiresScope } from '../../http/scope.decorators.js';
import { CookForecasts } from './cook-forecasts.js';
import { CookForecastDto } from '../dto/cook-forecast.dto.js';

/** The core of a food, so far and ahead. */
@ApiTags('history')
@Controller('cooks')
export class ForecastController {
  constructor(private readonly forecasts: CookForecasts) {}

  /**
   * The core of the food of a cook: modelled so far, and predicted while the cook is on.
   * @remarks Gives the core temperature as the safety engine models it from the measured water, and what follows if the water stays as it is: for a picture of the running cook. It is a forecast, not a measurement.
   */
  @Get(':cook_id/forecast')
  @RequiresScope('status:read')
  @ApiOperation({ operationId: 'getCookForecast', summary: 'Read how the core goes, so far and ahead' })
  @ApiParam({
    name: 'cook_id',
    description: 'The cook, as GET /status names it.',
    schema: { type: 'string' },
  })
  @DocumentedResponse(CookForecastDto, 'The core so far; of a cook that is on, the forecast too.')
  forecast(@Param('cook_id') cookId: string, @Caller() caller: Principal): Promise<CookForecastDto> {
    return this.forecasts.of(caller, cookId);
  }
}
