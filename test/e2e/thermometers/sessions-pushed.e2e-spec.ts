import { Api, type Json } from '../../harness/api.js';
import { chicken, letPass, responseOf, untilStatus } from '../../harness/journey.js';
import { KeysFolder } from '../../harness/keys-folder.js';
import type { Session } from '../../harness/probe-journey.js';
import { SignedInOwner } from '../../harness/signed-in-owner.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

const PROBE = 'smoker-1';
/** Milliseconds between two readings, short enough to keep the connection to the cloud alive. */
const STRIDE = 20_000;

describe('A session of a probe whose readings are pushed', () => {
  let testApp: TestApp;
  let keys: KeysFolder;
  let owner: SignedInOwner;
  let garage: Api;
  beforeEach(async () => {
    keys = new KeysFolder();
    const key = keys.add('garage', { scopes: ['readings:write'] });
    testApp = await startTestApp({ environment: { configDir: keys.path } });
    owner = await SignedInOwner.at(testApp);
    garage = new Api(testApp.url, key);
    await push([4]);
  });
  afterEach(async () => {
    await testApp.close();
    keys.remove();
  });

  /** Pushes readings, the last of now and the others a minute apart. */
  const push = async (values: readonly number[], ago = 0): Promise<Json> => {
    const now = testApp.clock.now().getTime() - ago;
    const readings = values.map((value, index) => ({
      probe_id: PROBE,
      temperature_celsius: value,
      at: new Date(now - (values.length - 1 - index) * 60_000).toISOString(),
    }));
    return (await responseOf(testApp, garage.post('/readings', { readings }))).body;
  };
  const pass = async (minutes: number, reads: (minute: number) => number): Promise<void> => {
    for (let passed = STRIDE; passed <= minutes * 60_000; passed += STRIDE) {
      await testApp.clock.elapse(STRIDE);
      if (passed % 60_000 === 0) await push([reads(passed / 60_000)]);
    }
  };
  const begun = async (known: Json = {}): Promise<string> => {
    const body = { probe_id: PROBE, food_type: 'chicken', ...known };
    return (await testApp.api.post<Session>('/probe-sessions', body)).body.session_id;
  };
  const session = async (id: string) => (await testApp.api.get<Session>(`/probe-sessions/${id}`)).body;
  const safety = async () => (await testApp.api.get('/status')).body['safety'] as Json;
  const trust = () => owner.post(`/owner/probes/${PROBE}/trust`, {});

  it('has no verdict until the owner trusts the probe, also when it ends', async () => {
    const id = await begun();
    await pass(30, () => 66);
    const untrusted = await session(id);
    expect(untrusted).toMatchObject({
      trusted: false,
      temperature_celsius: 66,
      safety: { verdict: 'unknown', pasteurized: null, pasteurized_at: null },
    });
    expect(untrusted.safety['basis']).toBe('nothing: the probe is not trusted');
    expect(untrusted.summary).toContain('until the owner trusts it');
    const other = (await testApp.api.post<Session>(`/probe-sessions/${id}/end`)).body;
    expect(other).toMatchObject({ state: 'ended', safety: { verdict: 'unknown', pasteurized: null } });
  }, 60_000);

  it('has a verdict of all that was measured, once the owner trusts the probe', async () => {
    const id = await begun();
    await pass(30, () => 66);
    await trust();
    expect(await session(id)).toMatchObject({
      trusted: true,
      safety: { verdict: 'pasteurized', pasteurized: true },
    });
  }, 60_000);

  it('gets nothing for 75 °C that are pushed for the past', async () => {
    await trust();
    const id = await begun();
    await pass(1, () => 4);
    await testApp.clock.elapse(60_000);
    expect(
      await push(
        Array.from({ length: 60 }, () => 75),
        150_000,
      ),
    ).toMatchObject({ late: 60 });
    const { safety: after } = await session(id);
    expect(after).toMatchObject({ verdict: 'not_pasteurized', pasteurized: false });
    expect(after.log_reductions.every(({ predicted }) => predicted === 0)).toBe(true);
  }, 60_000);

  it('changes nothing about a cook until the owner trusts the probe', async () => {
    testApp.cooker.setWater(65);
    const started = await responseOf(testApp, testApp.api.post('/start-cook', chicken()));
    await letPass(testApp, 4_000);
    await untilStatus(testApp, { timer: 'running' });
    await begun({ cook_id: started.body['cook_id'] });
    const promised = (await safety())['pasteurized_at'];
    await pass(20, () => 10);
    const untrusted = await safety();
    expect(untrusted).toMatchObject({ measured_core: { temperature_celsius: 10, effect: 'none' } });
    expect(Date.parse(String(untrusted['pasteurized_at']))).toBeLessThan(
      Date.parse(String(promised)) + 90_000,
    );
    expect(untrusted['warnings']).toContainEqual(expect.stringContaining('until the owner trusts it'));
    await trust();
    await pass(1, () => 10);
    expect(await safety()).toMatchObject({ pasteurized_at: null, measured_core: { effect: 'worsens' } });
  }, 60_000);
});
