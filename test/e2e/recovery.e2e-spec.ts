import {
  acknowledgedOnly,
  actedThenFrozen,
  responseLost,
  commandLost,
  refused,
} from '../../src/simulator/behaviours.js';
import { CookerGateway } from '../../src/device/cooker-gateway.js';
import { JournalStore } from '../../src/storage/journal-store.js';
import { listFrame } from '../harness/cooker-messages.js';
import { responseOf, chicken, letPass, sent, untilStatus, stopAndJournal } from '../harness/journey.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

/** Milliseconds between two states, short enough to keep the connection alive. */
const STRIDE = 10_000;

describe('A restarted server', () => {
  let testApp: TestApp;
  beforeEach(async () => {
    testApp = await startTestApp();
    testApp.cooker.setWater(65);
  });
  afterEach(() => testApp.close());

  const start = (known = {}) => responseOf(testApp, testApp.api.post('/start-cook', chicken(known)));
  const status = async () => (await testApp.api.get('/status')).body;
  const starts = () => sent(testApp).filter((command) => command === 'CMD_APC_START').length;
  const minutesPass = async (minutes: number) => {
    for (let passed = 0; passed < minutes * 60_000; passed += STRIDE) {
      await testApp.clock.elapse(STRIDE);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  };
  const restart = async (how: 'closed' | 'killed') => {
    const old = testApp;
    if (how === 'killed') {
      testApp = await old.crash();
      old.data.remove();
    } else {
      await old.leave();
      testApp = await startTestApp({ after: old });
    }
  };
  const cook = async (id: unknown) => (await testApp.api.get(`/cooks/${String(id)}`)).body;
  const stagesOf = async (cookId: unknown) => {
    const journal = testApp.app.get(JournalStore, { strict: false });
    return (await journal.ofCommand(String(cookId))).map(({ stage }) => stage);
  };

  it.each(['closed', 'killed'] as const)('resumes the running cook after it was %s', async (how) => {
    const { body } = await start();
    await minutesPass(10);
    const before = await status();
    await restart(how);
    await untilStatus(testApp, { is_running: true });
    expect(await status()).toMatchObject({
      state: 'cooking',
      target_temp_celsius: 65,
      time_remaining_minutes: before['time_remaining_minutes'],
      cook: { cook_id: body['cook_id'], started_by: 'coddle', food_type: 'chicken' },
    });
    expect(starts()).toBe(1);
  });

  it('continues the food where it was', async () => {
    await start();
    await minutesPass(20);
    const { safety: before } = (await status()) as { safety: { core_temp_celsius: number } };
    await restart('killed');
    await untilStatus(testApp, { is_running: true });
    const { safety: after } = (await status()) as {
      safety: { core_temp_celsius: number; warnings: string[] };
    };
    expect(after.core_temp_celsius).toBeCloseTo(before.core_temp_celsius, 0);
    expect(after).toMatchObject({ basis: 'modelled from bath readings', allowed: true });
  });

  it('records how long it was away', async () => {
    const { body } = await start();
    await minutesPass(5);
    await testApp.leave();
    await testApp.clock.elapse(4 * 60_000);
    testApp = await startTestApp({ after: testApp });
    await untilStatus(testApp, { is_running: true });
    const { interruptions } = (await cook(body['cook_id'])) as {
      interruptions: { seconds: number; cause: string }[];
    };
    expect(interruptions).toEqual([
      { from: expect.any(String) as string, seconds: expect.any(Number) as number, cause: 'server' },
    ]);
    expect(interruptions[0]!.seconds).toBeGreaterThanOrEqual(240);
    expect(interruptions[0]!.seconds).toBeLessThanOrEqual(252);
  });

  it('stops the cook that another process has started', async () => {
    const { body } = await start();
    await letPass(testApp, 60_000);
    await restart('killed');
    await untilStatus(testApp, { is_running: true });
    expect(await responseOf(testApp, testApp.api.post('/stop-cook'))).toMatchObject({
      status: 200,
      body: { verified: true, cook_id: body['cook_id'] },
    });
  });

  it('sees that the cook was stopped while it was away', async () => {
    const { body } = await start();
    await letPass(testApp, 60_000);
    await testApp.leave();
    testApp.cooker.stopAtDevice();
    await testApp.clock.elapse(120_000);
    testApp = await startTestApp({ after: testApp });
    await untilStatus(testApp, { state: 'idle', cook: null });
    expect(await cook(body['cook_id'])).toMatchObject({ state: 'ended', outcome: 'not-seen' });
  });

  it('responds to a repeated request_id with the running cook and sends nothing', async () => {
    const first = await start({ request_id: 'dinner' });
    await restart('killed');
    const again = await start({ request_id: 'dinner' });
    const { summary } = await status();
    expect([again.status, again.body]).toEqual([200, { ...first.body, replayed: true, summary }]);
    expect(await start({ request_id: 'dinner', time_minutes: 91 })).toMatchObject({
      status: 409,
      body: { error: 'REQUEST_ID_REUSED' },
    });
    expect(starts()).toBe(1);
  });

  it('responds to an identical start without request_id with the running cook', async () => {
    const first = await start();
    await restart('killed');
    await untilStatus(testApp, { is_running: true });
    expect(await start()).toMatchObject({
      status: 200,
      body: { replayed: true, cook_id: first.body['cook_id'] },
    });
    expect(starts()).toBe(1);
  });

  it('repeats a refusal by the cloud', async () => {
    testApp.cloud.nextCommand(refused());
    const first = await start({ request_id: 'no' });
    await restart('killed');
    const again = await start({ request_id: 'no' });
    expect([again.status, again.body]).toEqual([502, first.body]);
    expect(starts()).toBe(1);
  });

  it('says of a repeated start that its cook is over', async () => {
    const named = { request_id: 'dinner' };
    await start(named);
    await stopAndJournal(testApp);
    await restart('killed');
    await letPass(testApp, 300_000);
    const { status: code, body } = await start(named);
    expect([code, body['error']]).toEqual([409, 'REQUEST_ID_REUSED']);
    expect(body['message']).toMatch(/^That cook was stopped [56] minutes ago\./);
    expect(starts()).toBe(1);
  });

  it('does not repeat a start that was stopped shortly before', async () => {
    await start();
    await stopAndJournal(testApp);
    await restart('killed');
    await untilStatus(testApp, { state: 'idle' });
    expect(await start()).toMatchObject({ status: 409, body: { error: 'REQUEST_ID_REUSED' } });
    expect(starts()).toBe(1);
  });

  it('sends a stop although the earlier server had sent one with the same request_id', async () => {
    await start();
    const stop = () => responseOf(testApp, testApp.api.post('/stop-cook', { request_id: 'enough' }));
    const first = await stop();
    expect(first.status).toBe(200);
    await restart('killed');
    await start({ time_minutes: 95 });
    const second = await stop();
    expect(second).toMatchObject({ status: 200, body: { verified: true } });
    expect(second.body['cook_id']).not.toBe(first.body['cook_id']);
    expect(await status()).toMatchObject({ is_running: false });
  });

  it('learns from the first state that a start without a response took effect', async () => {
    testApp.cloud.nextCommand(actedThenFrozen);
    const lost = await start({ request_id: 'lost' });
    expect(lost.status).toBe(504);
    await restart('killed');
    await untilStatus(testApp, { is_running: true });
    const { cook } = (await status()) as { cook: { cook_id: string; started_by: string } };
    expect(cook.started_by).toBe('coddle');
    await until(async () => (await stagesOf(cook.cook_id)).at(-1), 'verified');
    expect(await start({ request_id: 'lost' })).toMatchObject({
      status: 200,
      body: { cook_id: cook.cook_id },
    });
    expect(starts()).toBe(1);
  });

  it('learns from an idle cooker that a start without a response did not take effect', async () => {
    testApp.cloud.nextCommand(commandLost);
    expect((await start({ request_id: 'lost' })).status).toBe(504);
    await restart('killed');
    await letPass(testApp, 4_000);
    expect(await start({ request_id: 'lost' })).toMatchObject({
      status: 504,
      body: { details: { outcome: 'not_started' } },
    });
    expect(starts()).toBe(1);
    expect(await start({ request_id: 'anew' })).toMatchObject({ status: 200 });
  });

  it('does not treat another cook at the cooker as its own', async () => {
    const { body } = await start();
    await letPass(testApp, 60_000);
    await testApp.leave();
    testApp.cooker.stopAtDevice();
    testApp.cooker.startFromApp(58, 45);
    await testApp.clock.elapse(10_000);
    testApp = await startTestApp({ after: testApp });
    await untilStatus(testApp, { target_temp_celsius: 58 });
    const { cook } = (await status()) as { cook: { cook_id: string; started_by: string } };
    expect(cook.started_by).toBe('app');
    expect(cook.cook_id).not.toBe(body['cook_id']);
  });

  it('reports no cook and starts no other until its cooker has reported', async () => {
    await start();
    await minutesPass(1);
    await testApp.leave();
    testApp.cooker.fallSilent();
    testApp.cloud.withholdGreeting();
    testApp = await startTestApp({ after: testApp, connected: false });
    const { id: cookerId, type } = testApp.cooker.identity;
    await until(async () => {
      testApp.cloud.connections.send(listFrame({ cookerId, type }));
      return (await testApp.api.get('/devices')).status;
    }, 200);
    expect(await status()).toMatchObject({ state: 'unknown', is_running: false, cook: null });
    expect(await start({ time_minutes: 95 })).toMatchObject({ status: 409, body: { error: 'DEVICE_BUSY' } });
    testApp.cooker.speak();
    await letPass(testApp, 4_000);
    await untilStatus(testApp, { is_running: true });
    expect(starts()).toBe(1);
  });

  it('never sends an accepted start again that was not seen', async () => {
    testApp.cloud.nextCommand(acknowledgedOnly);
    expect((await start({ request_id: 'maybe' })).status).toBe(202);
    await restart('killed');
    await letPass(testApp, 4_000);
    expect((await start({ request_id: 'maybe' })).status).toBe(504);
    expect(starts()).toBe(1);
  });

  it('has a valid journal with each step of a start and a stop', async () => {
    testApp.cloud.nextCommand(responseLost);
    const { body } = await start();
    await stopAndJournal(testApp);
    await restart('killed');
    const journal = testApp.app.get(JournalStore, { strict: false });
    expect(await journal.integrityError()).toBeUndefined();
    expect(await stagesOf(body['cook_id'])).toEqual(['intended', 'sent', 'verified']);
    const stops = (await journal.after(0, 100)).filter(({ kind }) => kind === 'stop');
    expect(stops.map(({ stage }) => stage)).toEqual(expect.arrayContaining(['intended', 'sent', 'verified']));
    expect((await journal.ofCommand(String(body['cook_id'])))[0]!.content).toMatchObject({
      requestedBy: 'default',
      plan: { target: 65, hold: 90, food: 'chicken' },
      verdict: { allowed: true },
      rulesVersion: expect.any(String) as string,
    });
    expect(JSON.stringify(await journal.after(0, 100))).not.toContain('sk-anova');
  });

  it('lets a start wait until the connection is open', async () => {
    await testApp.leave();
    testApp = await startTestApp({ after: testApp, connected: false });
    const call = testApp.api.post('/start-cook', chicken());
    // No driven time passes meanwhile, so that a busy machine may take as long as it needs to connect.
    await until(() => testApp.app.get(CookerGateway, { strict: false }).account.listed, true);
    expect(await responseOf(testApp, call)).toMatchObject({ status: 200, body: { verified: true } });
  });
});
