import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Principal } from '../principal.js';
import type { TokenSource } from '../principal-source.js';
import { withImplied } from '../../http/scopes.js';
import { Clock } from '../../shared/clock.js';
import { GRANT_LIFETIME, readAccessToken, readClientGrant, type ClientGrant } from './client-grant.js';
import { OAuthAddresses } from './oauth-addresses.js';
import type { OAuthDocument } from './oauth-document.js';
import { OAuthStore } from './oauth-store.js';

/** The kind of the documents that hold grants. */
const KIND = 'ClientGrant';
/** What stands before the id of a grant in the id of its principal. */
const PREFIX = 'oauth:';
/** The form of a token that this server issues: 256 random bits. Anything else is no access token. */
const TOKEN = /^[\w-]{43}$/;
/** Tokens whose principals are kept in memory. */
const MOST_KEPT = 100;
/** How long a token is believed until it is read again and its use is noted, in milliseconds. */
const READING_INTERVAL = 5 * 60_000;

interface KnownToken {
  readonly principal: Principal;
  /** Until when it is believed without a reading, in milliseconds since 1970. */
  readonly until: number;
}

/** The clients that the owner let in, and the principals of their access tokens. It works without the library. */
@Injectable()
export class ClientGrants implements TokenSource {
  private readonly known = new LRUCache<string, KnownToken>({ max: MOST_KEPT });
  /** Changes whenever something is withdrawn, so that a reading from before is not kept. */
  private generation = 0;

  constructor(
    private readonly store: OAuthStore,
    private readonly addresses: OAuthAddresses,
    private readonly clock: Clock,
  ) {
    store.onChange(() => this.forget());
  }

  async principalOf(token: string): Promise<Principal | undefined> {
    if (!TOKEN.test(token)) return undefined;
    const known = this.known.get(token);
    if (known !== undefined && this.now() < known.until) return known.principal;
    return this.read(token);
  }

  async current(id: string): Promise<Principal | undefined> {
    const grant = id.startsWith(PREFIX) ? await this.find(id.slice(PREFIX.length)) : undefined;
    return grant && toPrincipal(grant, grant.scopes);
  }

  /** Every grant that the owner gave and did not revoke, the newest first. */
  async list(): Promise<ClientGrant[]> {
    const documents = await this.store.list(KIND);
    return documents
      .map(({ content }) => readClientGrant(content))
      .sort((one, other) => other.grantedAt - one.grantedAt);
  }

  async find(grantId: string): Promise<ClientGrant | undefined> {
    const document = await this.store.find(KIND, grantId);
    return document && readClientGrant(document.content);
  }

  async save(grant: ClientGrant): Promise<void> {
    await this.store.save(toDocument(grant));
    this.forget();
  }

  /**
   * Changes what the owner chose for a client; it counts for the tokens that the client has.
   * @returns the grant as it is then; undefined when there is none
   */
  async change(
    grantId: string,
    chosen: Partial<Pick<ClientGrant, 'scopes' | 'startPolicy'>>,
  ): Promise<ClientGrant | undefined> {
    const changed = await this.store.change(KIND, grantId, (content) => ({ ...content, ...chosen }));
    this.forget();
    return changed && readClientGrant(changed.content);
  }

  /** A grant by its own id or by that of its principal. */
  async findByEitherId(id: string): Promise<ClientGrant | undefined> {
    return (await this.list()).find((grant) => [grant.grantId, principalIdOf(grant)].includes(id));
  }

  /** Takes a grant back with everything that was issued for it. @returns the grant; undefined when there is none */
  async revoke(grantId: string): Promise<ClientGrant | undefined> {
    const grant = await this.find(grantId);
    if (grant !== undefined) await this.store.removeGrant(grantId);
    return grant;
  }

  private async read(token: string): Promise<Principal | undefined> {
    const { generation } = this;
    const document = await this.store.find('AccessToken', token);
    if (document?.grantId === undefined) return undefined;
    const { audience, scopes } = readAccessToken(document.content);
    const grant = this.addresses.isOwnResource(audience) ? await this.find(document.grantId) : undefined;
    if (grant === undefined) return undefined;
    const principal = toPrincipal(
      grant,
      grant.scopes.filter((scope) => scopes.includes(scope)),
    );
    const until = Math.min(document.expiresAt ?? Infinity, this.now() + READING_INTERVAL);
    if (generation === this.generation) this.known.set(token, { principal, until });
    this.noteUse(grant.grantId);
    return principal;
  }

  /** A full disk must not shut a client out: then only the time of its last use is missing. */
  private noteUse(grantId: string): void {
    const lastUsedAt = this.now();
    this.store
      .change(KIND, grantId, (content) => ({ ...content, lastUsedAt }), 'later')
      .catch(() => undefined);
  }

  private forget(): void {
    this.generation += 1;
    this.known.clear();
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}

/** The id of the principal of a grant. */
export const principalIdOf = ({ grantId }: Pick<ClientGrant, 'grantId'>): string => `${PREFIX}${grantId}`;

const toDocument = (grant: ClientGrant): OAuthDocument => ({
  kind: KIND,
  id: grant.grantId,
  grantId: grant.grantId,
  uid: grant.clientId,
  expiresAt: grant.grantedAt + GRANT_LIFETIME,
  content: grant,
});

const toPrincipal = (grant: ClientGrant, scopes: ClientGrant['scopes']): Principal => ({
  kind: 'oauth',
  id: principalIdOf(grant),
  name: grant.name,
  host: grant.host,
  scopes: withImplied(scopes),
  startPolicy: grant.startPolicy,
});
