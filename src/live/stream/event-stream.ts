import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastResponse } from '../../http/express-prototypes.js';
import type { EventFrame } from './event-frame.js';

/** The most bytes that may wait for a client to read them. Source: the contract of the stream. */
const MOST_UNSENT = 256 * 1024;

/** The headers of a stream: no cache keeps it, and no proxy changes it or collects it before passing it on. */
const HEADERS = [
  ...['Content-Type', 'text/event-stream; charset=utf-8'],
  ...['Cache-Control', 'no-store, no-transform'],
  ...['X-Accel-Buffering', 'no'],
] as const;

const STREAM = Symbol('the stream of a response');

interface StreamResponse extends ServerResponse {
  [STREAM]?: EventStream;
}

/** What the router keeps at a request while it looks for the handler. A stream lives long, and needs none of it. */
const LEFT_BY_ROUTER = ['next', 'params', 'route', '_parsedUrl', 'res'] as const;

/**
 * A response that goes on: a stream of Server-Sent Events to one client. Its frames are written to the socket as they
 * are, because `response.write` would frame each of them anew for each client.
 */
export class EventStream {
  /** The number of the last event that was written, or that the client had before. */
  position = 0;
  private readonly socket: Socket;

  private constructor(
    private readonly response: StreamResponse,
    private readonly left: (stream: EventStream) => void,
  ) {
    // Requests of a connection run in turn, so the response has its socket, and nothing else writes to it.
    this.socket = response.socket!;
  }

  /**
   * Sends the head of a stream and its first frames, in one piece.
   * @param left is called when the stream is over, whoever ended it
   */
  static begin(
    response: StreamResponse,
    first: readonly EventFrame[],
    left: (stream: EventStream) => void,
  ): EventStream {
    const stream = new EventStream(response, left);
    response[STREAM] = stream;
    response.on('close', leave);
    forget(response.req);
    const { socket } = stream;
    socket.cork();
    sendHead(response);
    response.flushHeaders();
    for (const frame of first) stream.write(frame);
    socket.uncork();
    return stream;
  }

  /** Writes an event, unless the client has it. A client that reads too slowly is disconnected; it can resume. */
  deliver(frame: EventFrame): void {
    if (frame.number <= this.position) return;
    this.position = frame.number;
    this.write(frame);
  }

  /** Writes a frame at the present position. */
  write(frame: EventFrame): void {
    const { socket } = this;
    const bytes = this.response.chunkedEncoding ? frame.chunk : frame.content;
    if (!socket.write(bytes) && socket.writableLength > MOST_UNSENT) socket.destroy();
  }

  /** Whether the client has yet to read what was written; then more should wait. */
  get isBehind(): boolean {
    return this.socket.writableNeedDrain;
  }

  get isOpen(): boolean {
    return !this.socket.destroyed && !this.response.writableEnded;
  }

  /** Calls back once the client has read what was written. */
  onceRead(act: () => void): void {
    this.socket.once('drain', act);
  }

  /** Notes that the connection is over. */
  close(): void {
    this.left(this);
  }

  /** Ends the stream; a client that wants more reconnects. */
  end(): void {
    if (!this.isOpen) return;
    this.response.end();
    // What a client does not read would keep the connection.
    if (this.isBehind) this.socket.destroy();
  }
}

/** A listener of every response: a function of its own for each stream would take memory. */
function leave(this: StreamResponse): void {
  this[STREAM]?.close();
}

function forget(request: IncomingMessage): void {
  const kept = request as unknown as Record<string, unknown>;
  for (const name of LEFT_BY_ROUTER) if (Object.hasOwn(kept, name)) kept[name] = undefined;
}

/** Responds to HEAD: what GET would send, without a stream. */
export function sendHeadOnly(response: ServerResponse): void {
  sendHead(response);
  response.end();
}

const sendHead = (response: ServerResponse): void => (response as FastResponse).writeHeadWith(HEADERS);
