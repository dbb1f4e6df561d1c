import { Controller, Get, Inject, UseFilters } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import {
  HealthCheck,
  HealthCheckService,
  type HealthCheckResult,
  type HealthIndicatorResult,
} from '@nestjs/terminus';
import { Public } from '../http/public.decorator.js';
import { HealthResponseFilter } from './health-response.filter.js';
import { healthSchema } from './health.schema.js';

/** A health check; the module that it is about provides it. */
export interface Indicator {
  check(): HealthIndicatorResult | Promise<HealthIndicatorResult>;
}

/** The indicators that must all be up before a cook can be started. */
export const READINESS = Symbol('readiness');

/** The indicators that only inform, and are never down. */
export const INFORMATION = Symbol('information');

// Terminus' own documentation would load the swagger package by name, which a bundle has not.
const TERMINUS = { noCache: true, swaggerDocumentation: false };

/** Health checks for uptime monitors. Public and without a limit: they must not depend on other clients. */
@Public()
@ApiTags('health')
@UseFilters(HealthResponseFilter)
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    @Inject(READINESS) private readonly indicators: readonly Indicator[],
    @Inject(INFORMATION) private readonly information: readonly Indicator[],
  ) {}

  /** Succeeds while the process can serve requests, independent of all clouds and the cooker. */
  @Get()
  @HealthCheck(TERMINUS)
  @ApiOperation({ operationId: 'getHealth', summary: 'Whether the server runs' })
  @ApiOkResponse({ description: 'It runs.', schema: healthSchema('ok') })
  live(): Promise<HealthCheckResult> {
    return this.health.check(this.information.map((indicator) => async () => indicator.check()));
  }

  /** Names what stands in the way of a start. */
  @Get('ready')
  @HealthCheck(TERMINUS)
  @ApiOperation({ operationId: 'getReadiness', summary: 'Whether a cook could be started now' })
  @ApiOkResponse({ description: 'A cook could be started.', schema: healthSchema('ok') })
  @ApiServiceUnavailableResponse({
    description: 'A cook could not be started: error names what is down.',
    schema: healthSchema('error'),
  })
  ready(): Promise<HealthCheckResult> {
    return this.health.check(this.indicators.map((indicator) => async () => indicator.check()));
  }
}
