import { JournalStore } from '../../src/storage/journal-store.js';
import { chicken, responseOf } from '../harness/journey.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

describe('The journal of refused starts', () => {
  let testApp: TestApp;
  beforeEach(async () => {
    testApp = await startTestApp();
  });
  afterEach(() => testApp.close());

  const start = (known = {}) => responseOf(testApp, testApp.api.post('/start-cook', chicken(known)));
  const entries = () => testApp.app.get(JournalStore, { strict: false }).after(0, 100);
  const codes = async () =>
    (await entries()).flatMap(({ stage, cookerId, content }) =>
      stage === 'refused' ? [[cookerId, (content as { code: string }).code]] : [],
    );

  it('names the cooker that was chosen, and is in the order of time', async () => {
    const { id } = testApp.cooker.identity;
    expect(await start({ temperature_celsius: 50 })).toMatchObject({ status: 400 });
    expect(await start()).toMatchObject({ status: 200 });
    expect(await start({ time_minutes: 95 })).toMatchObject({ body: { error: 'DEVICE_BUSY' } });
    expect(await start({ device_id: 'attic' })).toMatchObject({ body: { error: 'DEVICE_NOT_FOUND' } });
    await testApp.clock.elapse(250);
    await until(codes, [
      [id, 'POULTRY_TEMP_UNSAFE'],
      [id, 'DEVICE_BUSY'],
      ['attic', 'DEVICE_NOT_FOUND'],
    ]);
    const times = (await entries()).map(({ at }) => at);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect((await entries())[0]).toMatchObject({ stage: 'refused', kind: 'start' });
  });
});
