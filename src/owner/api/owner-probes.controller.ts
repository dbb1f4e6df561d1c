import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller } from '../../auth/access.guards.js';
import type { Principal } from '../../auth/principal.js';
import { DocumentedResponse } from '../../http/documented-response.decorator.js';
import { RequiresScope } from '../../http/scope.decorators.js';
import { OwnerProbes } from '../owner-probes.js';
import { OwnerProbeDto, OwnerProbesDto, TrustProbeDto } from './dto/owner-probe.dto.js';

/** The routes with which the owner decides which pushed probes count. */
@ApiTags('owner')
@RequiresScope('owner')
@Controller('owner/probes')
export class OwnerProbesController {
  constructor(private readonly probes: OwnerProbes) {}

  /** The probes that keys push. */
  @Get()
  @ApiOperation({ operationId: 'listPushedProbes', summary: 'List the probes that keys push' })
  @DocumentedResponse(OwnerProbesDto, 'Every one, whether it is trusted or not.')
  async list(): Promise<OwnerProbesDto> {
    return { probes: await this.probes.list() };
  }

  /** Has the readings of a pushed probe count for verdicts. */
  @Post(':probe_id/trust')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ operationId: 'trustProbe', summary: 'Have a pushed probe count for verdicts' })
  @DocumentedResponse(OwnerProbeDto, 'It counts, and belongs to the key that pushed_by names.')
  trust(
    @Param('probe_id') id: string,
    @Body() { pushed_by: from }: TrustProbeDto,
    @Caller() owner: Principal,
  ): Promise<OwnerProbeDto> {
    return this.probes.trust(id, owner.id, from);
  }

  /** Has the readings of a pushed probe count for nothing. */
  @Post(':probe_id/distrust')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ operationId: 'distrustProbe', summary: 'Have a pushed probe count for nothing' })
  @DocumentedResponse(OwnerProbeDto, 'It is still shown.')
  distrust(@Param('probe_id') id: string, @Caller() owner: Principal): Promise<OwnerProbeDto> {
    return this.probes.distrust(id, owner.id);
  }
}
