import { JournalStore } from '../../src/storage/journal-store.js';
import { SlicedOpening } from '../../src/storage/sliced-opening.js';
import { responseOf, chicken, sent, untilStatus } from '../harness/journey.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

/** More entries than are verified in one go. */
const ENTRIES = 150;
const CONTENT = 'x'.repeat(10_000);

describe('With a journal that takes long to verify, a restarted server', () => {
  let testApp: TestApp;
  let verified: () => void;
  let cookId: unknown;

  beforeEach(async () => {
    const first = await startTestApp();
    const entry = { commandId: 'old', cookerId: 'one', kind: 'start', stage: 'sent', content: CONTENT };
    const entries = Array.from({ length: ENTRIES }, () => ({ at: 1, ...entry }));
    await first.app.get(JournalStore, { strict: false }).appendAll(entries);
    const { body } = await responseOf(first, first.api.post('/start-cook', chicken()));
    cookId = body['cook_id'];
    await first.leave();
    const verify = Reflect.get<SlicedOpening, 'verify'>(SlicedOpening.prototype, 'verify');
    const slowly = new Promise<void>((resolve) => (verified = resolve));
    jest.spyOn(SlicedOpening.prototype, 'verify').mockImplementation(async function (this: SlicedOpening) {
      await slowly;
      return verify.call(this);
    });
    testApp = await startTestApp({ after: first });
  });
  afterEach(async () => {
    verified();
    jest.restoreAllMocks();
    await testApp.close();
  });

  const ready = async () => JSON.stringify((await testApp.api.get('/health/ready')).body);

  it('shows and stops the running cook before the journal is verified', async () => {
    await untilStatus(testApp, { is_running: true });
    expect((await testApp.api.get('/status')).body).toMatchObject({ cook: { cook_id: cookId } });
    expect(await ready()).toContain('The journal is still being verified');
    const stopped = await responseOf(testApp, testApp.api.post('/stop-cook'));
    expect(stopped).toMatchObject({ status: 200, body: { verified: true, cook_id: cookId } });
    expect(sent(testApp).at(-1)).toBe('CMD_APC_STOP');
  });

  it('starts nothing until the journal is verified', async () => {
    await responseOf(testApp, testApp.api.post('/stop-cook'));
    await untilStatus(testApp, { state: 'idle' });
    const before = sent(testApp).length;
    const start = () => responseOf(testApp, testApp.api.post('/start-cook', chicken({ time_minutes: 95 })));
    expect(await start()).toMatchObject({
      status: 503,
      body: {
        error: 'STORAGE_UNAVAILABLE',
        message: 'The journal is still being verified, so nothing may start. Status and stop still work.',
      },
    });
    expect(sent(testApp)).toHaveLength(before);
    verified();
    await until(async () => ((await ready()).includes('STORAGE_UNAVAILABLE') ? 0 : 1), 1);
    expect(await start()).toMatchObject({ status: 200, body: { verified: true } });
    expect(await testApp.app.get(JournalStore, { strict: false }).integrityError()).toBeUndefined();
  });
});
