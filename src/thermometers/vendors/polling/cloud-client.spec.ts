import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DrivenClock } from '../../../../test/harness/driven-clock.js';
import { until } from '../../../../test/harness/until.js';
import { CloudClient, type CloudSignIn } from './cloud-client.js';
import { CloudError } from './cloud-error.js';
import { HttpTransport } from './http-transport.js';

const LIMIT = { burst: 3, perMinute: 60 };

describe('CloudClient', () => {
  let server: Server;
  let respond: RequestListener;
  let seen: string[];
  let token: string;
  let renewals: number;
  let mayRenew: boolean;
  const clock = new DrivenClock();

  const signIn: CloudSignIn = {
    headers: () => Promise.resolve({ authorization: `Bearer ${token}` }),
    renew: () => {
      renewals += 1;
      token = 'second';
      return Promise.resolve(mayRenew);
    },
  };
  const client = (signal?: AbortSignal) =>
    new CloudClient({ network: { transport: new HttpTransport(), clock, signal }, limit: LIMIT, signIn });
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/thing`;
  const failure = async (request: Promise<unknown>): Promise<CloudError> => {
    const error: unknown = await request.then(
      () => undefined,
      (one: unknown) => one,
    );
    expect(error).toBeInstanceOf(CloudError);
    return error as CloudError;
  };
  const sends = (
    body: string,
    {
      status = 200,
      type = 'application/json',
      ...headers
    }: Readonly<Record<string, string | number>> & {
      readonly status?: number;
    } = {},
  ) => {
    respond = (_request, response) =>
      response.writeHead(status, { 'content-type': type, ...headers }).end(body);
  };

  beforeEach(async () => {
    [seen, token, renewals, mayRenew] = [[], 'first', 0, true];
    server = createServer((request, response) => {
      seen.push(`${request.method} ${request.headers.authorization ?? 'unsigned'}`);
      respond(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('gives the JSON of a response, and signs the request', async () => {
    sends('{"value":1}');
    expect(await client().read({ url: url() })).toEqual({ value: 1 });
    expect(await client().read({ url: url(), body: { name: 'x' } })).toEqual({ value: 1 });
    expect(seen).toEqual(['GET Bearer first', 'POST Bearer first']);
  });

  it('takes JSON that is sent as a file or as plain text', async () => {
    for (const type of ['text/json', 'application/octet-stream', 'text/plain', 'application/x+json']) {
      sends('[1]', { type });
      expect(await client().read({ url: url() })).toEqual([1]);
    }
  });

  it('signs in anew once when the cloud refuses the token, and sends the request again', async () => {
    respond = (request, response) =>
      request.headers.authorization === 'Bearer second'
        ? response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
        : response.writeHead(401).end();
    expect(await client().read({ url: url() })).toEqual({});
    expect([seen, renewals]).toEqual([['GET Bearer first', 'GET Bearer second'], 1]);
  });

  it.each([true, false])('needs a new sign-in when the refusal stays (renewal possible: %p)', async (may) => {
    mayRenew = may;
    sends('{}', { status: 401 });
    expect(await failure(client().read({ url: url() }))).toMatchObject({ kind: 'needs_sign_in' });
    expect([seen.length, renewals]).toEqual([may ? 2 : 1, 1]);
  });

  it.each([
    ['a page', '<html>Welcome to the hotel</html>', { type: 'text/html; charset=utf-8' }, 'unreadable'],
    ['a page that says it is JSON', '<html></html>', {}, 'unreadable'],
    ['nothing', '', {}, 'unreadable'],
    ['half a document', '{"value":', {}, 'unreadable'],
    ['a document of more than 1 MiB', `"${'x'.repeat(1024 * 1024)}"`, {}, 'unreadable'],
    ['a redirection', '', { status: 302, location: 'https://example.org/steal' }, 'unavailable'],
    ['a fault', '{}', { status: 500 }, 'unavailable'],
    ['a refusal', '{"error":{"code":403}}', { status: 403 }, 'refused'],
    ['a refusal that is a page', '<html></html>', { status: 404, type: 'text/html' }, 'refused'],
  ] as const)('gives a CloudError for %s', async (_, body, how, kind) => {
    sends(body, how);
    const error = await failure(client().read({ url: url() }));
    expect(error.kind).toBe(kind);
    expect(error.message).not.toMatch(/127\.0\.0\.1|first|hotel|example/);
  });

  it.each([
    [429, 'limited'],
    [503, 'unavailable'],
  ])('tells how long a %d asks to wait', async (status, kind) => {
    sends('slow down', { status, 'retry-after': '120' });
    const error = await failure(client().read({ url: url() }));
    expect(error).toMatchObject({ kind, retryAfter: 120_000 });
  });

  it('gives up on a response that does not come, or does not end, within 20 s', async () => {
    for (const silent of [
      () => undefined,
      (_: unknown, response: { write(text: string): unknown }) => response.write('{'),
    ]) {
      respond = silent;
      seen = [];
      const error = failure(client().read({ url: url() }));
      await until(() => seen.length, 1);
      await clock.elapse(20_000);
      expect(await error).toMatchObject({ kind: 'unavailable', message: 'no response in time' });
    }
  });

  it('says that nothing listens, without the address', async () => {
    const gone = url();
    server.close();
    const error = await failure(client().read({ url: gone }));
    expect(error).toMatchObject({ kind: 'unavailable', message: 'ECONNREFUSED' });
  });

  it('holds a request back until the budget allows it', async () => {
    sends('{}');
    const one = client();
    for (let request = 0; request < LIMIT.burst; request++) await one.read({ url: url() });
    const held = one.read({ url: url() });
    await clock.elapse(900);
    expect(seen.length).toBe(3);
    await clock.elapse(100);
    await held;
    expect(seen.length).toBe(4);
  });

  it('ends a request under way, and sends no other, once it is no longer needed', async () => {
    respond = () => undefined;
    const abort = new AbortController();
    const one = client(abort.signal);
    const error = failure(one.read({ url: url() }));
    await until(() => seen.length, 1);
    abort.abort();
    expect(await error).toMatchObject({ kind: 'unavailable' });
    expect(await failure(one.read({ url: url() }))).toMatchObject({ kind: 'unavailable' });
    expect([seen.length, clock.pending]).toEqual([1, 0]);
  });
});
