import { AskingClient } from '../harness/asking-client.js';
import { KeysFolder } from '../harness/keys-folder.js';
import { letPass } from '../harness/journey.js';
import { LiveClient, type LiveClientOptions } from '../harness/live-client.js';
import { ownersBrowser } from '../harness/oauth-client.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { CELLAR, FIRST_COOKER, TwoCookers } from '../harness/two-cookers.js';
import { until } from '../harness/until.js';

const clients: LiveClient[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.close();
});

/** Lets the server notice a changed file of keys, which it looks at every second. */
const noticeKeys = (testApp: TestApp) => testApp.clock.advance(1_500);

/** Opens a stream with a key, once its first event came. */
async function watch(testApp: TestApp, key?: string, options: LiveClientOptions = {}): Promise<LiveClient> {
  noticeKeys(testApp);
  const headers = { ...(key !== undefined && { authorization: `Bearer ${key}` }), ...options.headers };
  const client = await LiveClient.open(testApp.url, { ...options, headers });
  clients.push(client);
  await client.next(({ event }) => event === 'reset');
  return client;
}

const devicesIn = (client: LiveClient) => {
  const [{ data } = { data: {} }] = client.messages;
  return (data as { status: { device_id: string }[] }).status.map(({ device_id }) => device_id);
};

describe('The live stream of a named key', () => {
  let folder: KeysFolder;
  let testApp: TestApp;
  beforeEach(async () => {
    folder = new KeysFolder();
    testApp = await startTestApp({ environment: { configDir: folder.path } });
  });
  afterEach(async () => {
    await testApp.close();
    folder.remove();
  });

  it.each([
    ['is revoked', () => []],
    ['expires', (keys) => keys.map((key) => ({ ...key, expires: '2026-03-01T12:00:01Z' }))],
    ['may no longer watch', (keys) => keys.map((key) => ({ ...key, scopes: ['history:read'] as const }))],
    ['is limited to another cooker', (keys) => keys.map((key) => ({ ...key, devices: ['another'] }))],
    ['may no longer start', (keys) => keys.map((key) => ({ ...key, scopes: ['status:read'] as const }))],
  ] satisfies [string, Parameters<KeysFolder['change']>[0]][])(
    'ends within seconds when it %s',
    async (_case, change) => {
      const [key, other] = [folder.add('tablet'), folder.add('phone')];
      const [tablet, phone] = [await watch(testApp, key), await watch(testApp, other)];
      folder.change((keys) => [...change(keys.slice(0, 1)), ...keys.slice(1)]);
      await letPass(testApp, 6_000);
      await tablet.over();
      expect(phone.isOver).toBe(false);
    },
  );

  it('goes on while other keys come and go', async () => {
    const client = await watch(testApp, folder.add('tablet'));
    folder.add('phone');
    await letPass(testApp, 6_000);
    expect(client.isOver).toBe(false);
    await client.next(({ event }) => event === 'status');
  });
});

