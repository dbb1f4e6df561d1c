import { Controller, Delete, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { OwnerSession } from '../../auth/owner/owner-session.js';
import { OwnerSessions } from '../../auth/owner/owner-sessions.js';
import { removedCookies } from '../../auth/owner/session-cookies.js';
import { SessionOfRequest } from '../../auth/owner/session-of-request.js';
import { instant } from '../../cooking/status/instant.js';
import { DocumentedResponse } from '../../http/documented-response.decorator.js';
import { RequiresScope } from '../../http/scope.decorators.js';
import { SESSION_ID_LENGTH } from '../sessions.commands.js';
import { EndedDto } from './dto/ended.dto.js';
import { OwnerSessionDto, OwnerSessionsDto } from './dto/owner-session.dto.js';
import { SessionNotFoundError } from './owner-api.errors.js';

/** The routes about the browsers in which the owner is signed in. */
@ApiTags('owner')
@RequiresScope('owner')
@Controller('owner/sessions')
export class OwnerSessionsController {
  constructor(
    private readonly sessions: OwnerSessions,
    private readonly ofRequest: SessionOfRequest,
  ) {}

  /** The browsers in which the owner is signed in. */
  @Get()
  @ApiOperation({ operationId: 'listSessions', summary: 'List where the owner is signed in' })
  @DocumentedResponse(OwnerSessionsDto, 'The browsers, the one that was used last in front.')
  async list(@Req() request: Request): Promise<OwnerSessionsDto> {
    const current = await this.digestOf(request);
    return { sessions: (await this.sessions.list()).map((session) => toDto(session, current)) };
  }

  /** Signs out one browser; this one too. */
  @Delete(':id')
  @ApiOperation({ operationId: 'endSession', summary: 'Sign out a browser' })
  @DocumentedResponse(EndedDto, 'It is signed out.')
  async end(
    @Param('id') id: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<EndedDto> {
    const current = await this.digestOf(request);
    const ended = id.length < SESSION_ID_LENGTH ? 0 : await this.sessions.end(id);
    if (ended === 0) throw new SessionNotFoundError();
    if (current?.startsWith(id)) response.setHeader('Set-Cookie', removedCookies(request));
    return { ended };
  }

  private async digestOf(request: Request): Promise<string | undefined> {
    return (await this.ofRequest.find(request))?.session.digest;
  }
}

const toDto = (
  { digest, device, by, madeAt, usedAt, expiresAt }: OwnerSession,
  current: string | undefined,
): OwnerSessionDto => ({
  id: digest.slice(0, SESSION_ID_LENGTH),
  device,
  signed_in_by: by,
  signed_in_at: instant(new Date(madeAt)),
  used_at: instant(new Date(usedAt)),
  expires_at: instant(new Date(expiresAt)),
  current: digest === current,
});
