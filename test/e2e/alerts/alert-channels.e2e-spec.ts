import type { AlertChannelsDto, ChannelTestDto } from '../../../src/alerts/dto/alert-channel.dto.js';
import type { AlertDeliveriesDto } from '../../../src/alerts/dto/alert-delivery.dto.js';
import type { AlertWithDeliveriesDto } from '../../../src/alerts/dto/alert.dto.js';
import { Api } from '../../harness/api.js';
import { AskingClient } from '../../harness/asking-client.js';
import { HttpSink } from '../../harness/http-sink.js';
import { letPass, responseOf } from '../../harness/journey.js';
import { KeysFolder } from '../../harness/keys-folder.js';
import { SignedInOwner } from '../../harness/signed-in-owner.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { CELLAR, FIRST_COOKER, TwoCookers } from '../../harness/two-cookers.js';
import { until } from '../../harness/until.js';
import { alertsOf, withAlerts } from '../../harness/watched-water.js';

/** A secret of the address that alerts are posted to. */
const SECRET = 'hook-4f6c1b2a9d';

describe('The channels of alerts', () => {
  let sink: HttpSink;
  let testApp: TestApp;
  beforeEach(async () => {
    sink = await HttpSink.start();
    const environment = { alertWebhookUrl: sink.url(`/${SECRET}`), alertAllowPrivate: true };
    testApp = await startTestApp({ environment });
  });
  afterEach(async () => {
    await testApp.close();
    await sink.close();
  });

  const test = (name = 'webhook') =>
    responseOf(testApp, testApp.api.post<ChannelTestDto>(`/alert-channels/${name}/test`));
  const log = async (query = '') =>
    (await testApp.api.get<AlertDeliveriesDto>(`/alert-deliveries${query}`)).body.deliveries;

  it('are listed without their secrets, and with how their newest attempt ended', async () => {
    const list = () => testApp.api.get<AlertChannelsDto>('/alert-channels');
    const { body, text } = await list();
    expect(body).toMatchObject({
      channels: [{ name: 'webhook', kind: 'webhook', last_result: null }],
      problems: [],
      summary: 'One channel is set up: webhook.',
    });
    expect(text).not.toContain(SECRET);
    await test();
    expect((await list()).body.channels[0]!.last_result).toMatchObject({ result: 'sent', why: null });
  });

  it('are tested, once', async () => {
    expect(await test()).toMatchObject({
      status: 200,
      body: { channel: 'webhook', status: 'sent', why: null },
    });
    expect(sink.requests).toHaveLength(1);
    expect(sink.requests[0]!.body).toMatch(/This is a test/);
    expect(await log()).toMatchObject([
      { alert_id: null, channel: 'webhook', notice: 'test', state: 'sent', attempts: [{ result: 'sent' }] },
    ]);
  });

  it('say why a test failed, which is no failure of the request, without the secret', async () => {
    sink.usual = { status: 410, body: SECRET };
    const { status, body, text } = await test();
    expect([status, body.status]).toEqual([200, 'failed']);
    expect(body.why).toMatch(/410/);
    expect(body.summary).toBe(`webhook did not take the test message. ${body.why}`);
    expect(text + JSON.stringify(await log()) + testApp.logs.join()).not.toContain(SECRET);
  });

  it('are in the public health by their number alone', async () => {
    sink.usual = { status: 410 };
    await test();
    const { body, text } = await testApp.api.get<{ info: object }>('/health', { authorization: undefined });
    const alerts = { status: 'up', channels: 1, failing_channels: 1, unsent_messages: 0 };
    expect(body.info).toMatchObject({ alerts });
    expect(text).not.toMatch(/webhook|127\.0\.0\.1/);
  });

  it('are unknown by a name that none has', async () => {
    for (const name of ['pigeon', '__proto__', 'WEBHOOK', '%00'])
      expect(await test(name)).toMatchObject({ status: 404, body: { error: 'ALERT_CHANNEL_NOT_FOUND' } });
  });

  it('are tested by the owner too, and at most six times a minute', async () => {
    const owner = await SignedInOwner.at(testApp);
    const statuses: number[] = [];
    for (let index = 0; index < 8; index++)
      statuses.push((await responseOf(testApp, owner.post('/alert-channels/webhook/test'))).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429, 429]);
  });

  it('send what fires: the alert shows every attempt, and so does the log', async () => {
    sink.next.push({ status: 503 });
    const { alerts } = await withAlerts(testApp);
    const path = `/alerts/${alerts[0]!.alert_id}`;
    for (let passed = 0; sink.requests.length < 2 && passed < 120; passed++) await letPass(testApp, 1_000);
    await until(async () => (await log())[0]?.state, 'sent');
    const { body } = await testApp.api.get<AlertWithDeliveriesDto>(path);
    expect(body.deliveries).toMatchObject([
      {
        alert_id: alerts[0]!.alert_id,
        notice: 'firing',
        maybe_twice: false,
        attempts: [
          { result: 'failed', why: expect.stringMatching(/503/) as string },
          { result: 'sent', why: null },
        ],
      },
    ]);
    expect(body.deliveries[0]!.message_key).not.toBe('');
    expect(await log('?limit=1')).toEqual(body.deliveries);
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'since=1'])(
    'refuse an odd query of the log: %s',
    async (query) => {
      expect(await testApp.api.get(`/alert-deliveries?${query}`)).toMatchObject({
        status: 400,
        body: { error: 'VALIDATION_ERROR' },
      });
    },
  );
});

