import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

/** Frame header of a close with a two-byte code: FIN, opcode 8, unmasked. */
const CLOSE_FRAME = [0x88, 0x02] as const;

/** One client's connection, and the ways in which it can go wrong. */
export class ClientConnection {
  /** When false, pings get no pong. */
  respondsToPings = true;
  /** Resolves once either side has ended the connection. */
  readonly closed: Promise<void>;
  private frozen = false;

  /**
   * @param wire the stream under the socket, for what no well-behaved server would write
   * @param accessories what the client subscribed to: `APC`, `APO`
   */
  constructor(
    private readonly socket: WebSocket,
    private readonly wire: Duplex,
    readonly accessories: ReadonlySet<string>,
  ) {
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
    socket.on('ping', (data) => this.pong(data));
    // A broken client must not bring the cloud down; ws closes the connection after this event.
    socket.on('error', () => socket.terminate());
  }

  /** Receives every message, as text, until the connection is frozen or closed. */
  onMessage(hear: (raw: string) => void): void {
    this.socket.on('message', (data: Buffer) => {
      if (!this.frozen) hear(data.toString());
    });
  }

  /** Sends text and bytes as they are, anything else as JSON. Silently lost on a dead connection. */
  send(frame: unknown): void {
    if (this.frozen || this.socket.readyState !== this.socket.OPEN) return;
    // The socket learns of a failed write in the next turn only, and each further one would fail anew.
    if (this.wire.errored !== null) return;
    const isRaw = typeof frame === 'string' || Buffer.isBuffer(frame);
    this.socket.send(isRaw ? frame : JSON.stringify(frame));
  }

  /** Half-open: nothing is sent or read any more, but the socket stays. */
  freeze(): void {
    this.frozen = true;
    this.socket.pause();
  }

  /** Cuts the connection without a close frame: the client sees 1006. */
  drop(): void {
    this.socket.terminate();
  }

  /** Closes with `code`, also one that ws would refuse to send; without a code the client sees 1005. */
  close(code?: number, reason = ''): void {
    if (this.frozen) return;
    if (code === undefined) this.socket.close();
    else if (isSendable(code)) this.socket.close(code, reason);
    else this.write(Buffer.from([...CLOSE_FRAME, code >> 8, code & 0xff]));
  }

  /** Writes bytes past the protocol, such as a broken frame. */
  write(bytes: Buffer): void {
    if (!this.frozen) this.wire.write(bytes);
  }

  private pong(data: Buffer): void {
    if (this.respondsToPings && !this.frozen) this.socket.pong(data);
  }
}

/** Whether RFC 6455 lets an endpoint send this code. */
const isSendable = (code: number) =>
  (code >= 1000 && code <= 1014 && ![1004, 1005, 1006].includes(code)) || (code >= 3000 && code <= 4999);
