import fc from 'fast-check';
import { LiveHub } from '../../src/live/hub/live-hub.js';
import { LiveClient, type LiveClientOptions } from '../harness/live-client.js';
import { letPass } from '../harness/journey.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

/** Long enough for several events to be on their way in pieces. */
const PAD = 'x'.repeat(3_000);
/** So large that some hundred of them fill what the operating system takes for a client that does not read. */
const LARGE = 'x'.repeat(32_000);

describe('A live stream that is cut', () => {
  let testApp: TestApp;
  const clients: LiveClient[] = [];
  beforeAll(async () => {
    testApp = await startTestApp({ environment: { rateLimitPerMinute: 100_000 } });
    // A cooker that says nothing sends no events between those of the test.
    testApp.cooker.fallSilent();
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
  });
  afterAll(() => testApp.close());

  const open = async (options?: LiveClientOptions): Promise<LiveClient> => {
    const client = await LiveClient.open(testApp.url, options);
    clients.push(client);
    return client;
  };
  const begun = async (options?: LiveClientOptions): Promise<LiveClient> => {
    const client = await open(options);
    await client.next(({ event }) => event === 'reset');
    return client;
  };
  const hub = () => testApp.app.get(LiveHub, { strict: false });
  /** Sends an event with this content. */
  const send = (content: object) =>
    hub().publish({ type: 'reading', deviceId: testApp.cooker.identity.id }, () => content);
  const resuming = (lastEventId: string) => open({ headers: { 'last-event-id': lastEventId } });
  const counted = ({ messages }: LiveClient) =>
    messages.filter(({ event }) => event === 'reading').map(({ data }) => data['count']);

  it('goes on without a loss or a repetition, wherever it is cut', async () => {
    const steps = fc.array(fc.record({ events: fc.nat(40), waits: fc.nat(3), cuts: fc.boolean() }), {
      minLength: 1,
      maxLength: 12,
    });
    const property = fc.asyncProperty(steps, async (course) => {
      let client = await begun();
      const seen: unknown[] = [];
      let [sent, last] = [0, client.lastEventId];
      for (const { events, waits, cuts } of course) {
        for (let event = 0; event < events; event++) send({ count: sent++, pad: PAD });
        for (let turn = 0; turn < waits; turn++) await new Promise((resolve) => setImmediate(resolve));
        if (!cuts) continue;
        client.close();
        seen.push(...counted(client));
        if (client.lastEventId !== '') last = client.lastEventId;
        client = await resuming(last);
      }
      const expected = Array.from({ length: sent }, (_, count) => count);
      await until(() => [...seen, ...counted(client)].length, sent);
      expect([...seen, ...counted(client)]).toEqual(expected);
      client.close();
    });
    await fc.assert(property, { numRuns: 25 });
  }, 60_000);

  it('goes on from a position in the address, which counts after the header', async () => {
    const first = await begun();
    send({ count: 1 });
    send({ count: 2 });
    const at = (await first.next(({ data }) => data['count'] === 1)).id;
    const last = (await first.next(({ data }) => data['count'] === 2)).id;
    first.close();
    const byAddress = await open({ query: `?last_event_id=${at}` });
    await byAddress.next(({ data }) => data['count'] === 2);
    expect(byAddress.names).toEqual(['reading']);
    const byBoth = await open({ query: `?last_event_id=${at}`, headers: { 'last-event-id': last } });
    send({ count: 3 });
    await byBoth.next(({ data }) => data['count'] === 3);
    expect(counted(byBoth)).toEqual([3]);
  });

  it.each([
    ['nonsense', 'what?'],
    ['a number', '17'],
    ['another process', '0123456789ab-3'],
    ['an unsafe text', '__proto__'],
    ['something long', 'x'.repeat(3_000)],
  ])('begins anew where the position is that of %s', async (_case, lastEventId) => {
    const client = await resuming(lastEventId);
    await client.next(({ event }) => event === 'reset');
    expect(client.messages[0]!.data['status']).toHaveLength(1);
  });

  it('begins anew where the position is of the future', async () => {
    const id = (await begun()).lastEventId;
    const client = await resuming(id.replace(/\d+$/, (number) => String(Number(number) + 1)));
    expect((await client.next(() => true)).event).toBe('reset');
  });

  it('begins anew where events were dropped because they were too many', async () => {
    const id = (await begun()).lastEventId;
    for (let count = 0; count <= 10_000; count++) send({ count });
    const client = await resuming(id);
    expect((await client.next(() => true)).event).toBe('reset');
  });

  it('begins anew after ten minutes, and where its filter is another', async () => {
    const first = await begun();
    first.close();
    const other = await open({ query: `?types=cook&last_event_id=${first.lastEventId}` });
    expect((await other.next(() => true)).event).toBe('reset');
    other.close();
    await letPass(testApp, 11 * 60_000);
    const late = await resuming(first.lastEventId);
    expect((await late.next(() => true)).event).toBe('reset');
  }, 60_000);

  /** How many streams the server still writes to. */
  const written = () => hub().all.reduce((sum, { streams }) => sum + streams.size, 0);
  const numbersFrom = (first: number, end: number) =>
    Array.from({ length: end - first }, (_, index) => first + index);

  /** Sends events to a client that does not read, until the server gives it up. @returns how many were sent */
  async function sendUntilCutOff(): Promise<number> {
    let count = 0;
    // The operating system takes some MB on behalf of a client that reads nothing.
    for (; written() > 0 && count < 4_000; count++) {
      send({ count, pad: LARGE });
      if (count % 8 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(written()).toBe(0);
    return count;
  }

  it('is cut off when its client does not read, which goes on without a loss', async () => {
    const slow = await begun();
    slow.response.pause();
    const sent = await sendUntilCutOff();
    slow.response.resume();
    await slow.over();
    expect(slow.response.complete).toBe(false);
    const seen = counted(slow).length;
    expect(seen).toBeLessThan(sent);
    const client = await resuming(slow.lastEventId);
    await until(() => counted(client).length, sent - seen);
    expect([...counted(slow), ...counted(client)]).toEqual(numbersFrom(0, sent));
    send({ count: sent });
    await client.next(({ data }) => data['count'] === sent);
    expect(client.names).not.toContain('reset');
  }, 30_000);

  it('gets what it has missed as fast as it reads, with what happens meanwhile', async () => {
    const first = await begun();
    first.close();
    await until(written, 0);
    const missed = 80;
    for (let count = 0; count < missed; count++) send({ count, pad: LARGE });
    const client = await resuming(first.lastEventId);
    let sent = missed;
    for (; sent < missed + 40; sent++) {
      client.response.pause();
      send({ count: sent, pad: PAD });
      await new Promise((resolve) => setImmediate(resolve));
      client.response.resume();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await until(() => counted(client).length, sent);
    expect(counted(client)).toEqual(numbersFrom(0, sent));
    expect(client.isOver).toBe(false);
  }, 30_000);

  it('begins anew where its client came back too late for all that it has missed', async () => {
    const slow = await begun();
    slow.response.pause();
    const sent = await sendUntilCutOff();
    for (let count = sent; count < sent + 200; count++) send({ count, pad: LARGE });
    slow.response.resume();
    await slow.over();
    const client = await resuming(slow.lastEventId);
    await client.next(({ event }) => event === 'reset');
    expect(counted(client)).toEqual([]);
  }, 30_000);
});
