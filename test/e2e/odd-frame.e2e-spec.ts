import type { Message } from '../../src/simulator/messages.js';
import { answered, chicken, untilStatus } from '../harness/journey.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';

describe('A single odd frame in the middle of a cook', () => {
  let testApp: TestApp;
  beforeEach(async () => {
    testApp = await startTestApp();
    testApp.cooker.setWater(65);
  });
  afterEach(() => testApp.close());

  const cookOf = async () => (await testApp.api.get('/status')).body['cook'] as { cook_id: string } | null;

  // Known fault: the record of our cook ends, and what goes on is taken for the cook of a stranger.
  it.failing('that names another cook leaves the record of the one that goes on as it is', async () => {
    const started = await answered(testApp, testApp.api.post('/start-cook', chicken()));
    expect(started).toMatchObject({ status: 200, body: { verified: true } });
    const ours = started.body['cook_id'];

    testApp.cooker.alterReports(withAnotherCook);
    testApp.cooker.setWater(64.8);
    await untilStatus(testApp, { current_temp_celsius: 64.8, is_running: true });
    testApp.cooker.alterReports((message) => message);
    testApp.cooker.setWater(64.5);
    await untilStatus(testApp, { current_temp_celsius: 64.5, is_running: true });

    expect(await cookOf()).toMatchObject({ cook_id: ours, started_by: 'coddle' });
    const { cooks } = (await testApp.api.get<{ cooks: { cook_id: string }[] }>('/cooks')).body;
    expect(cooks.map(({ cook_id: id }) => id)).toEqual([ours]);
  });
});

function withAnotherCook(message: Message): unknown {
  const altered = structuredClone(message) as { payload: { state: { cook?: { cookId: string } } } };
  if (altered.payload.state.cook) altered.payload.state.cook.cookId = 'somebody-elses';
  return altered;
}
