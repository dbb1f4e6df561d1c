import { CookRecordRepository } from '../../src/cooking/record/cook-record.repository.js';
import { Clock } from '../../src/shared/clock.js';
import { Database } from '../../src/storage/database.js';
import { JournalStore } from '../../src/storage/journal-store.js';
import { chicken, responseOf, sent, untilStatus } from '../harness/journey.js';
import { putRecord } from '../harness/stored.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

describe('A server that was killed and finds a row that it cannot read', () => {
  let testApp: TestApp;
  beforeEach(async () => {
    testApp = await startTestApp();
    testApp.cooker.setWater(65);
  });
  afterEach(() => testApp.close());

  const journalNow = () => testApp.app.get(JournalStore, { strict: false });
  const restart = async () => {
    const old = testApp;
    testApp = await old.crash();
    old.data.remove();
  };

  it('settles a start whose stored plan cannot be read, logs its entry once, and starts it no second time', async () => {
    const journal = journalNow();
    const entry = { commandId: 'lost', cookerId: testApp.cooker.identity.id, kind: 'start', content: null };
    const at = testApp.app.get(Clock, { strict: false }).now().getTime();
    const plan = { target: 65, hold: 90, shape: 'ring' };
    const { sequence } = await journal.append({
      ...entry,
      at,
      stage: 'intended',
      content: { version: 9, plan },
    });
    await journal.append({ ...entry, at, stage: 'sent' });
    await restart();
    await until(
      async () => (await journalNow().ofCommand('lost')).map(({ stage }) => stage),
      ['intended', 'sent', 'unknown'],
    );
    const said = testApp.logs.filter((line) => line.includes('plan not readable'));
    expect(said).toEqual([
      expect.stringContaining(`plan not readable in entry ${sequence} of the journal: version is not 2`),
    ]);
    expect(sent(testApp)).not.toContain('CMD_APC_START');
  });

  it('opens the connection although a stored record cannot be read, and restores the rest', async () => {
    const { body } = await responseOf(testApp, testApp.api.post('/start-cook', chicken()));
    const store = testApp.app.get(CookRecordRepository, { strict: false });
    const kept = (await store.find(String(body['cook_id'])))!;
    await store.saveDurably({ ...kept, cookId: 'strange', cookerId: 'another' });
    const database = testApp.app.get(Database, { strict: false });
    await putRecord(database, 'strange', '{"of":"another version"}');
    await restart();
    await untilStatus(testApp, { is_running: true });
    expect((await testApp.api.get('/status')).body).toMatchObject({ cook: { cook_id: body['cook_id'] } });
    expect(testApp.logs.filter((line) => line.includes('record of cook strange cannot be read'))).not.toEqual(
      [],
    );
    expect(await responseOf(testApp, testApp.api.post('/stop-cook'))).toMatchObject({ status: 200 });
  });
});
