import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { printable } from '../shared/printable.js';
import { LoopbackPort } from './loopback-server.js';

/** A message is a few kilobytes at most. */
const LARGEST = 64 * 1024;
/** Characters of a message that are printed. */
const LONGEST = 400;
/** When the rule about batteries is quiet, in hours of the day: its setting in the server. */
const QUIET = { from: 22, to: 8 };
/** Milliseconds that a request may take. */
const TIMEOUT = 5_000;

/** The server of the demo, as it is asked. */
interface DemoServerAccess {
  /** Where it listens, without a slash at the end. */
  readonly address: string;
  readonly apiKey: string;
  /** The simulated time. */
  readonly now: Date;
  readonly signal: AbortSignal;
}

/**
 * Where the alerts of the demo arrive: a webhook on this machine. It does what any receiver should: it takes only what is
 * signed with its secret, and a message that comes twice only once.
 */
export class DemoAlerts {
  private readonly port = new LoopbackPort(0);
  private readonly keys = new Set<string>();

  /**
   * @param secret signs the messages
   * @param print is called with a line for each message
   */
  constructor(
    readonly secret: string,
    private readonly print: (line: string) => void,
  ) {}

  /** The address of the webhook. */
  get url(): string {
    return `http://${this.port.host}/alerts`;
  }

  listen(): Promise<void> {
    return this.port.open(() =>
      createServer((request, response) => {
        this.take(request, response).catch(() => request.destroy());
      }),
    );
  }

  close(): Promise<void> {
    return this.port.close();
  }

  /** Lets the alert about a battery come at once where it is night: a demo has no morning. */
  async comeAtNight({ address, apiKey, now, signal }: DemoServerAccess): Promise<void> {
    if (now.getHours() < QUIET.from && now.getHours() >= QUIET.to) return;
    const response = await fetch(`${address}/alert-rules/battery-low`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ quiet_hours: null }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]),
    }).catch(() => undefined); // it may be ending
    await response?.body?.cancel();
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const isOurs = body !== undefined && this.isSigned(request, body);
    if (isOurs) this.note(JSON.parse(body.toString()) as Readonly<Record<string, unknown>>);
    response.writeHead(isOurs ? 204 : 401).end();
  }

  private isSigned({ headers }: IncomingMessage, body: Buffer): boolean {
    const [timestamp, signature] = [headers['x-coddle-timestamp'], headers['x-coddle-signature']];
    const own = createHmac('sha256', this.secret)
      .update(`${String(timestamp)}.`)
      .update(body)
      .digest('hex');
    const [expected, received] = [Buffer.from(`sha256=${own}`), Buffer.from(String(signature))];
    return expected.length === received.length && timingSafeEqual(expected, received);
  }

  private note({ key, title, text }: Readonly<Record<string, unknown>>): void {
    if (this.keys.has(String(key))) return;
    this.keys.add(String(key));
    this.print(`Alert received: ${printable(String(title))}. ${printable(String(text), LONGEST)}`);
  }
}

/** The whole body; undefined where it is larger than any message. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > LARGEST) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
