import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { CoddleError } from '../../shared/errors.js';
import { loadLater } from '../../shared/load-later.js';
import { errorPageFor } from './oauth-error-page.js';
import { STATUS_OF } from '../../http/http-errors.js';
import { CLIENT_SCOPES } from './client-scopes.js';
import { ClientDocuments } from './client-documents.js';
import { GRANT_LIFETIME } from './client-grant.js';
import { OAUTH_PATHS, resourceOf } from './oauth-addresses.js';
import { OAuthKeys } from './oauth-keys.js';
import { CLIENT_AUTH_ALGORITHMS, CLIENT_AUTH_METHODS, SIGNING_ALGORITHM } from './oauth-metadata.js';
import { OAuthStore } from './oauth-store.js';
import { createServer } from './server/create-server.js';
import type { LoadedServer, ServerSetup } from './server/contract.js';

/** Issuers whose servers are kept: with `PUBLIC_URL` there is one, without it one for each name of the loopback address. */
const MOST_ISSUERS = 6;

/** The authorization server. Its library takes 27 MB, so it is loaded with the first request of OAuth. */
@Injectable()
export class AuthorizationServer {
  private readonly logger = new Logger('AuthorizationServer');
  private readonly loaded = new Map<string, Promise<LoadedServer>>();

  constructor(
    private readonly store: OAuthStore,
    private readonly keys: OAuthKeys,
    private readonly clients: ClientDocuments,
    private readonly clock: Clock,
  ) {}

  /** The server of an issuer. */
  of(issuer: string): Promise<LoadedServer> {
    const known = this.loaded.get(issuer);
    if (known !== undefined) return known;
    if (this.loaded.size >= MOST_ISSUERS) this.loaded.clear();
    const loading = this.load(issuer);
    this.loaded.set(issuer, loading);
    // A full disk may have space later.
    loading.catch(() => this.loaded.delete(issuer));
    return loading;
  }

  private async load(issuer: string): Promise<LoadedServer> {
    const loading = loadLater(() => import('./server/library.js'));
    const [library, secrets] = await Promise.all([loading, this.keys.read()]);
    return createServer(library, { ...this.setupFor(issuer), ...secrets });
  }

  private setupFor(issuer: string): Omit<ServerSetup, 'signingKey' | 'cookieKeys'> {
    return {
      issuer,
      resource: resourceOf(issuer),
      scopes: CLIENT_SCOPES,
      paths: OAUTH_PATHS,
      authMethods: CLIENT_AUTH_METHODS,
      authAlgorithms: CLIENT_AUTH_ALGORITHMS,
      signingAlgorithm: SIGNING_ALGORITHM,
      grantLifetime: GRANT_LIFETIME / 1000,
      storage: {
        store: this.store,
        publishedClient: (id) => this.clients.find(id),
        withKeys: (metadata) => this.clients.withKeys(metadata),
        now: () => this.clock.now().getTime(),
      },
      errorPage: errorPageFor,
      onFailure: (error) => this.failed(error),
    };
  }

  /** An error of this server keeps its status; anything else is a bug. */
  private failed(error: unknown): number {
    if (error instanceof CoddleError && error.kind !== 'bug') return STATUS_OF[error.kind];
    this.logger.error(error instanceof Error ? error.stack : String(error));
    return STATUS_OF.bug;
  }
}
