import { Database } from '../../src/storage/database.js';
import { chicken, responseOf, sent, untilStatus } from '../harness/journey.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';

describe('A server that was killed before it had written the record of a cook', () => {
  let testApp: TestApp;
  beforeEach(async () => (testApp = await startTestApp({ cookers: [{ water: 65 }] })));
  afterEach(() => testApp.close());

  const start = (known = {}) => responseOf(testApp, testApp.api.post('/start-cook', chicken(known)));
  const starts = () => sent(testApp).filter((command) => command === 'CMD_APC_START').length;
  const cook = async (id: unknown) => (await testApp.api.get(`/cooks/${String(id)}`)).body;
  const loseRecords = () =>
    testApp.app.get(Database, { strict: false }).write((rows) => rows.deleteFrom('cooks').execute());
  const restart = async () => {
    const old = testApp;
    testApp = await old.crash();
    old.data.remove();
  };

  it('resumes a running cook whose record a kill has prevented', async () => {
    const { body } = await start({ request_id: 'dinner' });
    await loseRecords();
    await restart();
    await untilStatus(testApp, { is_running: true });
    expect(await start({ request_id: 'dinner' })).toMatchObject({
      status: 200,
      body: { cook_id: body['cook_id'], verified: true, replayed: true, safety: { allowed: true } },
    });
    expect(await cook(body['cook_id'])).toMatchObject({ cook_id: body['cook_id'], started_by: 'coddle' });
    expect(starts()).toBe(1);
  });

  it('claims nothing about a cook without a record that no cooker shows', async () => {
    await start({ request_id: 'dinner' });
    testApp.cooker.stopAtDevice();
    await untilStatus(testApp, { is_running: false });
    await loseRecords();
    await restart();
    await untilStatus(testApp, { is_running: false });
    expect(await start({ request_id: 'dinner' })).toMatchObject({
      status: 409,
      body: { message: expect.stringMatching(/^Nothing is known about that cook any more/) as string },
    });
  });
});
