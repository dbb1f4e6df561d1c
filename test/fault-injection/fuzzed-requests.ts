import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { MEMBERS, ROUTES } from '../harness/hostile-app.js';
import { API_KEY } from '../harness/test-app.js';
import type { Chance } from './chance.js';
import { fault, holds } from './fault.js';
import { mutated, TEXT_CHANGES } from './mutations.js';
import { anyPlan } from './plans.js';
import { FaultHarness } from './fault-harness.js';

/** What came back: as text, and the statuses of all responses in it. */
interface Echo {
  readonly statuses: readonly number[];
  readonly text: string;
}

/** A request as a client puts it together. */
interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The only codes with which a status of 500 or more may come: what the cooker or its cloud does. */
const DEVICE_CODES = [
  'COMMAND_REJECTED',
  'DEVICE_OFFLINE',
  'CLOUD_UNAVAILABLE',
  'NO_DEVICE',
  'COMMAND_UNCONFIRMED',
];
const TIMEOUT = 10_000;
const PATHS = [
  ...ROUTES.GET,
  ...ROUTES.POST,
  '/cooks',
  '/cooks/7',
  '/cooks/7/readings',
  '/docs/swagger-ui.css',
  '/',
  '*',
];
const METHODS = [
  'GET',
  'POST',
  'HEAD',
  'PUT',
  'DELETE',
  'OPTIONS',
  'PATCH',
  'TRACE',
  'PROPFIND',
  'M-SEARCH',
  'QUERY',
];
const NAMES = [
  'authorization',
  'content-type',
  'content-encoding',
  'expect',
  'idempotency-key',
  'accept',
  'cookie',
];
const MORE_NAMES = [
  'x-forwarded-for',
  'cf-connecting-ip',
  'if-none-match',
  'range',
  'origin',
  'te',
  'x-http-method-override',
];
const WORDS = [
  ...MEMBERS,
  'identity',
  'gzip',
  'text/csv',
  '100-continue',
  'bytes=0-',
  '*',
  '',
  'ÿ',
  '%00',
  '%',
  '../..',
  '[]',
];

const word = (chance: Chance): string =>
  chance.happens(0.7) ? chance.pick(WORDS) : chance.bytes(chance.whole(0, 40)).toString('latin1');
/** As Node's own client lets it through. */
const printable = (text: string) => text.replace(/[^\x20-\x7e]/g, '');

function path(chance: Chance): string {
  const known = chance.pick(PATHS);
  if (chance.happens(0.5)) return known;
  const query = Array.from({ length: chance.whole(0, 3) }, () => `${word(chance)}=${word(chance)}`).join('&');
  const tail = chance.happens(0.3) ? `/${word(chance)}` : '';
  return printable(`${known}${tail}?device_id=${word(chance)}&${query}`).replaceAll(' ', '+');
}

function headers(chance: Chance): Record<string, string> {
  const some = Array.from({ length: chance.whole(0, 4) }, (): [string, string] => [
    chance.pick([...NAMES, ...MORE_NAMES]),
    printable(word(chance)),
  ]);
  const right = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' };
  return { ...(chance.happens(0.9) && right), ...Object.fromEntries(some) };
}

function body(chance: Chance): string {
  const plan = { ...anyPlan(chance), request_id: chance.id(), thickness_mm: chance.whole(1, 200) };
  const text = JSON.stringify(mutated(plan, chance.whole(0, 4), chance)) ?? '';
  if (chance.happens(0.01)) return 'z'.repeat(chance.whole(10_000, 40_000));
  return chance.happens(0.3) ? chance.pick(TEXT_CHANGES)(text, chance) : text;
}

function anyCall(chance: Chance): Call {
  const [method, known] = chance.pick([
    ['POST', chance.pick(ROUTES.POST)],
    ['GET', chance.pick(ROUTES.GET)],
    [chance.pick(METHODS), path(chance)],
  ] as const);
  const hasBody = method !== 'GET' && method !== 'HEAD' && chance.happens(0.9);
  return { method, path: known, headers: headers(chance), body: hasBody ? body(chance) : '' };
}

