import { Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { ApiKeyStore } from './api-key-store.js';
import type { Principal } from './principal.js';
import type { Found, RequestSource, TokenSource } from './principal-source.js';

/** Every principal that may send requests. Other modules add their sources to it when the application starts. */
@Injectable()
export class Principals {
  private readonly tokens: TokenSource[];
  private readonly requests: RequestSource[] = [];

  constructor(keys: ApiKeyStore) {
    this.tokens = [keys];
  }

  /** Adds a source of bearer tokens, which is asked after those before it. */
  addTokens(source: TokenSource): void {
    this.tokens.push(source);
  }

  /** Adds a source for requests without a bearer token. */
  addRequests(source: RequestSource): void {
    this.requests.push(source);
  }

  /** The principal of a bearer token. An API key is found at once, without a promise. */
  ofToken(token: string): Found {
    return firstOf(this.tokens, (source) => source.principalOf(token));
  }

  /** The principal of a request without a bearer token. */
  ofRequest(request: IncomingMessage): Found {
    return firstOf(this.requests, (source) => source.principalOf(request));
  }

  /** What the principal of this id may do now; undefined once it was revoked or has expired. */
  async current(id: string): Promise<Principal | undefined> {
    return firstOf([...this.tokens, ...this.requests], (source) => source.current(id));
  }
}

/** The first principal that a source knows. The next source is asked only when the one before knows none. */
function firstOf<Source>(sources: readonly Source[], ask: (source: Source) => Found, from = 0): Found {
  for (let index = from; index < sources.length; index++) {
    const found = ask(sources[index]!);
    if (found instanceof Promise)
      return found.then((principal) => principal ?? firstOf(sources, ask, index + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}
