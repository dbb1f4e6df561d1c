import { letPass, responseOf, chicken, sent, untilStatus } from '../harness/journey.js';
import type { Message } from '../../src/simulator/messages.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { JournalStore } from '../../src/storage/journal-store.js';

interface State {
  cook?: { cookId?: string };
  state: { mode: string };
}

type Alter = (message: Message) => unknown;

const altered =
  (change: (state: State) => void): Alter =>
  (message) => {
    const copy = structuredClone(message) as unknown as { payload: { state: State } };
    change(copy.payload.state);
    return copy;
  };

const withAnotherCook = altered(({ cook }) => {
  if (cook) cook.cookId = 'somebody-elses';
});
const withoutIdentity = altered(({ cook }) => {
  if (cook) delete cook.cookId;
});
const withoutCook = altered((state) => {
  delete state.cook;
});
const idle = altered((state) => {
  delete state.cook;
  state.state.mode = 'idle';
});

const START = chicken({ request_id: 'dinner' });

describe('A single odd state in the middle of a cook', () => {
  let testApp: TestApp;
  let ours: unknown;
  beforeEach(async () => {
    testApp = await startTestApp();
    testApp.cooker.setWater(65);
    const started = await responseOf(testApp, testApp.api.post('/start-cook', START));
    expect(started).toMatchObject({ status: 200, body: { verified: true } });
    ours = started.body['cook_id'];
    await letPass(testApp, 60_000);
  });
  afterEach(() => testApp.close());

  const status = async () => (await testApp.api.get('/status')).body;
  const minutesInDanger = async () =>
    ((await status())['safety'] as { minutes_core_in_danger_zone: number }).minutes_core_in_danger_zone;
  const alterOnce = (alter: Alter) => {
    testApp.cooker.alterReports((message) => {
      testApp.cooker.alterReports((next) => next);
      return alter(message);
    });
  };
  const showOddState = async (alter: Alter) => {
    alterOnce(alter);
    testApp.cooker.setWater(64.8);
    await untilStatus(testApp, { current_temp_celsius: 64.8 });
  };
  const goOn = async () => {
    testApp.cooker.setWater(64.5);
    await untilStatus(testApp, { current_temp_celsius: 64.5, is_running: true });
  };

  /** Expects the status, the list, the record, the journal and a repeated request to show one cook that goes on. */
  const expectOneCook = async () => {
    expect((await status())['cook']).toMatchObject({ cook_id: ours, started_by: 'coddle' });
    const { cooks } = (await testApp.api.get<{ cooks: { cook_id: string; state: string }[] }>('/cooks')).body;
    expect(cooks).toMatchObject([{ cook_id: ours, state: 'running', outcome: null, ended_at: null }]);
    expect((await testApp.api.get(`/cooks/${String(ours)}`)).body).toMatchObject({
      state: 'running',
      must_be_discarded: false,
    });
    const replayed = await responseOf(testApp, testApp.api.post('/start-cook', START));
    expect(replayed).toMatchObject({ status: 200, body: { replayed: true, verified: true, cook_id: ours } });
    expect(sent(testApp).filter((command) => command === 'CMD_APC_START')).toHaveLength(1);
    const journal = testApp.app.get(JournalStore, { strict: false });
    expect((await journal.after(0, 100)).map(({ stage }) => stage)).toEqual(
      expect.arrayContaining(['intended', 'verified']),
    );
  };

  const ODD_STATES = [
    ['that names another cook', withAnotherCook],
    ['that names no cook', withoutIdentity],
    ['that shows no cook', withoutCook],
    ['that is idle', idle],
  ] as const;

  it.each(ODD_STATES)('%s leaves the cook unchanged', async (_what, alter) => {
    const before = await minutesInDanger();
    await showOddState(alter);
    await goOn();
    await expectOneCook();
    expect(await minutesInDanger()).toBeGreaterThanOrEqual(before);
  });

  it.each(ODD_STATES)('%s does not stop the time of the food', async (_what, alter) => {
    await letPass(testApp, 60_000);
    const before = await minutesInDanger();
    await showOddState(alter);
    await letPass(testApp, 10_000);
    await goOn();
    await letPass(testApp, 120_000);
    expect(await minutesInDanger()).toBeGreaterThanOrEqual(before + 2);
    await expectOneCook();
  });

  it.each(ODD_STATES)('%s creates no cook after a reconnect', async (_what, alter) => {
    testApp.cloud.connections.drop();
    await untilStatus(testApp, { device_online: false });
    alterOnce(alter);
    await letPass(testApp, 3_000);
    await goOn();
    await letPass(testApp, 5_000);
    await expectOneCook();
  });

  it.each(ODD_STATES)('%s creates no cook when the server restarts after it', async (_what, alter) => {
    await showOddState(alter);
    const old = testApp;
    testApp = await old.crash();
    old.data.remove();
    await goOn();
    await expectOneCook();
  });

  it.each(ODD_STATES)('%s creates no cook when a restarted server sees it first', async (_what, alter) => {
    await testApp.leave();
    alterOnce(alter);
    testApp = await startTestApp({ after: testApp });
    await goOn();
    await expectOneCook();
  });

  it('does not hide that another cook has begun', async () => {
    testApp.cooker.alterReports(withAnotherCook);
    await letPass(testApp, 5_000);
    const { cook } = (await status()) as { cook: { cook_id: string } };
    expect(cook.cook_id).not.toBe(ours);
    const { cooks } = (await testApp.api.get<{ cooks: { cook_id: string }[] }>('/cooks')).body;
    expect(cooks).toMatchObject([
      { cook_id: cook.cook_id, state: 'running' },
      { cook_id: ours, outcome: 'replaced' },
    ]);
  });
});