/** Sends a request with Node's own client, over a persistent connection. */
function sent(agent: Agent, url: string, call: Call): Promise<Echo> {
  const { method, path, headers, body } = call;
  const { hostname, port } = new URL(url);
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { agent, hostname, port, method, path, headers: { ...headers, ...length } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ statuses: [response.statusCode!], text: Buffer.concat(chunks).toString() }),
        );
      },
    );
    outgoing.setTimeout(TIMEOUT, () => outgoing.destroy(new Error('It hangs')));
    // A connection that is closed on a large body is a valid response too.
    outgoing.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EPIPE' || error.code === 'ECONNRESET'
        ? resolve({ statuses: [], text: '' })
        : reject(error),
    );
    outgoing.end(body);
  });
}

/** A request as bytes, of which some are wrong. */
function rawRequest(chance: Chance): Buffer {
  const { method, path, headers, body } = anyCall(chance);
  const fields = Object.entries({ host: 'coddle', 'content-length': String(body.length), ...headers });
  const head = [`${method} ${path} HTTP/1.1`, ...fields.map(([name, value]) => `${name}: ${value}`)];
  const text = `${head.join('\r\n')}\r\n\r\n${body}`;
  return Buffer.from(chance.happens(0.8) ? chance.pick(TEXT_CHANGES)(text, chance) : text + text, 'latin1');
}

/** Sends bytes, half-closes the connection, and reads until the server closes it. */
function exchanged(url: string, bytes: Buffer): Promise<Echo> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.end(bytes));
    const chunks: Buffer[] = [];
    socket.setTimeout(TIMEOUT, () => socket.destroy(new Error('It hangs')));
    socket.on('data', (chunk) => chunks.push(chunk));
    let failure: NodeJS.ErrnoException | undefined;
    socket.on('error', (error) => (failure = error));
    socket.on('close', () => {
      if (failure !== undefined && failure.code === undefined) return reject(failure);
      const text = Buffer.concat(chunks).toString();
      resolve({
        statuses: [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status)),
        text,
      });
    });
  });
}

const INSIDES = /node_modules|\.[cm]?[jt]s:\d+|\bat \S+ \(|TypeError|SyntaxError|SQLITE/;

function assertDecent({ statuses, text }: Echo, what: string): void {
  const isHealth = text.includes('"status":"error"');
  for (const status of statuses) {
    const isDevice =
      [502, 503, 504].includes(status) &&
      (isHealth || DEVICE_CODES.some((code) => text.includes(`"error":"${code}"`)));
    holds(
      `${status} is a response of the contract to ${what}`,
      status < 500 || isDevice,
      text.slice(0, 1_000),
    );
  }
  const isDocument = text.includes('swagger') || text.includes('"openapi"');
  holds(
    `nothing of our insides is shown to ${what}`,
    isDocument || !INSIDES.test(text),
    text.slice(0, 1_000),
  );
}

/** A server, and a client that keeps its connections open. */
class HostileStage {
  readonly agent = new Agent({ keepAlive: true, maxSockets: 4 });

  constructor(readonly harness: FaultHarness) {}

  async close(): Promise<void> {
    this.agent.destroy();
    await this.harness.close();
  }
}

export const fuzzedRequests = fault({
  row: 22,
  name: 'hostile input on every route',
  full: 50_000,
  small: 1_500,
  perStage: 2_500,
  open: async () => new HostileStage(await FaultHarness.open()),
  attempt: async ({ harness, agent }, chance) => {
    const { url, logs } = harness.testApp;
    const logged = logs.length;
    if (chance.happens(0.2)) {
      const bytes = rawRequest(chance);
      assertDecent(
        await harness.responseTo(exchanged(url, bytes)),
        JSON.stringify(bytes.toString('latin1').slice(0, 1_000)),
      );
    } else {
      const call = anyCall(chance);
      assertDecent(await harness.responseTo(sent(agent, url, call)), JSON.stringify(call).slice(0, 1_500));
    }
    const bugs = logs
      .slice(logged)
      .filter((line) => line.includes('INTERNAL_ERROR') || line.includes('"level":"error"'));
    holds('no bug is logged', bugs.length === 0, bugs);
    if (harness.truth.cooking) harness.cooker.stopAtDevice();
  },
});