describe("The live stream of the owner's session", () => {
  it('needs the cookie alone, and ends when the session is revoked', async () => {
    const testApp = await startTestApp();
    const browser = await ownersBrowser(testApp);
    const cookie = [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ');
    const own = await openWithCookie(testApp, cookie);
    await letPass(testApp, 6_000);
    expect(own.isOver).toBe(false);
    await browser.submit('/owner', {}, /sign-out/);
    await letPass(testApp, 6_000);
    await own.over();
    await testApp.close();
  });

  async function openWithCookie({ url }: TestApp, cookie: string): Promise<LiveClient> {
    const client = await LiveClient.open(url, { headers: { cookie }, withoutKey: true });
    clients.push(client);
    await client.next(({ event }) => event === 'reset');
    return client;
  }
});

describe('Approvals on the live stream', () => {
  it('are shown to the client that asked, with every change, and to no other', async () => {
    const asking = await AskingClient.open();
    const [own, other] = [
      asking.keys.add('tablet-two', { ask: true }),
      asking.keys.add('watch', { scopes: ['status:read'] }),
    ];
    const tablet = await watch(asking.testApp, asking.key);
    const strangers = [
      await watch(asking.testApp, own),
      await watch(asking.testApp, other),
      await watch(asking.testApp),
    ];
    const id = await asking.ask();
    await tablet.next(({ event, data }) => event === 'approval' && data['status'] === 'pending');
    const late = await watch(asking.testApp, asking.key);
    expect(late.messages[0]!.data['approvals']).toEqual([(await asking.get(id)).body]);
    await asking.approve(id);
    const started = await tablet.next(
      ({ event, data }) => event === 'approval' && data['status'] === 'started',
    );
    expect(started.data).toEqual((await asking.get(id)).body);
    for (const stranger of strangers) expect(stranger.names).not.toContain('approval');
    const again = await watch(asking.testApp, asking.key);
    expect(again.messages[0]!.data['approvals']).toEqual([]);
    await asking.close();
  });

  it('are all shown to the owner, and the status shows who is armed', async () => {
    const asking = await AskingClient.open();
    const browser = await ownersBrowser(asking.testApp);
    const cookie = [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ');
    const owner = await LiveClient.open(asking.testApp.url, { headers: { cookie }, withoutKey: true });
    clients.push(owner);
    await owner.next(({ event }) => event === 'reset');
    const id = await asking.ask();
    await owner.next(({ event, data }) => event === 'approval' && data['approval_id'] === id);
    await asking.store.deny(id, 'owner');
    await owner.next(({ event, data }) => event === 'approval' && data['status'] === 'denied');
    await asking.arm();
    await letPass(asking.testApp, 3_000);
    await owner.next(({ event, data }) => event === 'status' && (data['armed'] as unknown[]).length === 1);
    await asking.close();
  });
});

describe('The live stream of several cookers', () => {
  let folder: KeysFolder;
  let two: TwoCookers;
  beforeEach(async () => {
    folder = new KeysFolder();
    two = await TwoCookers.open({ environment: { configDir: folder.path } });
  });
  afterEach(async () => {
    await two.testApp.close();
    folder.remove();
  });

  it('shows all of them, or the one that was asked for, or those of the key', async () => {
    const all = await watch(two.testApp);
    const one = await watch(two.testApp, undefined, { query: `?device_id=${CELLAR}` });
    const limited = await watch(two.testApp, folder.add('cellar', { devices: [CELLAR] }));
    expect([all, one, limited].map(devicesIn)).toEqual([[FIRST_COOKER, CELLAR], [CELLAR], [CELLAR]]);
    await two.start(FIRST_COOKER);
    await letPass(two.testApp, 5_000);
    await all.next(({ event }) => event === 'cook');
    for (const client of [one, limited]) {
      expect(client.names).not.toContain('cook');
      const shown = client.messages
        .filter(({ event }) => event !== 'reset')
        .map(({ data }) => data['device_id']);
      expect(new Set(shown)).toEqual(new Set([CELLAR]));
    }
  });

  it('is refused for an unknown cooker and for a foreign one alike, and for an unknown type', async () => {
    const key = folder.add('cellar', { devices: [CELLAR] });
    noticeKeys(two.testApp);
    const get = (query: string, authorization?: string) =>
      two.testApp.api.get(`/live${query}`, {
        ...(authorization && { authorization: `Bearer ${authorization}` }),
      });
    for (const response of [
      await get('?device_id=AtticCooker00000000001'),
      await get(`?device_id=${FIRST_COOKER}`, key),
    ]) {
      expect(response).toMatchObject({ status: 404, body: { error: 'DEVICE_NOT_FOUND' } });
    }
    const known =
      'types must be one or more of status, reading, cook, approval, thermometer, alert, with commas between';
    for (const types of ['soup', 'status,', 'status, cook', 'STATUS', 'constructor']) {
      const response = await get(`?types=${types}`);
      expect(response).toMatchObject({ status: 400, body: { error: 'VALIDATION_ERROR' } });
      expect(response.body['message']).toContain(known);
    }
    for (const query of ['?types=status&types=cook', '?last_event_id=a&last_event_id=b', '?since=1']) {
      expect(await get(query)).toMatchObject({ status: 400, body: { error: 'VALIDATION_ERROR' } });
    }
  });

  it('begins anew when a cooker is removed from the account', async () => {
    const client = await watch(two.testApp);
    two.testApp.cloud.unpair(two.cooker(CELLAR));
    await client.over();
    const again = await watch(two.testApp, undefined, { headers: { 'last-event-id': client.lastEventId } });
    await until(() => devicesIn(again), [FIRST_COOKER]);
  });
});
