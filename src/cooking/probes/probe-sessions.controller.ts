import { Body, Controller, Get, Headers, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Caller } from '../../auth/access.guards.js';
import type { Principal } from '../../auth/principal.js';
import { DocumentedResponse } from '../../http/documented-response.decorator.js';
import { RequiresScope } from '../../http/scope.decorators.js';
import { IDEMPOTENCY_KEY } from '../dto/request-id.js';
import { CookProbes } from './cook-probes.js';
import { BeginProbeSessionDto } from './dto/begin-probe-session.dto.js';
import { ProbeSessionDto, ProbeSessionsDto } from './dto/probe-session.dto.js';

const SESSION_ID = {
  name: 'session_id',
  description: 'The session, as GET /probe-sessions lists it.',
  schema: { type: 'string' },
};

/** The routes that follow food by a probe in it. Their remarks are the descriptions for assistants: at most 280 characters. */
@ApiTags('thermometers')
@Controller('probe-sessions')
export class ProbeSessionsController {
  constructor(private readonly probes: CookProbes) {}

  /**
   * Follows a food by a probe in it, alone or as part of a sous vide cook.
   * @remarks Says that a probe is in a food, on a grill, in an oven, or in a sous vide cook (cook_id). From then on its core is judged: log reductions, danger zone, time to the target. Ask where the probe is: it belongs in the thickest part.
   */
  @Post()
  @RequiresScope('probes:write')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ operationId: 'startProbeSession', summary: 'Follow a food by a probe in it' })
  @ApiHeader(IDEMPOTENCY_KEY)
  @DocumentedResponse(ProbeSessionDto, 'It is followed.')
  begin(
    @Body() body: BeginProbeSessionDto,
    @Headers(IDEMPOTENCY_KEY.name) header: string | undefined,
    @Caller() caller: Principal,
  ): Promise<ProbeSessionDto> {
    return this.probes.begin(body, caller, header);
  }

  /**
   * The probe sessions, newest first.
   * @remarks Lists the foods that are followed by a probe, with the core temperature and its age, what is killed so far, and when the target is reached. Pass on warnings; never call food pasteurised unless verdict says so.
   */
  @Get()
  @RequiresScope('status:read')
  @ApiOperation({ operationId: 'getProbeSessions', summary: 'Read all probe sessions' })
  @DocumentedResponse(ProbeSessionsDto, 'Those that run, and the last 20 that have ended.')
  list(@Caller() caller: Principal): Promise<ProbeSessionsDto> {
    return this.probes.list(caller);
  }

  /** One probe session. */
  @Get(':session_id')
  @RequiresScope('status:read')
  @ApiOperation({ operationId: 'getProbeSession', summary: 'Read one probe session' })
  @ApiParam(SESSION_ID)
  @DocumentedResponse(ProbeSessionDto, 'The session, also when it has ended.')
  find(@Param('session_id') sessionId: string, @Caller() caller: Principal): Promise<ProbeSessionDto> {
    return this.probes.find(sessionId, caller);
  }

  /**
   * Ends a probe session; one that has ended stays as it is.
   * @remarks Ends the session of a probe when the food is done or the probe leaves it, and returns the final verdict. The probe can then be used for another food.
   */
  @Post(':session_id/end')
  @RequiresScope('probes:write')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ operationId: 'endProbeSession', summary: 'End a probe session' })
  @ApiParam(SESSION_ID)
  @DocumentedResponse(ProbeSessionDto, 'It has ended.')
  end(@Param('session_id') sessionId: string, @Caller() caller: Principal): Promise<ProbeSessionDto> {
    return this.probes.end(sessionId, caller);
  }
}
