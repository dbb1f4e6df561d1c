import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { AdapterContext, OAuthLibrary } from './contract.js';
import type { ClientMetadata } from '../client-metadata.js';
import type { KnownClient } from '../client-documents.js';
import type { OAuthDocument } from '../oauth-document.js';

/** The most registrations that wait for a person's consent. */
const MOST_REGISTRATIONS = 50;
/** How long one may wait, in milliseconds. */
const REGISTRATION_LIFETIME = 24 * 3_600_000;
/** For so long a registration keeps its place, in milliseconds: time to sign in and to consent. */
const REGISTRATION_KEEPS_PLACE = 15 * 60_000;
/** The most requests for authorization that wait for a person. */
const MOST_INTERACTIONS = 200;

/**
 * The library's storage on the table of this server. The library speaks of seconds, and puts a secret into the document
 * that it identifies; here it is left out, since the table holds digests of secrets only.
 */
export class StoredModel implements Adapter {
  constructor(
    private readonly kind: string,
    private readonly context: AdapterContext,
    private readonly errors: OAuthLibrary['errors'],
  ) {}

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    const document = this.toDocument(id, payload, expiresIn);
    const { store } = this.context;
    if (this.kind === 'ReplayDetection')
      return this.assert(await store.add(document), () => this.usedAssertion());
    if (this.kind === 'Client') return this.assert(await this.register(document), () => this.tooMany());
    if (this.kind === 'Interaction' && payload['result'] === undefined)
      return this.assert(await store.add(document, MOST_INTERACTIONS), () => this.tooMany());
    await store.save(document);
  }

  /** A flood of registrations must not keep a new client out for a day: older ones without consent make way. */
  private register(document: OAuthDocument): Promise<boolean> {
    const replaceable = this.context.now() + REGISTRATION_LIFETIME - REGISTRATION_KEEPS_PLACE;
    return this.context.store.add(document, MOST_REGISTRATIONS, replaceable);
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    if (this.kind === 'Client') return this.findClient(id);
    if (this.kind === 'AuthorizationCode') return this.findCode(id);
    const document = await this.context.store.find(this.kind, id);
    return document && toPayload(document);
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    const document = await this.context.store.findByUid(this.kind, uid);
    return document && toPayload(document);
  }

  /** No flow of this server has such codes. */
  findByUserCode(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  /** Of two requests with the same code or refresh token at the same time, the second one ends the grant. */
  async consume(id: string): Promise<void> {
    const { store } = this.context;
    if (await store.consume(this.kind, id)) return;
    const document = await store.findEven(this.kind, id);
    if (document?.grantId !== undefined) await store.removeGrant(document.grantId);
    throw new this.errors.InvalidGrant('already used');
  }

  async destroy(id: string): Promise<void> {
    const { store } = this.context;
    if (this.kind === 'Grant') await store.removeGrant(id);
    else await store.remove(this.kind, id);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.context.store.removeGrant(grantId);
  }

  private async findClient(id: string): Promise<AdapterPayload | undefined> {
    const published = this.context.publishedClient(id);
    if (published !== undefined) return this.usable(await published);
    const document = await this.context.store.find(this.kind, id);
    return document && this.usable(await this.context.withKeys(document.content as ClientMetadata));
  }

  /** A code that was used before is never valid, and ends its grant, also long after its 60 seconds. */
  private async findCode(id: string): Promise<AdapterPayload | undefined> {
    const { store, now } = this.context;
    const document = await store.findEven(this.kind, id);
    if (document?.consumedAt !== undefined && document.grantId !== undefined)
      await store.removeGrant(document.grantId);
    if (document === undefined || document.consumedAt !== undefined) return undefined;
    return now() < (document.expiresAt ?? 0) ? toPayload(document) : undefined;
  }

  private toDocument(id: string, payload: AdapterPayload, expiresIn?: number): OAuthDocument {
    const content = { ...payload };
    delete content.jti;
    const lifetime = this.kind === 'Client' ? REGISTRATION_LIFETIME : expiresIn && expiresIn * 1000;
    return {
      kind: this.kind,
      id,
      ...(payload.grantId !== undefined && { grantId: payload.grantId }),
      ...(payload.uid !== undefined && { uid: payload.uid }),
      ...(lifetime !== undefined && { expiresAt: this.context.now() + lifetime }),
      content,
    };
  }

  private usable({ metadata, problem = '' }: KnownClient): AdapterPayload {
    if (metadata !== undefined) return metadata;
    throw new this.errors.InvalidClientMetadata(`the client ${problem}`);
  }

  private usedAssertion(): Error {
    return new this.errors.InvalidClientAuth('the assertion was used before');
  }

  private tooMany(): Error {
    const error = new this.errors.OIDCProviderError(429, 'temporarily_unavailable');
    error.error_description = 'too many are waiting already: try again later';
    error.allow_redirect = false;
    return error;
  }

  private assert(held: boolean, problem: () => Error): void {
    if (!held) throw problem();
  }
}

function toPayload({ id, consumedAt, content }: OAuthDocument): AdapterPayload {
  return {
    ...content,
    jti: id,
    ...(consumedAt !== undefined && { consumed: Math.floor(consumedAt / 1000) }),
  };
}
