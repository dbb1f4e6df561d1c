import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller } from '../auth/access.guards.js';
import type { Principal } from '../auth/principal.js';
import { DocumentedResponse } from '../http/documented-response.decorator.js';
import { RequiresScope } from '../http/scope.decorators.js';
import { Clock } from '../shared/clock.js';
import { CookerGateway } from './cooker-gateway.js';
import { DevicesDto, toDevicesDto } from './devices.dto.js';
import { visibleTo } from './visible-cookers.js';

/** The route that lists the cookers of the account. */
@ApiTags('cooking')
@Controller('devices')
export class DevicesController {
  constructor(
    private readonly gateway: CookerGateway,
    private readonly clock: Clock,
  ) {}

  /**
   * The cookers of the account.
   * @remarks Lists the cookers of the account with the device_id of each. Needed only after DEVICE_AMBIGUOUS or DEVICE_NOT_FOUND, or when the user speaks of a certain cooker.
   */
  @Get()
  @RequiresScope('status:read')
  @ApiOperation({ operationId: 'listDevices', summary: 'List the cookers' })
  @DocumentedResponse(DevicesDto, 'The cookers, also those that cannot be used.')
  list(@Caller() caller: Principal): DevicesDto {
    return toDevicesDto(visibleTo(caller, this.gateway.account), this.clock.monotonic());
  }
}
