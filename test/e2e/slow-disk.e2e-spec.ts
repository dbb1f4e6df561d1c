import type { Intention } from '../../src/storage/journal-store.js';
import { JournalStore } from '../../src/storage/journal-store.js';
import { responseOf, chicken, letPass, sent, untilStatus } from '../harness/journey.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

describe('While a start is being logged', () => {
  let testApp: TestApp;
  let written: () => void;
  beforeEach(async () => {
    testApp = await startTestApp();
    const journal = testApp.app.get(JournalStore, { strict: false });
    const intend = journal.intend.bind(journal);
    const slowly = new Promise<void>((resolve) => (written = resolve));
    jest.spyOn(journal, 'intend').mockImplementation(async (...entry): Promise<Intention> => {
      await slowly;
      return intend(...entry);
    });
  });
  afterEach(() => testApp.close());

  const starts = () => sent(testApp).filter((command) => command === 'CMD_APC_START').length;

  it('nothing is sent, and a stop cancels it', async () => {
    const starting = testApp.api.post('/start-cook', chicken());
    await letPass(testApp, 500);
    const stopping = testApp.api.post('/stop-cook');
    await until(() => sent(testApp).length, 1);
    written();
    expect(await responseOf(testApp, stopping)).toMatchObject({ status: 200, body: { verified: true } });
    expect(await responseOf(testApp, starting)).toMatchObject({
      status: 504,
      body: { error: 'COMMAND_UNCONFIRMED', details: { outcome: 'not_started' } },
    });
    expect(sent(testApp)).toEqual(['CMD_APC_STOP']);
  });

  it('a cook that begins meanwhile is left alone', async () => {
    const starting = testApp.api.post('/start-cook', chicken({ request_id: 'dinner' }));
    await letPass(testApp, 500);
    testApp.cooker.startFromApp(58, 45);
    await untilStatus(testApp, { is_running: true });
    written();
    expect(await responseOf(testApp, starting)).toMatchObject({
      status: 409,
      body: { error: 'DEVICE_BUSY', details: { started_by: 'app' } },
    });
    expect(starts()).toBe(0);
    testApp.cooker.stopAtDevice();
    await untilStatus(testApp, { state: 'idle' });
    const again = testApp.api.post('/start-cook', chicken({ request_id: 'dinner' }));
    expect(await responseOf(testApp, again)).toMatchObject({ status: 200, body: { verified: true } });
  });

  it('a second request with the same request_id waits for the same cook', async () => {
    const body = chicken({ request_id: 'dinner' });
    const [first, second] = [testApp.api.post('/start-cook', body), testApp.api.post('/start-cook', body)];
    await letPass(testApp, 500);
    written();
    const responses = [await responseOf(testApp, first), await responseOf(testApp, second)];
    expect(responses.map(({ status }) => status)).toEqual([200, 200]);
    expect(responses[1]!.body['cook_id']).toBe(responses[0]!.body['cook_id']);
    expect(starts()).toBe(1);
  });
});

describe('While a stop is being logged', () => {
  it('it is sent all the same, and responded to before its entries are written', async () => {
    const testApp = await startTestApp();
    await testApp.api.post('/start-cook', chicken());
    const journal = testApp.app.get(JournalStore, { strict: false });
    const append = journal.appendAll.bind(journal);
    let written = (): void => undefined;
    const slowly = new Promise<void>((resolve) => (written = resolve));
    jest.spyOn(journal, 'appendAll').mockImplementation(async (...entries) => {
      await slowly;
      return append(...entries);
    });
    const stopped = await responseOf(testApp, testApp.api.post('/stop-cook'));
    expect(stopped).toMatchObject({ status: 200, body: { verified: true } });
    expect(sent(testApp)).toEqual(['CMD_APC_START', 'CMD_APC_STOP']);
    written();
    await testApp.close();
  });
});
