import { Controller, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AcceptsClients } from '../auth/accepts-clients.decorator.js';
import { callerOf } from '../auth/bearer.guard.js';
import { JsonRpcBody } from '../http/json-rpc-body.js';
import { OwnOriginOnly } from '../http/origin.guard.js';
import { Unlimited } from '../http/rate-limit.decorator.js';
import { ScopesInside } from '../http/scope.decorators.js';
import { McpAdmission } from './mcp-admission.js';
import { McpChallengeFilter } from './mcp-challenge.filter.js';
import { McpEndpoint } from './mcp-endpoint.js';
import { readableCall } from './readable-call.js';

/**
 * The address of the Model Context Protocol. Other methods than POST are refused as at every address, which the
 * protocol allows to a server that keeps no sessions.
 */
@Controller('mcp')
@UseFilters(McpChallengeFilter)
export class McpController {
  constructor(
    private readonly admission: McpAdmission,
    private readonly endpoint: McpEndpoint,
  ) {}

  /** Handles the message of an MCP client. Its limits and scopes depend on the message: `McpAdmission` checks them. */
  @Post()
  @OwnOriginOnly()
  @JsonRpcBody()
  @AcceptsClients()
  @ScopesInside()
  @Unlimited()
  @ApiExcludeEndpoint()
  async handle(@Req() request: Request, @Res() response: Response): Promise<void> {
    const body = readableCall(request.body);
    const principal = callerOf(request)!;
    await this.admission.admit(body, principal, request);
    await this.endpoint.handle({ body, principal, request, response });
  }
}
