import { WebSocket, type RawData } from 'ws';
import type { Cancel, Clock } from '../../../shared/clock.js';
import { type Milliseconds, milliseconds } from '../../../shared/units.js';

const HANDSHAKE_TIMEOUT = milliseconds(10_000);
const CLOSE_TIMEOUT = milliseconds(1_000);
/** The largest frame that is taken, in bytes; real ones have a few thousand. */
const LARGEST_FRAME = 1024 * 1024;
const NORMAL_CLOSURE = 1000;
/** What a close frame without a code is reported as (RFC 6455, 7.1.5). */
const NO_CODE = 1005;
/** Of the errors by which the library says that it does not take what came: too large a frame, or none at all. */
const REFUSED_HERE = 'WS_ERR_';

/** How a socket ended. */
export interface SocketEnd {
  /** Refused with an HTTP status, never opened, closed after it was open, or ended after a silence. */
  readonly how: 'refused' | 'failed' | 'closed' | 'silent';
  /** For the log: a close code, a status or an error code, and never a library's words, which can hold the address. */
  readonly why: string;
  /** Closed by the cloud without a code. */
  readonly withoutCode?: boolean | undefined;
  /** Ended by this side, which refuses what came: that says nothing of the token. */
  readonly refusedHere?: boolean | undefined;
  /** HTTP status of a refusal. */
  readonly status?: number | undefined;
  /** How long it was open; undefined when it never was. */
  readonly openFor?: Milliseconds | undefined;
  readonly heardMessage: boolean;
  readonly heardPong: boolean;
}

interface SocketListener {
  readonly onOpen: () => void;
  /** A frame; a binary one, which the protocol does not have, comes as an empty text. */
  readonly onMessage: (text: string) => void;
  /** Comes once, and nothing comes after it. */
  readonly onEnd: (end: SocketEnd) => void;
}

/** One socket to Anova's cloud, from the attempt to connect to its end. */
export class AnovaSocket {
  private readonly heartbeat: Heartbeat;
  private readonly connectingSince: Milliseconds;
  private openedAt: Milliseconds | undefined;
  private heardMessage = false;
  private heardPong = false;
  private over = false;
  private cancelHandshake: Cancel | undefined;

  private constructor(
    private readonly socket: WebSocket,
    private readonly clock: Clock,
    private readonly listener: SocketListener,
    silenceLimit: Milliseconds,
  ) {
    this.connectingSince = clock.monotonic();
    this.heartbeat = new Heartbeat(clock, silenceLimit, {
      ask: () => socket.ping(),
      giveUp: () => this.end('silent', `nothing heard for ${silenceLimit / 1000} s`),
    });
  }

  /** Connects; `listener` hears everything that follows. */
  static connect(
    address: URL,
    clock: Clock,
    silenceLimit: Milliseconds,
    listener: SocketListener,
  ): AnovaSocket {
    const socket = new WebSocket(address, {
      maxPayload: LARGEST_FRAME,
      perMessageDeflate: false,
      // One frame for each turn of the event loop: a flood of frames delays requests by one frame at most.
      allowSynchronousEvents: false,
    });
    const connection = new AnovaSocket(socket, clock, listener, silenceLimit);
    connection.listen();
    connection.cancelHandshake = clock.after(HANDSHAKE_TIMEOUT, () =>
      connection.end('failed', 'no response to the handshake'),
    );
    return connection;
  }

  /** Sends a frame; false when the socket is not open. A frame that was sent need not arrive. */
  send(text: string): boolean {
    if (this.over || this.socket.readyState !== WebSocket.OPEN) return false;
    this.socket.send(text);
    return true;
  }

  /** When this side acts next even if the other side stays silent; on the monotonic clock. */
  get nextDeadline(): Milliseconds {
    return this.openedAt === undefined
      ? milliseconds(this.connectingSince + HANDSHAKE_TIMEOUT)
      : this.heartbeat.nextDeadline;
  }

  /** Closes the socket in order; the listener hears no more. */
  close(): void {
    if (!this.finish()) return;
    const cancel = this.clock.after(CLOSE_TIMEOUT, () => this.socket.terminate());
    this.socket.once('close', cancel);
    this.socket.close(NORMAL_CLOSURE);
  }

