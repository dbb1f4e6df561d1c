import { Controller, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AcceptsClients } from '../auth/accepts-clients.decorator.js';
import { callerOf } from '../auth/access.guards.js';
import { JsonRpcBody, UnreadableMessage } from '../http/json-rpc-body.js';
import { OwnOriginOnly } from '../http/address.guards.js';
import { Unlimited } from '../http/rate-limit.decorator.js';
import { ScopesInside } from '../http/scope.decorators.js';
import { CoddleError } from '../shared/errors.js';
import { McpAdmission } from './mcp-admission.js';
import { McpChallengeFilter } from './mcp-challenge.filter.js';
import { McpEndpoint, type McpRequest } from './mcp-endpoint.js';
import { readableCall } from './readable-call.js';
import { notAdmitted, STOP_CALL, stopInUnreadable, stopsInRefused } from './rescued-stop.js';

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
    const received: unknown = request.body;
    const principal = callerOf(request)!;
    if (received instanceof UnreadableMessage)
      return this.stopOrRefuse(received, { principal, request, response });
    const body = readableCall(received);
    try {
      await this.admission.admit(body, principal, request);
    } catch (refusal) {
      return this.stopInsteadOf(refusal, { body, principal, request, response });
    }
    await this.endpoint.handle({ body, principal, request, response });
  }

  /** A request that is not admitted is refused, but its stops are carried out. @throws the refusal */
  private async stopInsteadOf(refusal: unknown, { body, ...received }: McpRequest): Promise<void> {
    const { principal, request } = received;
    if (!(refusal instanceof CoddleError) || !principal.scopes.has('cook:stop')) throw refusal;
    const stops = stopsInRefused(body, request.headers, notAdmitted(body, refusal.message));
    if (stops.length === 0) throw refusal;
    await this.endpoint.stop(stops, received);
  }

  /** A message that cannot be read is refused, unless it is recognisably a stop. @throws its reason */
  private async stopOrRefuse(
    message: UnreadableMessage,
    { principal, request, response }: Omit<McpRequest, 'body'>,
  ): Promise<void> {
    const stop = stopInUnreadable(message, request.headers);
    if (stop === undefined) throw message.reason;
    await this.admission.admit(STOP_CALL, principal, request);
    await this.endpoint.stop([stop], { principal, request, response });
  }
}
