import type { JsonWebKey } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ClientMetadata } from '../client-metadata.js';
import type { KnownClient } from '../client-documents.js';
import type { OAuthStore } from '../oauth-store.js';
import type * as Library from './library.js';

/** The library, which is loaded with the first request. */
export type OAuthLibrary = typeof Library;

/** What a person is asked to consent to. */
export interface ConsentRequest {
  readonly uid: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly redirectUri: string;
  /** The scopes that the client asks for. */
  readonly scopes: readonly string[];
}

/** A person's decision: the grant that was made, or none. */
export type Decision = { readonly grantId: string } | 'denied';

/** A page as the library is to send it. */
export interface RenderedPage {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly text: string;
}

/** What the adapter of the library needs. */
export interface AdapterContext {
  readonly store: OAuthStore;
  /** A client that is known by its own metadata document; undefined when the id is not the address of one. */
  readonly publishedClient: (id: string) => Promise<KnownClient> | undefined;
  /** A client with the keys that it publishes. */
  readonly withKeys: (metadata: ClientMetadata) => Promise<KnownClient>;
  readonly now: () => number;
}

/** What the library is set up with. */
export interface ServerSetup {
  readonly issuer: string;
  readonly resource: string;
  readonly scopes: readonly string[];
  readonly signingKey: JsonWebKey;
  readonly cookieKeys: readonly string[];
  readonly storage: AdapterContext;
  readonly paths: Readonly<
    Record<'authorize' | 'token' | 'register' | 'revoke' | 'jwks' | 'consent', string>
  >;
  readonly authMethods: readonly string[];
  readonly authAlgorithms: readonly string[];
  readonly signingAlgorithm: string;
  /** Seconds. */
  readonly grantLifetime: number;
  /** The page for a person when the response cannot be sent to the client. */
  readonly errorPage: (status: number, code: string, description: string) => RenderedPage;
  /** Called with what was thrown and is no refusal. @returns the status of the response */
  readonly onFailure: (error: unknown) => number;
}

/** The authorization server of one issuer. */
export interface LoadedServer {
  /** Handles a request to one of its endpoints. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** What the browser of this request was sent to consent to; undefined when that has expired. */
  consentRequest(request: IncomingMessage, response: ServerResponse): Promise<ConsentRequest | undefined>;
  /** Makes a grant. @returns its id */
  createGrant(clientId: string, scopes: readonly string[], refused: readonly string[]): Promise<string>;
  /** Ends the consent. @returns the address that the browser goes on to */
  decide(request: IncomingMessage, response: ServerResponse, decision: Decision): Promise<string>;
}