  private listen(): void {
    // A socket goes on reporting after its end; `over` keeps all of that from the listener.
    this.socket.on('open', () => this.opened());
    this.socket.on('message', (data, isBinary) => this.message(data, isBinary));
    this.socket.on('ping', () => this.heard());
    this.socket.on('pong', () => {
      this.heardPong = true;
      this.heard();
    });
    this.socket.on('unexpected-response', (_request, { statusCode }) =>
      this.end('refused', `HTTP status ${statusCode}`, { status: statusCode }),
    );
    this.socket.on('error', (error) => this.failed(codeOf(error)));
    this.socket.on('close', (code) => this.closed(code));
  }

  private get howEnded() {
    return this.openedAt === undefined ? 'failed' : 'closed';
  }

  private failed(code: string): void {
    this.end(this.howEnded, code, code.startsWith(REFUSED_HERE) ? { refusedHere: true } : {});
  }

  private closed(code: number): void {
    this.end(this.howEnded, `close code ${code}`, code === NO_CODE ? { withoutCode: true } : {});
  }

  private opened(): void {
    if (this.over) return;
    this.cancelHandshake?.();
    this.openedAt = this.clock.monotonic();
    this.heartbeat.heard();
    // While the socket is surely alive, a pong shows whether this cloud responds to pings at all.
    this.socket.ping();
    this.listener.onOpen();
  }

  private message(data: RawData, isBinary: boolean): void {
    if (this.over) return;
    this.heardMessage = true;
    this.heartbeat.heard();
    this.listener.onMessage(isBinary ? '' : (data as Buffer).toString());
  }

  private heard(): void {
    if (!this.over) this.heartbeat.heard();
  }

  private end(how: SocketEnd['how'], why: string, more: Partial<SocketEnd> = {}): void {
    if (!this.finish()) return;
    this.socket.terminate();
    const { heardMessage, heardPong, openedAt } = this;
    const openFor = openedAt === undefined ? undefined : milliseconds(this.clock.monotonic() - openedAt);
    this.listener.onEnd({ how, why, ...more, openFor, heardMessage, heardPong });
  }

  /** False when it was over before. */
  private finish(): boolean {
    if (this.over) return false;
    this.over = true;
    this.cancelHandshake?.();
    this.heartbeat.stop();
    return true;
  }
}

/** The code of an error such as ECONNREFUSED. */
function codeOf(error: Error): string {
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' && /^[A-Z0-9_]{3,60}$/.test(code) ? code : 'an error without a code';
}

/** How long after a ping the connection counts as dead, in ms. */
const GRACE = 10_000;

/** What is done about silence. */
interface SilenceActions {
  /** Sends a ping. */
  readonly ask: () => void;
  /** Nothing came before or after the ping: the connection is dead. */
  readonly giveUp: () => void;
}

/** Distinguishes a dead connection from a quiet one: it pings after a silence, and gives up when nothing follows. */
export class Heartbeat {
  private cancel: Cancel | undefined;
  private next = milliseconds(-Infinity);

  /** @param limit the longest silence of a living connection; its last 10 s come after the ping */
  constructor(
    private readonly clock: Clock,
    private readonly limit: Milliseconds,
    private readonly actions: SilenceActions,
  ) {}

  /** When it pings or gives up next, on the monotonic clock. */
  get nextDeadline(): Milliseconds {
    return this.next;
  }

  /** Something was received: the silence begins anew. */
  heard(): void {
    this.stop();
    this.plan(milliseconds(this.limit - GRACE), () => this.ask());
  }

  /** Ends the heartbeat. */
  stop(): void {
    this.cancel?.();
  }

  private ask(): void {
    // Two steps, so that a machine that slept through both moments still lets the other side respond.
    this.plan(milliseconds(GRACE), this.actions.giveUp);
    this.actions.ask();
  }

  private plan(delay: Milliseconds, act: () => void): void {
    this.next = milliseconds(this.clock.monotonic() + delay);
    this.cancel = this.clock.after(delay, act);
  }
}
