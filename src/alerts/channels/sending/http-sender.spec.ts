import { DrivenClock } from '../../../../test/harness/driven-clock.js';
import { HttpSink, type SinkBehaviour } from '../../../../test/harness/http-sink.js';
import { unending } from '../../../../test/harness/alert-messages.js';
import { until } from '../../../../test/harness/until.js';
import { ATTEMPT_TIMEOUT } from './attempt.js';
import type { ResolvedAddress } from './checked-lookup.js';
import { HttpSender, type OutgoingRequest } from './http-sender.js';

const PUBLIC = '93.184.215.14';

describe('HttpSender', () => {
  let sink: HttpSink;
  const clock = new DrivenClock();
  let addresses: readonly string[];
  let lookups: string[];
  const resolve = async (host: string): Promise<ResolvedAddress[]> => {
    lookups.push(host);
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  const senderWith = (allowPrivate: boolean) =>
    new HttpSender({ allowPrivate, clock, resolve, ca: HttpSink.ca });
  const requestTo = (address: string, more: Partial<OutgoingRequest> = {}): OutgoingRequest => ({
    url: new URL(address),
    headers: {},
    body: 'hello',
    ...more,
  });
  const deliver = (address: string, more: Partial<OutgoingRequest> = {}) =>
    senderWith(true).deliver(requestTo(address, more), unending());

  beforeEach(async () => {
    sink = await HttpSink.start();
    addresses = ['127.0.0.1'];
    lookups = [];
  });
  afterEach(async () => {
    await sink.close();
    expect(clock.pending).toBe(0);
  });

  it('sends the body, and has a user of the address as a header', async () => {
    const address = sink.url('/a?b=c').replace('//', '//me:p%40ss@');
    expect(await deliver(address, { headers: { 'x-own': 'mine' } })).toEqual({ sent: true });
    const [request] = sink.requests;
    expect(request).toMatchObject({ method: 'POST', path: '/a?b=c', body: 'hello' });
    expect(request!.headers).toMatchObject({
      'x-own': 'mine',
      'content-length': '5',
      authorization: `Basic ${Buffer.from('me:p@ss').toString('base64')}`,
    });
  });

  it.each([
    ['http://127.0.0.1/', '127.0.0.1'],
    ['http://[::1]/', '::1'],
    ['https://192.168.1.10/', '192.168.1.10'],
    ['http://2130706433/', '127.0.0.1'],
    ['http://[::ffff:10.0.0.1]/', '::ffff:a00:1'],
  ])('refuses the private address %s before it connects', async (address, host) => {
    const result = await senderWith(false).deliver(requestTo(address), unending());
    expect(result).toEqual({
      sent: false,
      why: `${host} is in a private network, where nothing is sent to unless ALERT_ALLOW_PRIVATE is true.`,
      mayRetry: false,
    });
  });

  it('refuses a name of which any address is private, and connects to none', async () => {
    addresses = [PUBLIC, '127.0.0.1'];
    const address = sink.url('/', 'hooks.clients.example');
    const result = await senderWith(false).deliver(requestTo(address), unending());
    expect(result).toMatchObject({ sent: false, mayRetry: false });
    expect(sink.requests).toEqual([]);
  });

  it('connects to the address that was checked, and looks the name up once', async () => {
    expect(await deliver(sink.url('/', 'hooks.clients.example'))).toEqual({ sent: true });
    expect(lookups).toEqual(['hooks.clients.example']);
    expect(sink.requests[0]!.headers['host']).toContain('hooks.clients.example');
  });

  it('tries the next address of a name where nothing listens at the first', async () => {
    addresses = ['::1', '127.0.0.1'];
    expect(await deliver(sink.url('/', 'hooks.clients.example'))).toEqual({ sent: true });
  });

  it('sends no password without encryption to the internet', async () => {
    addresses = [PUBLIC];
    const result = await deliver('http://me:secret-word@hooks.clients.example/');
    expect(result).toMatchObject({ sent: false, mayRetry: false });
    expect(JSON.stringify(result)).not.toContain('secret-word');
    const headers = { 'x-token': 'secret-word' };
    const token = await deliver('http://hooks.clients.example/', { headers, opens: true });
    expect(token).toMatchObject({ sent: false, mayRetry: false });
    expect(JSON.stringify(token)).not.toContain('secret-word');
  });

  it.each<[string, SinkBehaviour, object]>([
    [
      'a failure of the server',
      { status: 500 },
      { why: '127.0.0.1 responded with status 500.', mayRetry: true },
    ],
    ['a gateway that waited in vain', { status: 504 }, { mayRetry: true, mayHaveArrived: true }],
    ['a refusal that may pass', { status: 401 }, { mayRetry: true }],
    ['a refusal for good', { status: 400 }, { mayRetry: false }],
    ['a pause', { status: 429, headers: { 'retry-after': '120' } }, { mayRetry: true, retryAfter: 120_000 }],
    [
      'a redirect',
      { status: 302, headers: { location: 'http://127.0.0.1:9/' } },
      { why: '127.0.0.1 leads to another address (status 302), which is not followed.', mayRetry: true },
    ],
    [
      'a connection that is dropped after the request',
      'accept-and-drop',
      { why: '127.0.0.1 closed the connection without a response (ECONNRESET).', mayHaveArrived: true },
    ],
  ])('reports %s', async (_name, behaviour, expected) => {
    sink.usual = behaviour;
    expect(await deliver(sink.url())).toMatchObject({ sent: false, ...expected });
  });

  it('counts the head of a response, whatever becomes of its body', async () => {
    sink.usual = 'half-response';
    expect(await deliver(sink.url())).toEqual({ sent: true });
  });

  it.each([false, true])(
    'gives up after 14 s where the other side hangs (reading the body: %j)',
    async (reads) => {
      sink.usual = reads ? 'half-response' : 'hang';
      const result = deliver(sink.url(), reads ? { readsBody: 100 } : {});
      await until(() => sink.requests.length, 1);
      clock.advance(ATTEMPT_TIMEOUT);
      expect(await result).toEqual({
        sent: false,
        why: '127.0.0.1 did not respond within 14 seconds.',
        mayRetry: true,
        mayHaveArrived: true,
      });
    },
  );

  it('gives up after 14 s while a name is looked up', async () => {
    const slow = new HttpSender({ allowPrivate: true, clock, resolve: () => new Promise(() => undefined) });
    const result = slow.deliver(requestTo('https://hooks.clients.example/'), unending());
    await until(() => clock.pending, 1);
    clock.advance(ATTEMPT_TIMEOUT);
    expect(await result).toMatchObject({ sent: false, mayRetry: true, mayHaveArrived: false });
  });

  it('ends at once when it is cancelled, also before it began', async () => {
    sink.usual = 'hang';
    const control = new AbortController();
    const result = senderWith(true).deliver(requestTo(sink.url()), control.signal);
    await until(() => sink.requests.length, 1);
    control.abort();
    const why = 'The attempt to reach 127.0.0.1 was cancelled.';
    expect(await result).toMatchObject({ sent: false, why });
    expect(await senderWith(true).deliver(requestTo(sink.url()), control.signal)).toMatchObject({ why });
  });

  it('says that nothing listens, and that a name is not found', async () => {
    expect(await deliver('http://127.0.0.1:9/')).toMatchObject({ why: '127.0.0.1 refuses connections.' });
    addresses = [];
    expect(await deliver('http://hooks.clients.example/')).toMatchObject({
      why: 'hooks.clients.example cannot be found (ENOTFOUND).',
      mayHaveArrived: false,
    });
  });
});

describe('HttpSender over https', () => {
  const clock = new DrivenClock();
  const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
  let sink: HttpSink;
  beforeEach(async () => {
    sink = await HttpSink.start({ secure: true });
  });
  afterEach(() => sink.close());

  it('accepts the certificate of the name that it looked up', async () => {
    const sender = new HttpSender({ allowPrivate: true, clock, resolve, ca: HttpSink.ca });
    const url = new URL(sink.url('/', 'hooks.clients.example'));
    expect(await sender.deliver({ url, headers: {}, body: 'a' }, unending())).toEqual({ sent: true });
  });

  it('sends nothing where the certificate is not accepted', async () => {
    const sender = new HttpSender({ allowPrivate: true, clock, resolve });
    const url = new URL(sink.url('/', 'hooks.clients.example'));
    const result = await sender.deliver({ url, headers: {}, body: 'a' }, unending());
    expect(result).toMatchObject({ sent: false, mayHaveArrived: false });
    expect(JSON.stringify(result)).toContain('The certificate of hooks.clients.example is not accepted');
    expect(sink.requests).toEqual([]);
  });
});
