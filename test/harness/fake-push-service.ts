import { createECDH, createPublicKey, randomBytes, verify, type ECDH } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  createServer as createPlain,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { decryptPush } from './decrypt-push.js';

const FOLDER = join(__dirname, '../fixtures/tls');
/** The certificate of the secure one, for whoever is to trust it. */
export const PUSH_CERTIFICATE = readFileSync(join(FOLDER, 'certificate.pem'));
/** RFC 8292, section 2: a token ends within a day. */
const LONGEST_TOKEN = 24 * 3_600;

/** What a push service took for a browser, as the browser reads it. */
export interface TakenPush {
  readonly browser: string;
  readonly topic: string | undefined;
  readonly ttl: number;
  readonly urgency: string | undefined;
  /** The contact in the token of the sender. */
  readonly contact: string | undefined;
  readonly message: Readonly<Record<string, unknown>>;
}

/** A browser with a subscription. */
export class FakeBrowser {
  readonly keys: ECDH = createECDH('prime256v1');
  readonly auth = randomBytes(16);
  isGone = false;
  /** The status with which whatever comes for it is refused; undefined for none. */
  refusedWith: number | undefined;

  constructor(
    readonly name: string,
    readonly endpoint: string,
    /** The key of the only server that may send; undefined for any. */
    readonly serverKey: string | undefined,
  ) {
    this.keys.generateKeys();
  }

  /** As the browser's `PushSubscription.toJSON()` gives it. */
  toJSON() {
    const p256dh = this.keys.getPublicKey('base64url');
    return {
      endpoint: this.endpoint,
      expirationTime: null,
      keys: { p256dh, auth: this.auth.toString('base64url') },
    };
  }
}

/** How the service treats what arrives. */
type Behaviour = 'takes' | 'hangs' | { readonly status: number; readonly retryAfter?: string };

/**
 * A push service on a real socket, as RFC 8030 describes it. It checks who sends (RFC 8292) and reads what the browser
 * would read (RFC 8291), with code of its own: a request that breaks a rule is refused, and `faults` says which.
 */
export class FakePushService {
  behaviour: Behaviour = 'takes';
  readonly taken: TakenPush[] = [];
  /** What was wrong with the requests that it refused. */
  readonly faults: string[] = [];
  /** How many requests arrived, whatever became of them. */
  requests = 0;
  /** The present, in milliseconds since 1970. */
  now: () => number = () => Date.now();
  private readonly browsers = new Map<string, FakeBrowser>();

  private constructor(
    private readonly server: Server,
    private readonly scheme: 'http' | 'https',
  ) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void this.handle(request, response);
    });
  }

  /** @param scheme `https` with the certificate of clients.example */
  static async open(scheme: 'http' | 'https' = 'http'): Promise<FakePushService> {
    const key = readFileSync(join(FOLDER, 'key.pem'));
    const server = scheme === 'http' ? createPlain() : createSecure({ cert: PUSH_CERTIFICATE, key });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return new FakePushService(server, scheme);
  }

  get origin(): string {
    const host = this.scheme === 'https' ? 'clients.example' : '127.0.0.1';
    return `${this.scheme}://${host}:${(this.server.address() as AddressInfo).port}`;
  }

  /** Subscribes a browser. @param serverKey the key of the server that may send to it */
  subscribe(name: string, serverKey?: string): FakeBrowser {
    const path = `/push/${randomBytes(24).toString('base64url')}`;
    const browser = new FakeBrowser(name, `${this.origin}${path}`, serverKey);
    this.browsers.set(path, browser);
    return browser;
  }

  /** The browser with this address gives its subscription up. */
  giveUp(endpoint: string): void {
    const browser = this.browsers.get(new URL(endpoint).pathname);
    if (browser !== undefined) browser.isGone = true;
  }

  /** Refuses what comes for one browser with a status; undefined takes it again. */
  refuse(browser: FakeBrowser, status: number | undefined): void {
    browser.refusedWith = status;
  }

  /** How many have given theirs up. */
  get gone(): number {
    return [...this.browsers.values()].filter(({ isGone }) => isGone).length;
  }

  /** What would be delivered to a browser that was away all the time: of each topic the newest. */
  undelivered(browser: FakeBrowser): readonly TakenPush[] {
    const kept = new Map<string, TakenPush>();
    for (const [index, push] of this.taken.entries())
      if (push.browser === browser.name) kept.set(push.topic ?? String(index), push);
    return [...kept.values()];
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests += 1;
    const body: Buffer[] = [];
    for await (const piece of request as AsyncIterable<Buffer>) body.push(piece);
    if (this.behaviour === 'hangs') return;
    if (this.behaviour !== 'takes') {
      const { status, retryAfter } = this.behaviour;
      response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end();
      return;
    }
    response.writeHead(this.take(request, Buffer.concat(body))).end();
  }

  /** The status of the response. */
  private take(request: IncomingMessage, body: Buffer): number {
    const browser = this.browsers.get(request.url ?? '');
    if (browser === undefined) return 404;
    if (browser.refusedWith !== undefined) return browser.refusedWith;
    if (browser.isGone) return 410;
    try {
      const contact = this.senderOf(request, browser);
      this.taken.push({ ...this.read(request, body, browser), contact });
      return 201;
    } catch (error) {
      this.faults.push((error as Error).message);
      return error instanceof UnknownSender ? 403 : 400;
    }
  }

  private read({ headers }: IncomingMessage, body: Buffer, browser: FakeBrowser): Omit<TakenPush, 'contact'> {
    if (headers['content-encoding'] !== 'aes128gcm') throw new Error('another encoding');
    if (body.length > 4_096) throw new Error('too large');
    const topic = headers['topic'] as string | undefined;
    if (topic !== undefined && !/^[\w-]{1,32}$/.test(topic)) throw new Error('no topic');
    const ttl = Number(headers['ttl'] ?? NaN);
    if (!Number.isSafeInteger(ttl) || ttl < 0) throw new Error('no TTL');
    const text = decryptPush(body, browser.keys, browser.auth).toString();
    const message = JSON.parse(text) as Record<string, unknown>;
    return { browser: browser.name, topic, ttl, urgency: headers['urgency'] as string | undefined, message };
  }

  /** The contact in the token. @throws UnknownSender */
  private senderOf({ headers }: IncomingMessage, { serverKey }: FakeBrowser): string | undefined {
    const given = /^vapid t=(([\w-]+)\.([\w-]+))\.([\w-]+), k=([\w-]+)$/.exec(headers.authorization ?? '');
    if (given === null) throw new UnknownSender('no token');
    const [, signed = '', head = '', body = '', signature = '', key = ''] = given;
    if (serverKey !== undefined && key !== serverKey) throw new UnknownSender('the key of another server');
    const point = Buffer.from(key, 'base64url');
    const [x, y] = [point.toString('base64url', 1, 33), point.toString('base64url', 33)];
    const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
    const bytes = Buffer.from(signature, 'base64url');
    if (!verify('sha256', Buffer.from(signed), { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes))
      throw new UnknownSender('a wrong signature');
    const { alg } = json(head);
    const { aud, exp, sub } = json(body);
    const now = Math.floor(this.now() / 1_000);
    if (alg !== 'ES256' || aud !== this.origin) throw new UnknownSender('for another push service');
    if (typeof exp !== 'number' || exp <= now || exp > now + LONGEST_TOKEN) throw new UnknownSender('over');
    return sub as string | undefined;
  }
}

class UnknownSender extends Error {}

const json = (part: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
