import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '../../shared/clock.js';
import { toClientMetadata, redirectProblem, type ClientMetadata } from './client-metadata.js';
import { OutsideDocuments, UnreadableDocumentError, type OutsideDocument } from './outside-documents.js';

/** The largest metadata document. Source: draft-ietf-oauth-client-id-metadata-document, section 6.6. */
const LARGEST_DOCUMENT = 5 * 1024;
/** How long a document is used before it is read again, in milliseconds: what its server says, within these bounds. */
const SHORTEST_USE = 60_000;
const LONGEST_USE = 24 * 3_600_000;
const USUAL_USE = 5 * 60_000;
/** Documents and failures that are kept. */
const MOST_KEPT = 100;
const LONGEST_ADDRESS = 2_048;
/** Shared secrets cannot be published (the same draft, section 4.1). */
const SECRET_METHODS = /^client_secret/;

/** What is known of a client by its metadata document: the metadata, or why there is none. */
export interface PublishedClient {
  readonly metadata?: ClientMetadata;
  /** A sentence that goes on after "it". */
  readonly problem?: string;
}

interface Kept {
  readonly until: number;
  readonly metadata: Promise<ClientMetadata>;
}

/** Whether a client id is the address of a metadata document: https with a path, and nothing that can be read in two ways. */
function isDocumentAddress(clientId: string): boolean {
  if (clientId.length > LONGEST_ADDRESS || !/^https:\/\/[^/?#\\@\s]+\/[^#\\\s]+$/.test(clientId))
    return false;
  // The parser resolves dot segments, lower-cases the host and drops the default port: then the address is another one.
  return URL.canParse(clientId) && new URL(clientId).href === clientId;
}

/** Clients that are known by the metadata documents that they publish at the address which is their id. */
@Injectable()
export class ClientDocuments {
  private readonly kept = new LRUCache<string, Kept>({ max: MOST_KEPT });

  constructor(
    private readonly documents: OutsideDocuments,
    private readonly clock: Clock,
  ) {}

  /** The client with this id; undefined when the id is not the address of a metadata document. */
  find(clientId: string): Promise<PublishedClient> | undefined {
    if (!isDocumentAddress(clientId)) return undefined;
    return this.metadataOf(clientId).then(
      (metadata) => ({ metadata }),
      (error: unknown) => {
        if (!(error instanceof UnreadableDocumentError)) throw error;
        return { problem: error.message };
      },
    );
  }

  /** @throws UnreadableDocumentError when there is no document that can be used */
  private async metadataOf(clientId: string): Promise<ClientMetadata> {
    const known = this.kept.get(clientId);
    if (known !== undefined && this.clock.monotonic() < known.until) return known.metadata;
    const read = this.documents.read(clientId, LARGEST_DOCUMENT);
    const metadata = read.then((document) => metadataIn(clientId, document));
    // A failure is kept as well, so that this server cannot be made to ask another one again and again.
    this.keep(clientId, SHORTEST_USE, metadata);
    const { headers } = await read;
    await metadata;
    this.keep(clientId, useOf(headers['cache-control']), metadata);
    return metadata;
  }

  private keep(clientId: string, use: number, metadata: Promise<ClientMetadata>): void {
    metadata.catch(() => undefined);
    this.kept.set(clientId, { until: this.clock.monotonic() + use, metadata });
  }
}

function useOf(cacheControl = ''): number {
  const seconds = /(?:^|[,\s])max-age\s*=\s*(\d{1,9})/i.exec(cacheControl)?.[1];
  const use = seconds === undefined ? USUAL_USE : Number(seconds) * 1000;
  return Math.min(Math.max(use, SHORTEST_USE), LONGEST_USE);
}

function metadataIn(clientId: string, { text }: OutsideDocument): ClientMetadata {
  const document = parsed(text);
  if (document['client_id'] !== clientId)
    throw new UnreadableDocumentError('names another client_id than its own address');
  if ('client_secret' in document || SECRET_METHODS.test(String(document['token_endpoint_auth_method'])))
    throw new UnreadableDocumentError('speaks of a client secret, which cannot be published');
  const problem = redirectProblem(document);
  if (problem !== undefined) throw new UnreadableDocumentError(`is not usable: ${problem}`);
  return toClientMetadata(document);
}

function parsed(text: string): ClientMetadata {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as ClientMetadata;
  } catch {
    // The same refusal as for JSON that is no object.
  }
  throw new UnreadableDocumentError('is no JSON object');
}
