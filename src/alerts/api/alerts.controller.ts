import { Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Caller } from '../../auth/access.guards.js';
import type { Principal } from '../../auth/principal.js';
import { DocumentedResponse } from '../../http/documented-response.decorator.js';
import { RequiresScope } from '../../http/scope.decorators.js';
import { AcknowledgedAlertDto, AlertsDto, AlertWithDeliveriesDto } from '../dto/alert.dto.js';
import { AlertsQueryDto } from '../dto/alerts-query.dto.js';
import { AlertsService } from './alerts.service.js';

const ALERT_ID = {
  name: 'alert_id',
  description: 'The alert, as GET /alerts lists it.',
  schema: { type: 'string' },
};

/** The routes about alerts. Their remarks are the descriptions for assistants: at most 280 characters. */
@ApiTags('alerts')
@Controller('alerts')
export class AlertsController {
  constructor(private readonly alerts: AlertsService) {}

  /**
   * The alerts, newest first.
   * @remarks Lists the alerts that are not over (state: open), or also those of the past (all): what is wrong, since when, whether somebody acknowledged it. Read them when asked whether something is wrong, and pass summary on. For more send next_cursor as cursor.
   */
  @Get()
  @RequiresScope('status:read')
  @ApiOperation({ operationId: 'listAlerts', summary: 'List the alerts' })
  @DocumentedResponse(AlertsDto, 'A page of the alerts; an empty one is the end.')
  list(@Query() query: AlertsQueryDto, @Caller() caller: Principal): Promise<AlertsDto> {
    return this.alerts.list(query, caller);
  }

  /** One alert with everything that was sent about it, and every attempt. */
  @Get(':alert_id')
  @RequiresScope('status:read')
  @ApiOperation({ operationId: 'getAlert', summary: 'Read one alert' })
  @ApiParam(ALERT_ID)
  @DocumentedResponse(AlertWithDeliveriesDto, 'The alert, also when it is over.')
  find(@Param('alert_id') alertId: string, @Caller() caller: Principal): Promise<AlertWithDeliveriesDto> {
    return this.alerts.find(alertId, caller);
  }

  /**
   * Acknowledges an alert that fires: no further channel is tried. Repeating it changes nothing.
   * @remarks Notes that a person has seen an alert that fires, so that no further channel is tried. It mends nothing. Acknowledge one only when the user says so, never by yourself. One that is over or acknowledged stays as it is, and status says so.
   */
  @Post(':alert_id/acknowledge')
  @RequiresScope('alerts:write')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ operationId: 'acknowledgeAlert', summary: 'Acknowledge an alert' })
  @ApiParam(ALERT_ID)
  @DocumentedResponse(AcknowledgedAlertDto, 'It is acknowledged, or was before, or is over.')
  acknowledge(
    @Param('alert_id') alertId: string,
    @Caller() caller: Principal,
  ): Promise<AcknowledgedAlertDto> {
    return this.alerts.acknowledge(alertId, caller);
  }
}
