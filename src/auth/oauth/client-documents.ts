import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { toClientMetadata, redirectProblem, type ClientMetadata } from './client-metadata.js';
import { KeptDocuments } from './kept-documents.js';
import { OutsideDocuments, UnreadableDocumentError } from './outside-documents.js';

/** The largest metadata document. Source: draft-ietf-oauth-client-id-metadata-document, section 6.6. */
const LARGEST_DOCUMENT = 5 * 1024;
/** The largest set of keys. Source: the contract. */
const LARGEST_KEYS = 64 * 1024;
const HOUR = 3_600_000;
const LONGEST_ADDRESS = 2_048;
/** Shared secrets cannot be published (the same draft, section 4.1). */
const SECRET_METHODS = /^client_secret/;

/** What is known of a client: its metadata, or why there is none. */
export interface KnownClient {
  readonly metadata?: ClientMetadata;
  /** A sentence that goes on after "the client". */
  readonly problem?: string;
}

/** Whether a client id is the address of a metadata document: https with a path, and nothing that can be read in two ways. */
function isDocumentAddress(clientId: string): boolean {
  if (clientId.length > LONGEST_ADDRESS || !/^https:\/\/[^/?#\\@\s]+\/[^#\\\s]+$/.test(clientId))
    return false;
  // The parser resolves dot segments, lower-cases the host and drops the default port: then the address is another one.
  return URL.canParse(clientId) && new URL(clientId).href === clientId;
}

/** What clients publish: the metadata document at the address that is their id, and the keys that prove who they are. */
@Injectable()
export class ClientDocuments {
  private readonly metadata: KeptDocuments<ClientMetadata>;
  private readonly keys: KeptDocuments<object>;

  constructor(documents: OutsideDocuments, clock: Clock) {
    this.metadata = new KeptDocuments(documents, clock, {
      largest: LARGEST_DOCUMENT,
      longestUse: 24 * HOUR,
      parse: metadataIn,
    });
    this.keys = new KeptDocuments(documents, clock, {
      largest: LARGEST_KEYS,
      longestUse: HOUR,
      parse: keysIn,
    });
  }

  /** The client with this id; undefined when the id is not the address of a metadata document. */
  find(clientId: string): Promise<KnownClient> | undefined {
    if (!isDocumentAddress(clientId)) return undefined;
    return this.metadata
      .get(clientId)
      .then((metadata) => this.withKeys(metadata), problemWith('metadata document'));
  }

  /** A client with the keys that it publishes in the place of their address. */
  async withKeys({ jwks_uri: address, ...metadata }: ClientMetadata): Promise<KnownClient> {
    if (address === undefined) return { metadata };
    if (typeof address !== 'string' || !URL.canParse(address))
      return { problem: 'has no address of its keys' };
    return this.keys
      .get(address)
      .then((jwks) => ({ metadata: { ...metadata, jwks } }), problemWith('set of keys'));
  }
}

const problemWith =
  (what: string) =>
  (error: unknown): KnownClient => {
    if (!(error instanceof UnreadableDocumentError)) throw error;
    return { problem: `has a ${what} that ${error.message}` };
  };

function metadataIn(document: ClientMetadata, clientId: string): ClientMetadata {
  if (document['client_id'] !== clientId)
    throw new UnreadableDocumentError('names another client_id than its own address');
  if ('client_secret' in document || SECRET_METHODS.test(String(document['token_endpoint_auth_method'])))
    throw new UnreadableDocumentError('speaks of a client secret, which cannot be published');
  const problem = redirectProblem(document);
  if (problem !== undefined) throw new UnreadableDocumentError(`is not usable: ${problem}`);
  return toClientMetadata(document);
}

function keysIn({ keys }: Readonly<Record<string, unknown>>): object {
  if (!Array.isArray(keys)) throw new UnreadableDocumentError('holds no keys');
  return { keys };
}
