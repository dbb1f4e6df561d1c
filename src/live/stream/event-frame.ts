/** What ends a line, and what ends a chunk of HTTP/1.1. */
const END = '\r\n';

/** An event before it is framed. */
export interface EventContent {
  /** What the client sends back as `Last-Event-ID`; left out, the client keeps the id before. */
  readonly id?: string;
  readonly event: string;
  /** Its data as JSON, which has no line breaks. */
  readonly json: string;
  /** Milliseconds after which the client reconnects, from now on. */
  readonly retry?: number;
}

/**
 * A piece of a stream of Server-Sent Events, with the framing of a chunk of HTTP/1.1. It is made once and written
 * unchanged to every client that gets it.
 */
export class EventFrame {
  /** The piece as a chunk of HTTP/1.1's chunked transfer coding. */
  readonly chunk: Buffer;

  /** @param number the number of the event in its stream; 0 for a piece without one */
  constructor(
    text: string,
    readonly number = 0,
  ) {
    const length = Buffer.byteLength(text);
    const head = length.toString(16) + END;
    // Not from the shared pool: a frame that is kept would keep all of its 8 KB.
    this.chunk = Buffer.allocUnsafeSlow(head.length + length + END.length);
    this.chunk.write(head, 0, 'latin1');
    this.chunk.write(text, head.length);
    this.chunk.write(END, head.length + length, 'latin1');
  }

  /** The piece without the framing of a chunk, for clients of HTTP/1.0. */
  get content(): Buffer {
    return this.chunk.subarray(this.chunk.indexOf(END) + END.length, -END.length);
  }
}

/** An event as text. */
export const eventText = ({ id, event, json, retry }: EventContent): string =>
  [
    ...(retry === undefined ? [] : [`retry: ${retry}`]),
    ...(id === undefined ? [] : [`id: ${id}`]),
    `event: ${event}`,
    `data: ${json}`,
    '\n',
  ].join('\n');

/** A comment: it keeps proxies from closing a connection on which nothing moves, and clients ignore it. */
export const HEARTBEAT = new EventFrame(':\n\n');
