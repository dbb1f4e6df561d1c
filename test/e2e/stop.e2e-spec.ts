import { acknowledgedOnly, responseLost, commandLost, refused } from '../../src/simulator/behaviours.js';
import { JournalStore } from '../../src/storage/journal-store.js';
import { responseOf, chicken, letPass, sent, untilStatus } from '../harness/journey.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';

describe('A stop', () => {
  let testApp: TestApp;
  beforeEach(async () => {
    testApp = await startTestApp();
  });
  afterEach(() => testApp.close());

  const stop = (body?: object) => responseOf(testApp, testApp.api.post('/stop-cook', body));
  const stops = () => sent(testApp).filter((command) => command === 'CMD_APC_STOP').length;

  it('is verified by the cooker although the response was lost', async () => {
    await testApp.api.post('/start-cook', chicken());
    testApp.cloud.nextCommand(responseLost);
    expect(await stop()).toMatchObject({ status: 200, body: { status: 'stopped', verified: true } });
  });

  it('is sent again until a response arrives', async () => {
    await testApp.api.post('/start-cook', chicken());
    testApp.cloud.nextCommand(commandLost);
    expect(await stop()).toMatchObject({ status: 200, body: { verified: true } });
    expect(stops()).toBe(2);
  });

  it('is only accepted when the cooker does not show it', async () => {
    await testApp.api.post('/start-cook', chicken());
    testApp.cloud.everyCommand(acknowledgedOnly);
    expect(await stop()).toMatchObject({ status: 202, body: { status: 'accepted', verified: false } });
  });

  it.each([
    ['verified', 'verified', () => undefined],
    ['accepted', 'acknowledged', () => testApp.cloud.everyCommand(acknowledgedOnly)],
  ])('has each of its stages on the disk when it is %s', async (_status, stage, prepare) => {
    await testApp.api.post('/start-cook', chicken());
    prepare();
    expect((await stop()).status).toBeLessThan(300);
    const old = testApp;
    testApp = await old.crash();
    old.data.remove();
    const journal = testApp.app.get(JournalStore, { strict: false });
    const stages = (await journal.after(0, 100)).filter(({ kind }) => kind === 'stop');
    // The restarted server settles a stop that was not verified.
    expect(stages.slice(0, 3).map((entry) => entry.stage)).toEqual(['intended', 'sent', stage]);
  });

  it('says what to do by hand when no response arrives', async () => {
    await testApp.api.post('/start-cook', chicken());
    testApp.cloud.everyCommand(commandLost);
    expect(await stop()).toMatchObject({
      status: 504,
      body: {
        error: 'COMMAND_UNCONFIRMED',
        message: expect.stringContaining('by hand') as string,
        details: { outcome: 'unknown' },
      },
    });
    expect(stops()).toBeGreaterThanOrEqual(2);
  });

  it('is rejected when the cloud refuses it', async () => {
    await testApp.api.post('/start-cook', chicken());
    testApp.cloud.nextCommand(refused());
    expect(await stop()).toMatchObject({ status: 502, body: { error: 'COMMAND_REJECTED' } });
  });

  it('is sent although the last state was idle, when it is not fresh', async () => {
    testApp.cooker.fallSilent();
    await letPass(testApp, 16_000);
    expect(await stop()).toMatchObject({ status: 202, body: { verified: false, cook_id: null } });
    expect(stops()).toBe(1);
  });

  it('reconnects at once when the connection is down, and is sent', async () => {
    await testApp.api.post('/start-cook', chicken());
    await testApp.cloud.goAway();
    await untilStatus(testApp, { device_online: false });
    await testApp.cloud.comeBack();
    expect(await stop()).toMatchObject({ status: 200, body: { verified: true } });
  });

  it('says that nothing can be sent while the cloud is unreachable', async () => {
    await testApp.api.post('/start-cook', chicken());
    await testApp.cloud.goAway();
    await untilStatus(testApp, { device_online: false });
    expect(await stop()).toMatchObject({ status: 503, body: { error: 'CLOUD_UNAVAILABLE' } });
  });

  it('gets the same response for a repeated request_id', async () => {
    await testApp.api.post('/start-cook', chicken());
    const first = await stop({ request_id: 'enough' });
    expect(first.status).toBe(200);
    expect(await stop({ request_id: 'enough' })).toMatchObject({ status: 200, body: first.body });
    const named = await stop({ request_id: 'enough', device_id: 'other' });
    expect(named).toMatchObject({ status: 200, body: { cook_id: first.body['cook_id'] } });
    expect(named.body['warnings']).toEqual([expect.stringContaining('"other"')]);
    expect(stops()).toBe(1);
  });

  it('may be repeated under the same request_id after it failed', async () => {
    await testApp.api.post('/start-cook', chicken());
    testApp.cloud.nextCommand(refused());
    expect(await stop({ request_id: 'enough' })).toMatchObject({ status: 502 });
    expect(await stop({ request_id: 'enough' })).toMatchObject({ status: 200 });
  });

  it('ends a cook that was started in the app', async () => {
    testApp.cooker.startFromApp(56, 60);
    await untilStatus(testApp, { is_running: true });
    expect(await stop()).toMatchObject({ status: 200, body: { verified: true, safety: { allowed: false } } });
  });

  it('is never rate limited', async () => {
    const hurried = await startTestApp({ environment: { rateLimitPerMinute: 20 } });
    const responses = await Promise.all(Array.from({ length: 50 }, () => hurried.api.post('/stop-cook')));
    await hurried.close();
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([404]));
  });

  it('of an idle cooker fills no journal, however often it is repeated', async () => {
    const journal = testApp.app.get(JournalStore, { strict: false });
    for (let request = 0; request < 10; request++) expect((await stop()).status).toBe(404);
    expect(stops()).toBe(10);
    expect(await journal.after(0, 100)).toEqual([]);
  });
});
