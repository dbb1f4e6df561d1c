import { Controller, Get, Header, Inject, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { IncomingMessage } from 'node:http';
import { OwnerPassword } from '../../auth/owner/owner-password.js';
import { SessionOfRequest } from '../../auth/owner/session-of-request.js';
import { isLoopbackAddress } from '../../config/addresses.js';
import { Environment } from '../../config/environment.js';
import { DocumentedResponse } from '../../http/documented-response.decorator.js';
import { Public } from '../../http/public.decorator.js';
import { TimeSpeed } from '../../shared/time-speed.js';
import { SessionStateDto } from './dto/session-state.dto.js';

/** Injection token of a function that reads the version of the release. */
export const RELEASE_VERSION = Symbol('version of the release');

/** The route on which a page learns whether its browser is signed in, and renews its CSRF token. */
@ApiTags('owner')
@Controller('owner/session')
export class SessionStateController {
  constructor(
    private readonly sessions: SessionOfRequest,
    private readonly password: OwnerPassword,
    private readonly environment: Environment,
    private readonly speed: TimeSpeed,
    @Inject(RELEASE_VERSION) private readonly version: () => string,
  ) {}

  /** Whether this browser is signed in as the owner. It is open: without a session it says so. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Public()
  @ApiOperation({ operationId: 'getSession', summary: 'Whether this browser is signed in' })
  @DocumentedResponse(SessionStateDto, 'Signed in or not; never an error for want of a session.')
  async show(@Req() request: IncomingMessage): Promise<SessionStateDto> {
    const current = await this.sessions.find(request);
    return {
      password_set: await this.password.isSet(),
      // A browser that has lost one of the two cookies signs in again.
      signed_in: current?.mayChange === true,
      csrf_token: current?.mayChange === true ? current.csrfToken : null,
      // Only a simulated cloud runs on the machine of the server.
      simulated: isLoopbackAddress(this.environment.anovaWebsocketUrl),
      simulated_speed: this.speed.simulated,
      version: this.version(),
    };
  }
}
