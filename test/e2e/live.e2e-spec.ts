import { connect } from 'node:net';
import { LiveClient, type LiveClientOptions } from '../harness/live-client.js';
import { chicken, letPass, responseOf } from '../harness/journey.js';
import { API_KEY, startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

describe('The live stream', () => {
  let testApp: TestApp;
  const clients: LiveClient[] = [];
  beforeEach(async () => {
    testApp = await startTestApp();
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    await testApp.close();
  });

  const open = async (options?: LiveClientOptions): Promise<LiveClient> => {
    const client = await LiveClient.open(testApp.url, options);
    clients.push(client);
    return client;
  };

  it('begins with the full state, as GET /status shows it', async () => {
    const client = await open();
    await client.next(({ event }) => event === 'reset');
    const { body } = await testApp.api.get('/status');
    const [first] = client.messages;
    expect(first).toMatchObject({ event: 'reset', data: { status: [body], approvals: [] } });
    expect(first!.id).toMatch(/^[\da-f]{12}-\d+$/);
    expect(client.retry).toBe(2_000);
    expect(client.response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
  });

  it('shows a whole cook: its start, each reading, and its end', async () => {
    const client = await open();
    await responseOf(testApp, testApp.api.post('/start-cook', chicken()));
    await letPass(testApp, 20_000);
    await responseOf(testApp, testApp.api.post('/stop-cook'));
    await until(() => client.messages.filter(({ event }) => event === 'cook').length, 2);
    const cooks = client.messages.filter(({ event }) => event === 'cook').map(({ data }) => data['change']);
    expect(cooks).toEqual(['started', 'ended']);
    const readings = client.messages.filter(({ event }) => event === 'reading');
    expect(readings.length).toBeGreaterThan(5);
    expect(client.names.filter((name) => name === 'status').length).toBeGreaterThanOrEqual(readings.length);
    const numbers = client.messages.map(({ id }) => Number(id.split('-')[1]));
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('ends at once when the server closes', async () => {
    const client = await open();
    await client.next(({ event }) => event === 'reset');
    const began = performance.now();
    await testApp.leave();
    expect(performance.now() - began).toBeLessThan(5_000);
    await client.over();
    expect(client.response.complete).toBe(true);
  });

  it('ends with the event busy where too many clients watch, and has a place again when one has left', async () => {
    const full = await startTestApp({ environment: { liveMaxClients: 3 } });
    const come = async () => {
      const client = await LiveClient.open(full.url);
      clients.push(client);
      await client.next(() => true);
      return client;
    };
    const watching = [await come(), await come(), await come()];
    const fourth = await come();
    await fourth.over();
    expect(fourth.response).toMatchObject({ statusCode: 200, complete: true });
    const message = 'Too many clients watch already. Try again in 15 seconds.';
    expect(fourth.messages).toEqual([{ id: '', event: 'busy', data: { message, retry_after_seconds: 15 } }]);
    expect(fourth.retry).toBe(15_000);
    watching[0]!.close();
    await until(async () => (await come()).names[0], 'reset');
    await full.close();
  });

  it('sends a comment every 15 s, and nothing while nothing changes', async () => {
    testApp.cooker.fallSilent();
    const client = await open({ query: '?types=cook,approval' });
    await client.next(({ event }) => event === 'reset');
    await letPass(testApp, 46_000);
    await until(() => client.comments.length, 3);
    expect(client.names).toEqual(['reset']);
  });

  it('sends a status when a cooker falls silent, without a reading', async () => {
    const client = await open({ query: '?types=status' });
    testApp.cooker.fallSilent();
    await letPass(testApp, 90_000);
    await client.next(({ event, data }) => event === 'status' && data['stale'] === true);
    const { body } = await testApp.api.get('/status');
    expect(client.messages.at(-1)!.data).toMatchObject({ stale: true, state: body['state'] });
    const stale = client.messages.filter(({ data }) => data['stale'] === true);
    expect(stale.length).toBeLessThan(4);
  });

  it('sends a status when the connection to the cloud is lost', async () => {
    const client = await open({ query: '?types=status' });
    await client.next(({ event }) => event === 'reset');
    await testApp.cloud.close();
    await client.next(({ event, data }) => event === 'status' && data['device_online'] === false);
  });

  it('is sent behind the response to a request before it on the same connection', async () => {
    const socket = connect(Number(new URL(testApp.url).port), '127.0.0.1');
    let received = '';
    socket.on('data', (data: Buffer) => (received += data.toString()));
    const request = (path: string) =>
      `GET ${path} HTTP/1.1\r\nHost: coddle\r\nAuthorization: Bearer ${API_KEY}\r\n\r\n`;
    socket.write(request('/status') + request('/live') + request('/foods'));
    await until(() => received.includes('event: reset'), true);
    await letPass(testApp, 4_000);
    await until(() => received.includes('event: status'), true);
    expect(received.indexOf('"device_online"')).toBeLessThan(received.indexOf('text/event-stream'));
    expect(received.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
    socket.destroy();
  });
});
