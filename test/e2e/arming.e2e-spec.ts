import { AskingClient } from '../harness/asking-client.js';
import { letPass, responseOf } from '../harness/journey.js';
import { Api } from '../harness/api.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('An armed client', () => {
  let client: AskingClient;
  beforeEach(async () => {
    client = await AskingClient.open();
  });
  afterEach(() => client.close());

  const stop = () => responseOf(client.testApp, client.testApp.api.post('/stop-cook'));
  const required = { status: 202, body: { status: 'approval_required' } };

  it('starts without asking as often as it may, and then asks again', async () => {
    await client.arm();
    expect(await client.start()).toMatchObject({ status: 200, body: { status: 'started' } });
    expect(await client.journal()).toEqual(['requested', 'approved', 'consumed', 'started']);
    expect(await client.journal('arming')).toEqual(['armed', 'used']);
    await stop();
    expect(await client.start({ request_id: 'second' })).toMatchObject(required);
    expect(client.starts).toBe(1);
  });

  it('uses one start for requests that are repeated, also at once', async () => {
    await client.arm({ starts: 2 });
    const responses = await Promise.all([1, 2, 3].map(() => client.start({ request_id: 'dinner' })));
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(client.starts).toBe(1);
    expect(await client.armings.list()).toMatchObject([{ startsLeft: 1 }]);
  });

  it('asks for food that will not be pasteurised', async () => {
    await client.arm();
    const steak = { food_type: 'beef steak', temperature_celsius: 56, time_minutes: 90, thickness_mm: 30 };
    const response = await client.start(steak);
    expect(response.body['safety']).toMatchObject({ verdict: 'unpasteurized_allowed' });
    expect(response).toMatchObject(required);
    expect(client.starts).toBe(0);
  });

  it('is refused an unsafe plan all the same', async () => {
    await client.arm();
    expect(await client.start({ temperature_celsius: 50 })).toMatchObject({ status: 400 });
    expect(await client.armings.list()).toMatchObject([{ startsLeft: 1 }]);
  });

  it('keeps its start when the cooker is busy', async () => {
    await client.arm();
    client.testApp.cooker.startFromApp(56, 60);
    await letPass(client.testApp, 2_000);
    expect(await client.start()).toMatchObject({ status: 409, body: { error: 'DEVICE_BUSY' } });
    expect(await client.armings.list()).toMatchObject([{ startsLeft: 1 }]);
  });

  it('is armed for itself and for its cooker alone', async () => {
    await client.arm({ cookerId: 'another', cookerName: 'Attic' });
    expect(await client.start()).toMatchObject(required);
    await client.arm();
    const other = new Api(client.testApp.url, client.keys.add('phone', { ask: true }));
    await client.testApp.clock.elapse(1_000);
    expect(await client.start({}, other)).toMatchObject(required);
    expect(client.starts).toBe(0);
  });

  it('is not the key that gets its name later', async () => {
    await client.arm();
    client.keys.change(() => []);
    await client.testApp.clock.elapse(2_000);
    const added = client.testApp.clock.now().toISOString();
    const successor = new Api(client.testApp.url, client.keys.add('tablet', { ask: true, added }));
    await client.testApp.clock.elapse(2_000);
    expect(await client.start({}, successor)).toMatchObject(required);
    expect(client.starts).toBe(0);
  });

  it('asks again when the time is over, and when the clock was set back', async () => {
    await client.arm({ lasts: HOUR });
    await client.testApp.clock.elapse(HOUR);
    expect(await client.armings.list()).toEqual([]);
    await client.arm();
    client.testApp.clock.jump(-MINUTE);
    expect((await client.testApp.api.get('/status')).body).toMatchObject({ armed: [] });
    expect(await client.start()).toMatchObject(required);
    client.testApp.clock.jump(MINUTE);
    expect(await client.armings.list()).toEqual([]);
    expect(await client.journal('arming')).toEqual(['armed', 'ended', 'armed', 'ended']);
  });

  it('waits after a restart until the clock is known to be right', async () => {
    await client.arm({ starts: 2 });
    let isSynchronised = false;
    await client.restart({ isSynchronised: () => isSynchronised });
    expect(await client.armings.list()).toMatchObject([{ suspended: true }]);
    expect((await client.testApp.api.get('/status')).body).toMatchObject({ armed: [] });
    expect(await client.start({ time_minutes: 95 })).toMatchObject(required);
    isSynchronised = true;
    await letPass(client.testApp, 6_000);
    expect(await client.armings.list()).toMatchObject([{ suspended: false }]);
    expect(await client.start()).toMatchObject({ status: 200 });
  });

  it('is not armed any more when the clock was set back while the server was off', async () => {
    await client.arm();
    await client.testApp.leave();
    client.testApp.clock.jump(-MINUTE);
    await client.restart();
    expect(await client.armings.list()).toEqual([]);
    expect(await client.start()).toMatchObject(required);
  });

  it('starts at most six cooks within an hour, together with those that were approved', async () => {
    await client.arm({ starts: 6 });
    for (let count = 0; count < 6; count++) {
      expect(await client.start({ request_id: `cook ${count}` })).toMatchObject({ status: 200 });
      await stop();
    }
    await client.arm({ starts: 6 });
    const limited = await client.start({ request_id: 'one more' });
    expect(limited).toMatchObject({ status: 429, body: { error: 'RATE_LIMITED' } });
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(3_000);
    expect(client.starts).toBe(6);
    expect(await client.start({}, client.testApp.api)).toMatchObject({ status: 200 });
  }, 30_000);
});
