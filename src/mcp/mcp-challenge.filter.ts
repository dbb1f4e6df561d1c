import { Catch } from '@nestjs/common';
import type { Request } from 'express';
import { OPERATIONS } from '../assistant/operations.js';
import { InsufficientScopeError, UnauthorizedError } from '../auth/auth.errors.js';
import { Environment } from '../config/environment.js';
import { ErrorFilter } from '../http/error.filter.js';
import { SCOPES } from '../http/scopes.js';
import type { CoddleError } from '../shared/errors.js';

/** Where the metadata of the resource /mcp is. Source: RFC 9728, section 3.1. */
const METADATA_PATH = '/.well-known/oauth-protected-resource/mcp';

/**
 * Sends errors as at every address, and shows a client without a valid token where it gets one: the metadata of this
 * resource, and the scopes of all tools, since clients ask for the scopes that are named here.
 */
@Catch()
export class McpChallengeFilter extends ErrorFilter {
  constructor(private readonly environment: Environment) {
    super();
  }

  protected override headersOf(error: CoddleError, request: Request): Readonly<Record<string, string>> {
    const metadata = `resource_metadata="${this.addressOf(request)}${METADATA_PATH}"`;
    if (error instanceof UnauthorizedError)
      return { 'WWW-Authenticate': `Bearer ${metadata}, scope="${TOOL_SCOPES}"` };
    if (error instanceof InsufficientScopeError)
      return { 'WWW-Authenticate': `${error.headers['WWW-Authenticate']}, ${metadata}` };
    return super.headersOf(error, request);
  }

  private addressOf({ headers }: Request): string {
    return this.environment.publicUrl ?? `http://${headers.host}`;
  }
}

const NEEDED: ReadonlySet<string> = new Set(OPERATIONS.map(({ scope }) => scope));
const TOOL_SCOPES = SCOPES.filter((scope) => NEEDED.has(scope)).join(' ');
