import { LRUCache } from 'lru-cache';
import type { Clock } from '../../shared/clock.js';
import { UnreadableDocumentError, type OutsideDocuments } from './outside-documents.js';

/** The shortest use of a document before it is read again, and that of one whose server says nothing, in milliseconds. */
const SHORTEST_USE = 60_000;
const USUAL_USE = 5 * 60_000;
/** Documents and failures that are kept. */
const MOST_KEPT = 100;

/** What distinguishes one kind of document from another. */
export interface DocumentTerms<Content> {
  /** The largest document, in bytes. */
  readonly largest: number;
  /** The longest use of a document, whatever its server says, in milliseconds. */
  readonly longestUse: number;
  /** @throws UnreadableDocumentError when the document cannot be used */
  readonly parse: (document: Readonly<Record<string, unknown>>, address: string) => Content;
}

interface Kept<Content> {
  readonly until: number;
  readonly content: Promise<Content>;
}

/** JSON documents from outside, each kept for as long as its server says. */
export class KeptDocuments<Content> {
  private readonly kept = new LRUCache<string, Kept<Content>>({ max: MOST_KEPT });

  constructor(
    private readonly documents: OutsideDocuments,
    private readonly clock: Clock,
    private readonly terms: DocumentTerms<Content>,
  ) {}

  /** The content of the document at an address. @throws UnreadableDocumentError */
  async get(address: string): Promise<Content> {
    const known = this.kept.get(address);
    if (known !== undefined && this.clock.monotonic() < known.until) return known.content;
    const read = this.documents.read(address, this.terms.largest);
    const content = read.then(({ text }) => this.terms.parse(jsonIn(text), address));
    // A failure is kept as well, so that this server cannot be made to ask another one again and again.
    this.keep(address, SHORTEST_USE, content);
    const { headers } = await read;
    await content;
    this.keep(address, this.useOf(headers['cache-control']), content);
    return content;
  }

  private keep(address: string, use: number, content: Promise<Content>): void {
    content.catch(() => undefined);
    this.kept.set(address, { until: this.clock.monotonic() + use, content });
  }

  private useOf(cacheControl = ''): number {
    const seconds = /(?:^|[,\s])max-age\s*=\s*(\d{1,9})/i.exec(cacheControl)?.[1];
    const use = seconds === undefined ? USUAL_USE : Number(seconds) * 1000;
    return Math.min(Math.max(use, SHORTEST_USE), this.terms.longestUse);
  }
}

function jsonIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Readonly<Record<string, unknown>>;
  } catch {
    // The same refusal as for JSON that is no object.
  }
  throw new UnreadableDocumentError('is no JSON object');
}
