import { EventBus } from '../../src/shared/event-bus.js';
import { AskingClient, PUBLIC_URL } from '../harness/asking-client.js';
import { Api } from '../harness/api.js';
import { chicken, letPass, responseOf } from '../harness/journey.js';
import { KeysFolder } from '../harness/keys-folder.js';
import { startTestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

const MINUTE = 60_000;

describe('A start by a client that has to ask', () => {
  let client: AskingClient;
  beforeEach(async () => {
    client = await AskingClient.open();
  });
  afterEach(() => client.close());

  it('waits for the owner, and sends nothing', async () => {
    const { status, body } = await client.start({ request_id: 'dinner' });
    const id = String(body['approval_id']);
    expect(status).toBe(202);
    expect(body).toMatchObject({
      status: 'approval_required',
      approve_url: `${PUBLIC_URL}/approvals/${id}/approve`,
      expires_at: expect.stringMatching(/^2026-03-01T12:10:0\dZ$/) as string,
      plan: {
        temperature_celsius: 65,
        time_minutes: 90,
        food_type: 'chicken',
        start_state: 'refrigerated',
        vulnerable_consumers: false,
        device_name: 'Kitchen',
      },
      safety: { allowed: true, verdict: 'pasteurized' },
    });
    expect(body['summary']).toMatch(/^Chicken at 65 °C for 90 minutes on Kitchen is safe, and waits/);
    expect(client.starts).toBe(0);
    expect(await client.journal('start')).toEqual([]);
    expect(await client.journal()).toEqual(['requested']);
    expect((await client.get(id)).body).toMatchObject({ status: 'pending', cook: null, reason: null });
  });

  it('is refused without an approval where the plan is unsafe', async () => {
    expect(await client.start({ temperature_celsius: 50 })).toMatchObject({
      status: 400,
      body: { error: 'POULTRY_TEMP_UNSAFE' },
    });
    expect(await client.journal()).toEqual([]);
  });

  it('is made by the approval, and its repetition shows the cook', async () => {
    const id = await client.ask({ request_id: 'dinner' });
    await client.approve(id);
    const { body } = await client.get(id);
    expect(body).toMatchObject({ status: 'started', reason: null, cook: { device_name: 'Kitchen' } });
    expect(client.starts).toBe(1);
    const again = await client.start({ request_id: 'dinner' });
    const { cook_id } = body['cook'] as { cook_id: string };
    expect(again).toMatchObject({ status: 200, body: { status: 'started', replayed: true, cook_id } });
    expect(client.starts).toBe(1);
    expect(await client.journal()).toEqual(['requested', 'approved', 'consumed', 'started']);
  });

  it('is repeated after a restart', async () => {
    const id = await client.ask({ request_id: 'dinner' });
    await client.approve(id);
    await client.restart();
    const again = await client.start({ request_id: 'dinner' });
    expect(again).toMatchObject({ status: 200, body: { replayed: true } });
    expect((await client.get(id)).body).toMatchObject({ status: 'started' });
    expect(client.starts).toBe(1);
  });

  it('gets the same approval while one is pending, and one alone when asked for at once', async () => {
    const ids = await Promise.all([client.ask(), client.ask(), client.ask()]);
    expect(new Set([...ids, await client.ask()]).size).toBe(1);
    const named = await Promise.all([client.ask({ request_id: 'a' }), client.ask({ request_id: 'a' })]);
    expect(new Set(named).size).toBe(1);
    expect(await client.ask({ time_minutes: 95 })).not.toBe(ids[0]);
  });

  it('is replayed for every request that got its approval, each by its own request_id', async () => {
    const id = await client.ask({ request_id: 'a' });
    expect(await client.ask({ request_id: 'b' })).toBe(id);
    await client.approve(id);
    const [first, second] = [
      await client.start({ request_id: 'a' }),
      await client.start({ request_id: 'b' }),
    ];
    expect(second).toMatchObject({ status: 200, body: { replayed: true, cook_id: first.body['cook_id'] } });
    expect(await client.start({ request_id: 'b', time_minutes: 95 })).toMatchObject({
      status: 409,
      body: { error: 'REQUEST_ID_REUSED' },
    });
    expect(client.starts).toBe(1);
  });

  it('refuses a request_id that asked for another plan', async () => {
    await client.ask({ request_id: 'dinner' });
    expect(await client.start({ request_id: 'dinner', time_minutes: 95 })).toMatchObject({
      status: 409,
      body: { error: 'REQUEST_ID_REUSED' },
    });
  });

  it('is denied, and so is the same plan for ten minutes', async () => {
    const id = await client.ask({ request_id: 'dinner' });
    await client.approvals.deny(id, 'owner');
    const denied = { status: 409, body: { error: 'APPROVAL_DENIED', details: { approval_id: id } } };
    expect(await client.start({ request_id: 'dinner' })).toMatchObject(denied);
    expect(await client.start({ request_id: 'other' })).toMatchObject(denied);
    expect((await client.get(id)).body).toMatchObject({ status: 'denied', cook: null });
    await letPass(client.testApp, 9 * MINUTE);
    expect(await client.start()).toMatchObject(denied);
    await letPass(client.testApp, MINUTE);
    expect(await client.start()).toMatchObject({ status: 202 });
    expect(await client.start({ request_id: 'dinner' })).toMatchObject(denied);
    await expect(client.approvals.approve(id, 'owner')).rejects.toMatchObject({ code: 'APPROVAL_SETTLED' });
    expect(client.starts).toBe(0);
  }, 30_000);

  it('expires after ten minutes', async () => {
    const id = await client.ask({ request_id: 'dinner' });
    await letPass(client.testApp, 10 * MINUTE);
    await until(() => client.journal(), ['requested', 'expired']);
    expect((await client.get(id)).body).toMatchObject({ status: 'expired' });
    expect(await client.start({ request_id: 'dinner' })).toMatchObject({
      status: 409,
      body: { error: 'APPROVAL_EXPIRED' },
    });
    await expect(client.approvals.approve(id, 'owner')).rejects.toMatchObject({ code: 'APPROVAL_SETTLED' });
    expect(await client.start()).toMatchObject({ status: 202 });
    expect(client.starts).toBe(0);
  }, 30_000);

  it('expires when the clock is set back, also across a restart', async () => {
    const first = await client.ask();
    client.testApp.clock.jump(-MINUTE);
    await expect(client.approvals.approve(first, 'owner')).rejects.toMatchObject({
      code: 'APPROVAL_SETTLED',
    });
    const second = await client.ask();
    await client.testApp.leave();
    client.testApp.clock.jump(-MINUTE);
    await client.restart();
    await expect(client.approvals.approve(second, 'owner')).rejects.toMatchObject({
      code: 'APPROVAL_SETTLED',
    });
    expect((await client.get(second)).body).toMatchObject({ status: 'expired' });
    expect(client.starts).toBe(0);
  });

  it('is used once, however often the owner approves', async () => {
    const id = await client.ask();
    const approved = Promise.allSettled([1, 2, 3].map(() => client.approvals.approve(id, 'owner')));
    await letPass(client.testApp, 3_000);
    const outcomes = (await approved).map(({ status }) => status);
    expect(outcomes.filter((status) => status === 'fulfilled')).toHaveLength(1);
    expect(client.starts).toBe(1);
    await expect(client.approvals.approve(id, 'owner')).rejects.toMatchObject({ code: 'APPROVAL_SETTLED' });
  });

  it('cannot be approved over HTTP with any key, and is hidden from other clients', async () => {
    const id = await client.ask();
    for (const api of [client.api, client.testApp.api])
      for (const path of [`/approvals/${id}`, `/approvals/${id}/approve`, `/approvals/${id}/approve?yes=1`])
        expect([401, 403, 404, 405, 415]).toContain((await api.post(path, { approve: true })).status);
    const other = new Api(client.testApp.url, client.keys.add('phone', { ask: true }));
    await client.testApp.clock.elapse(1_000);
    for (const path of [`/approvals/${id}`, '/approvals/unknown'])
      for (const api of [other, client.testApp.api])
        expect(await api.get(path)).toMatchObject({ status: 404, body: { error: 'APPROVAL_NOT_FOUND' } });
    expect((await client.get(id)).body).toMatchObject({ status: 'pending' });
    expect(client.starts).toBe(0);
  });

  it('waits across a restart, and is then started by the approval', async () => {
    const id = await client.ask({ request_id: 'dinner' });
    await client.restart();
    expect(await client.ask({ request_id: 'dinner' })).toBe(id);
    await client.approve(id);
    expect((await client.get(id)).body).toMatchObject({ status: 'started' });
    expect(client.starts).toBe(1);
  });

  it('is allowed three at a time, and learns when to try again', async () => {
    for (const time_minutes of [91, 92, 93]) await client.ask({ time_minutes });
    const limited = await client.start({ time_minutes: 94 });
    expect(limited).toMatchObject({ status: 429, body: { error: 'RATE_LIMITED' } });
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await client.start({ time_minutes: 91 })).toMatchObject({ status: 202 });
  });

  it('is reported to observers', async () => {
    const states: string[] = [];
    client.testApp.app.get(EventBus, { strict: false }).on('approval', ({ state }) => states.push(state));
    await client.approve(await client.ask());
    await until(() => states, ['pending', 'approved', 'started']);
  });

  it('does not change what a trusted key and a stop may do', async () => {
    const id = await client.ask();
    expect(await client.start({}, client.testApp.api)).toMatchObject({ status: 200 });
    const stop = await responseOf(client.testApp, client.api.post('/stop-cook'));
    expect(stop).toMatchObject({ status: 200, body: { verified: true } });
    expect((await client.get(id)).body).toMatchObject({ status: 'pending' });
  });
});

describe('The link to an approval', () => {
  it('leads to the port on which the server listens, where the system has chosen it', async () => {
    const keys = new KeysFolder();
    const key = keys.add('tablet', { ask: true });
    const testApp = await startTestApp({ environment: { configDir: keys.path } });
    const { body } = await responseOf(testApp, new Api(testApp.url, key).post('/start-cook', chicken()));
    expect(body['approve_url']).toBe(`${testApp.url}/approvals/${String(body['approval_id'])}/approve`);
    await testApp.close();
    keys.remove();
  });
});
