import { Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import type { AssistantOperation } from '../assistant/operation.js';
import { InsufficientScopeError } from '../auth/auth.errors.js';
import type { Principal } from '../auth/principal.js';
import { RateLimitGuard, RequestCounter, clientAddress } from '../auth/rate-limit.guard.js';
import { InvalidRequestError } from '../http/http-errors.js';
import { assertShallow, DEEPEST } from '../http/request-body.js';
import { calledBy } from './called-operations.js';

/** The most messages of one request. Only the protocol of 2025-03-26 has several, and its clients send a few. */
const MOST_MESSAGES = 16;
/** Levels that a message has around the arguments of a call; a list of messages adds one. */
const ENVELOPE = 4;
/** Starts that one address may send in a minute, as by POST /start-cook. */
const STARTS_PER_MINUTE = 60;

/** Decides whether the messages of an MCP client are handled: by the scopes of its principal and the rate limits. */
@Injectable()
export class McpAdmission {
  private readonly starts = new RequestCounter(STARTS_PER_MINUTE);

  constructor(private readonly limits: RateLimitGuard) {}

  /** @throws InsufficientScopeError, RateLimitedError, InvalidRequestError */
  async admit(body: unknown, { scopes }: Principal, request: IncomingMessage): Promise<void> {
    const messages: readonly unknown[] = Array.isArray(body) ? body : [body];
    if (messages.length > MOST_MESSAGES)
      throw new InvalidRequestError(`A request may hold at most ${MOST_MESSAGES} messages.`);
    assertShallow(body, DEEPEST + ENVELOPE);
    const called = messages.map(calledBy);
    const forbidden = called.find((operation) => operation !== undefined && !scopes.has(operation.scope));
    if (forbidden !== undefined) throw new InsufficientScopeError(forbidden.scope);
    const address = clientAddress(request);
    for (const operation of called) await this.count(operation, address);
  }

  /** Stopping a cook is never limited. */
  private async count(operation: AssistantOperation | undefined, address: string): Promise<void> {
    if (operation?.operationId === 'stopCook') return;
    await this.limits.countRequest(address);
    if (operation?.operationId === 'startCook') await this.starts.count(address);
  }
}