describe('What was sent, for a key that is limited to a cooker', () => {
  let sink: HttpSink;
  let folder: KeysFolder;
  let two: TwoCookers;
  let limited: Api;
  beforeEach(async () => {
    [sink, folder] = [await HttpSink.start(), new KeysFolder()];
    const key = folder.add('cellar', { devices: [CELLAR] });
    two = await TwoCookers.open({
      environment: { configDir: folder.path, alertWebhookUrl: sink.url(), alertAllowPrivate: true },
    });
    limited = new Api(two.testApp.url, key);
  });
  afterEach(async () => {
    await two.testApp.close();
    await sink.close();
    folder.remove();
  });

  const read = (api: Api) => api.get<AlertDeliveriesDto>('/alert-deliveries');
  const untilSent = async (count: number) => {
    for (let passed = 0; sink.requests.length < count && passed < 60; passed++)
      await letPass(two.testApp, 1_000);
  };

  it('is what is about that one, and tests', async () => {
    await withAlerts(two.testApp, { thing_id: FIRST_COOKER });
    await untilSent(1);
    await withAlerts(two.testApp, { thing_id: CELLAR, name: 'Cellar warm' });
    await untilSent(2);
    await responseOf(two.testApp, two.testApp.api.post('/alert-channels/webhook/test'));
    expect((await read(two.testApp.api)).body.deliveries).toHaveLength(3);
    const { body, text } = await read(limited);
    expect(body.deliveries.map(({ notice }) => notice).toSorted()).toEqual(['firing', 'test']);
    expect(text).not.toMatch(/Kitchen/);
  });

  it('has no words of a message that is about another one too', async () => {
    const { alerts } = await withAlerts(two.testApp, {}, 2);
    await untilSent(1);
    const own = alerts.find(({ thing }) => thing.device_id === CELLAR)!.alert_id;
    const [all] = (await read(two.testApp.api)).body.deliveries;
    expect([all!.alert_id, ...all!.also_alert_ids].toSorted()).toEqual(
      alerts.map(({ alert_id: id }) => id).toSorted(),
    );
    const [log, one] = [await read(limited), await limited.get(`/alerts/${own}`)];
    const shown = { alert_id: own, also_alert_ids: [], text: expect.stringMatching(/may not see/) as string };
    expect(log.body.deliveries).toMatchObject([shown]);
    expect(one.body['deliveries']).toMatchObject([shown]);
    expect(log.text + one.text).not.toMatch(/Kitchen/);
  });
});

describe('An alert about an approval', () => {
  it('names the plan to the owner and to whoever asked for it, and to no other key', async () => {
    const asking = await AskingClient.open();
    const other = new Api(asking.testApp.url, asking.keys.add('display'));
    const id = await asking.ask();
    // Where the events come late, the alert waits for the next look.
    await letPass(asking.testApp, 6_000);
    await until(async () => (await alertsOf(other)).length, 1);
    const owner = await SignedInOwner.at(asking.testApp);
    const own = await alertsOf(asking.api);
    expect(own[0]).toMatchObject({ thing: { kind: 'approval', thing_id: id } });
    expect(own[0]!.summary).toMatch(/chicken/i);
    expect((await owner.get<{ alerts: unknown[] }>('/alerts')).body.alerts).toMatchObject([
      { thing: { thing_id: id } },
    ]);
    const { body, text } = await other.get<{ alerts: unknown[] }>('/alerts');
    expect(body.alerts).toMatchObject([
      { thing: { thing_id: null, name: 'a start' }, summary: 'A start waits for the approval of the owner.' },
    ]);
    expect(text).not.toMatch(/chicken|tablet/i);
    expect(text).not.toContain(id);
    await asking.close();
  });
});
