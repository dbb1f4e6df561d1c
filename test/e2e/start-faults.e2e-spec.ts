import {
  acknowledgedOnly,
  actedThenDropped,
  actedThenFrozen,
  actedUponLate,
  responseLost,
  respondedLate,
  respondedTwice,
  commandLost,
  droppedUnheard,
  errorSaid,
  refused,
} from '../../src/simulator/behaviours.js';
import { responseOf, chicken, letPass, sent, untilStatus } from '../harness/journey.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

const START = 'CMD_APC_START';

describe('A start', () => {
  let testApp: TestApp;
  beforeEach(async () => {
    testApp = await startTestApp();
  });
  afterEach(() => testApp.close());

  const start = (known = {}) => responseOf(testApp, testApp.api.post('/start-cook', chicken(known)));
  const starts = () => sent(testApp).filter((command) => command === START).length;

  it('is verified by the cooker although the response was lost', async () => {
    testApp.cloud.nextCommand(responseLost);
    expect(await start()).toMatchObject({ status: 200, body: { verified: true } });
  });

  it('is verified by the cooker before a late response arrives', async () => {
    testApp.cloud.nextCommand(respondedLate(8_000));
    expect(await start()).toMatchObject({ status: 200, body: { verified: true } });
    await letPass(testApp, 10_000);
    expect(starts()).toBe(1);
  });

  it('ignores a second response', async () => {
    testApp.cloud.nextCommand(respondedTwice());
    expect(await start()).toMatchObject({ status: 200, body: { verified: true } });
    expect(await responseOf(testApp, testApp.api.post('/stop-cook'))).toMatchObject({ status: 200 });
  });

  it('is only accepted when the cloud confirms it and the cooker does nothing', async () => {
    testApp.cloud.nextCommand(acknowledgedOnly);
    expect(await start()).toMatchObject({
      status: 202,
      body: {
        status: 'accepted',
        verified: false,
        summary: expect.stringContaining('has not shown it') as string,
      },
    });
    expect((await testApp.api.get('/status')).body).toMatchObject({
      state: 'idle',
      is_running: false,
      cook: null,
    });
  });

  it('changes from accepted to started when the cooker shows it later', async () => {
    testApp.cloud.nextCommand(actedUponLate(14_000));
    const first = await start({ request_id: 'late' });
    expect(first.status).toBe(202);
    await letPass(testApp, 6_000);
    const again = await start({ request_id: 'late' });
    expect(again).toMatchObject({
      status: 200,
      body: { status: 'started', verified: true, cook_id: first.body['cook_id'] },
    });
    expect(starts()).toBe(1);
  });

  it('is unconfirmed without a response, and may be sent again once the cooker is seen idle', async () => {
    testApp.cloud.nextCommand(commandLost);
    testApp.cooker.fallSilent();
    const lost = await start({ request_id: 'lost' });
    testApp.cooker.speak();
    expect(lost).toMatchObject({
      status: 504,
      body: { error: 'COMMAND_UNCONFIRMED', details: { outcome: 'unknown' }, request_id: 'lost' },
    });
    await letPass(testApp, 3_000);
    expect(await start({ request_id: 'lost' })).toMatchObject({
      status: 504,
      body: { error: 'COMMAND_UNCONFIRMED', details: { outcome: 'not_started' } },
    });
    expect(starts()).toBe(1);
    expect(await start({ request_id: 'anew' })).toMatchObject({ status: 200, body: { verified: true } });
    expect(starts()).toBe(2);
  });

  it('is refused while the outcome of an earlier start is unknown', async () => {
    testApp.cloud.nextCommand(commandLost);
    testApp.cooker.fallSilent();
    expect(await start()).toMatchObject({ status: 504 });
    expect(await start({ time_minutes: 91 })).toMatchObject({ status: 409, body: { error: 'DEVICE_BUSY' } });
    expect(starts()).toBe(1);
  });

  it.each([
    ['a refusal', refused('secret words of the vendor')],
    ['an error that names no command', errorSaid('secret words of the vendor')],
  ])('is rejected by %s, without the vendor’s words', async (_case, behaviour) => {
    testApp.cloud.nextCommand(behaviour);
    const response = await start();
    expect(response).toMatchObject({ status: 502, body: { error: 'COMMAND_REJECTED' } });
    expect(response.text).not.toContain('secret words');
  });

  it('repeats a refusal for the same request_id and sends nothing', async () => {
    testApp.cloud.nextCommand(refused());
    await start({ request_id: 'no' });
    expect(await start({ request_id: 'no' })).toMatchObject({
      status: 502,
      body: { error: 'COMMAND_REJECTED' },
    });
    expect(starts()).toBe(1);
  });

  it('is seen over a new connection when the old one broke before the response', async () => {
    testApp.cloud.nextCommand(actedThenDropped);
    expect(await start()).toMatchObject({ status: 200, body: { verified: true } });
    expect(starts()).toBe(1);
  });

  it('is unconfirmed and not sent again when the connection broke before the cooker received it', async () => {
    testApp.cloud.nextCommand(droppedUnheard);
    // The next connection may show the idle cooker before the response is sent: both are true.
    const outcome = expect.stringMatching(/^(unknown|not_started)$/) as string;
    expect(await start()).toMatchObject({ status: 504, body: { details: { outcome } } });
    await untilStatus(testApp, { state: 'idle', device_online: true });
    expect(starts()).toBe(1);
  });

  it('is unconfirmed when the connection fell silent, and ours once a new connection shows it', async () => {
    testApp.cloud.nextCommand(actedThenFrozen);
    expect(await start()).toMatchObject({ status: 504, body: { details: { outcome: 'unknown' } } });
    await letPass(testApp, 35_000);
    await untilStatus(testApp, { device_online: true, is_running: true });
    const { body } = await testApp.api.get('/status');
    expect(body).toMatchObject({ cook: { started_by: 'coddle' }, target_temp_celsius: 65 });
    expect(starts()).toBe(1);
  });

  it('happens once for simultaneous requests with the same request_id', async () => {
    const body = chicken({ request_id: 'dinner' });
    const responses = await Promise.all(
      Array.from({ length: 20 }, () => testApp.api.post('/start-cook', body)),
    );
    const { cook_id: cookId } = responses[0]!.body;
    for (const { status, body } of responses)
      expect([status, body['verified'], body['cook_id']]).toEqual([200, true, cookId]);
    expect(responses.filter(({ body }) => body['replayed'] !== true)).toHaveLength(1);
    expect((await testApp.api.post('/start-cook', body)).body).toMatchObject({
      cook_id: cookId,
      replayed: true,
    });
    expect(starts()).toBe(1);
  });

  it('is refused with a request_id that was used for another body', async () => {
    await start({ request_id: 'dinner' });
    expect(await start({ request_id: 'dinner', time_minutes: 91 })).toMatchObject({
      status: 409,
      body: { error: 'REQUEST_ID_REUSED' },
    });
  });

  it('accepts Idempotency-Key as request_id', async () => {
    const { api } = testApp;
    const key = { 'idempotency-key': 'dinner' };
    const first = await api.post('/start-cook', chicken(), key);
    const again = { status: 200, body: { cook_id: first.body['cook_id'], replayed: true } };
    expect(await api.post('/start-cook', chicken(), key)).toMatchObject(again);
    expect(await api.post('/start-cook', chicken({ request_id: 'dinner' }))).toMatchObject(again);
    expect(starts()).toBe(1);
    for (const empty of ['', '  ']) {
      const request = api.post('/start-cook', chicken({ request_id: 'dinner' }), {
        'idempotency-key': empty,
      });
      expect(await request).toMatchObject(again);
    }
    for (const wrong of ['x'.repeat(65), 'other']) {
      const response = await api.post('/start-cook', chicken({ request_id: 'dinner' }), {
        'idempotency-key': wrong,
      });
      expect(response).toMatchObject({ status: 400, body: { error: 'VALIDATION_ERROR' } });
    }
  });

  it.each(['', ' '])('treats an empty Idempotency-Key as left out: %j', async (empty) => {
    const request = () => testApp.api.post('/start-cook', chicken(), { 'idempotency-key': empty });
    const first = await request();
    expect(first).toMatchObject({ status: 200, body: { status: 'started' } });
    await testApp.api.post('/stop-cook');
    const again = await request();
    expect(again).toMatchObject({ status: 409, body: { error: 'REQUEST_ID_REUSED' } });
    expect(again.body['details']).toEqual({ cook_id: first.body['cook_id'] });
  });

  it('responds to an identical start without request_id with the running cook', async () => {
    const first = await start();
    expect(await start()).toMatchObject({
      status: 200,
      body: { replayed: true, cook_id: first.body['cook_id'] },
    });
    await letPass(testApp, 121_000);
    expect(await start()).toMatchObject({ status: 409, body: { error: 'DEVICE_BUSY' } });
    expect(starts()).toBe(1);
  });

  it('is not repeated shortly after a stop, unless it has a new request_id', async () => {
    const first = await start();
    await testApp.api.post('/stop-cook');
    expect(await start({ thickness_mm: null })).toMatchObject({
      status: 409,
      body: { error: 'REQUEST_ID_REUSED', details: { cook_id: first.body['cook_id'] } },
    });
    expect(starts()).toBe(1);
    const second = await start({ request_id: 'another' });
    expect(second).toMatchObject({ status: 200, body: { verified: true } });
    expect(second.body['replayed']).toBeUndefined();
    expect(second.body['cook_id']).not.toBe(first.body['cook_id']);
    expect(starts()).toBe(2);
  });

  it('is repeated two minutes after the first one', async () => {
    await start();
    await testApp.api.post('/stop-cook');
    await letPass(testApp, 121_000);
    expect(await start()).toMatchObject({ status: 200, body: { verified: true } });
    expect(starts()).toBe(2);
  });

  it('reaches the cooker exactly once when many different ones are requested at once', async () => {
    const responses = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        testApp.api.post('/start-cook', chicken({ time_minutes: 90 + i })),
      ),
    );
    const statuses = responses.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array<number>(29).fill(409)]);
    expect(starts()).toBe(1);
  });

  it('fails when the cook is stopped while it is being started', async () => {
    testApp.cloud.nextCommand(acknowledgedOnly, START);
    const starting = testApp.api.post('/start-cook', chicken());
    await until(starts, 1);
    const stopped = await responseOf(testApp, testApp.api.post('/stop-cook'));
    expect(stopped).toMatchObject({ status: 200, body: { verified: true } });
    expect(await responseOf(testApp, starting)).toMatchObject({
      status: 504,
      body: { error: 'COMMAND_UNCONFIRMED', details: { outcome: 'not_started' } },
    });
    expect(await start()).toMatchObject({ status: 409, body: { error: 'REQUEST_ID_REUSED' } });
    expect(starts()).toBe(1);
  });
});
