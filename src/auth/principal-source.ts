import type { IncomingMessage } from 'node:http';
import type { Principal } from './principal.js';

/** A principal now, or once something slower than memory was asked; undefined where there is none. */
export type Found = Principal | undefined | Promise<Principal | undefined>;

/** Something that bearer tokens belong to: the API keys, or the access tokens of OAuth. */
export interface TokenSource {
  /** The principal that a bearer token belongs to; undefined when the token is none of this source, or is no longer valid. */
  principalOf(token: string): Found;
  /** The principal of an id with its present rights; undefined when the id is none of this source, or was revoked. */
  current(id: string): Found;
}

/** Something that knows the principal of a request that carries no bearer token, such as the session of a browser. */
export interface RequestSource {
  /** The principal of a request; undefined when the request shows none. */
  principalOf(request: IncomingMessage): Found;
  /** The principal of an id with its present rights; undefined when the id is none of this source, or was revoked. */
  current(id: string): Found;
}
