import { LiveClient, type LiveClientOptions } from '../harness/live-client.js';
import { chicken, letPass, responseOf } from '../harness/journey.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
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
});
