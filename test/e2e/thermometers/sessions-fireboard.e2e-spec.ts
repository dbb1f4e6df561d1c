import type { Clock } from '../../../src/shared/clock.js';
import { FireboardCloud } from '../../../src/simulator/fireboard/fireboard-cloud.js';
import { chickenCook } from '../../../src/simulator/probe-replay/chicken-cook.js';
import { ProbeReplay } from '../../../src/simulator/probe-replay/probe-replay.js';
import { Api } from '../../harness/api.js';
import { KeysFolder } from '../../harness/keys-folder.js';
import { killed, type Session } from '../../harness/probe-journey.js';
import { ThermometerApp } from '../../harness/thermometer-app.js';
import { until } from '../../harness/until.js';

const PROBE = 'fireboard-sim0000001-1';

describe('A food whose probe is read from a cloud', () => {
  let server: ThermometerApp<FireboardCloud>;
  let replay: ProbeReplay;
  let keys: KeysFolder;
  let key: string;

  beforeEach(async () => {
    keys = new KeysFolder();
    key = keys.add('garage', { scopes: ['readings:write'] });
    const devices = [{ labels: ['Chicken', 'Oven'] }];
    const account = { username: 'someone@example.org', password: 'hickory-and-oak', devices };
    const makeCloud = (clock: Clock) => new FireboardCloud({ clock, ...account });
    const environment = { configDir: keys.path };
    server = await ThermometerApp.start({
      vendor: 'fireboard',
      setting: 'fireboardUrl',
      makeCloud,
      environment,
    });
    server.signIn();
  });
  afterEach(async () => {
    replay.stop();
    await server.close();
    keys.remove();
  });

  /** Plays the chicken from a second of its hour on, and follows it. */
  const followed = async (from: number): Promise<string> => {
    replay = new ProbeReplay({
      clock: server.clock,
      series: chickenCook(),
      target: server.cloud.device,
      from,
    });
    replay.start();
    await server.passUntil(async () => (await server.probe('Chicken'))?.state, 'ok');
    const begun = await server.testApp.api.post<Session>('/probe-sessions', {
      probe_id: PROBE,
      food_type: 'chicken',
      target_core_celsius: 74,
    });
    expect(begun.status).toBe(200);
    return begun.body.session_id;
  };
  const session = async (id: string) => (await server.testApp.api.get<Session>(`/probe-sessions/${id}`)).body;

  it('is pasteurised by what the cloud says was measured', async () => {
    const id = await followed(60);
    expect((await session(id)).safety['pasteurized']).not.toBe(true);
    await server.pass(75 * 60, 10);
    await until(async () => (await session(id)).forecast.state, 'reached');
    const done = await session(id);
    expect(done).toMatchObject({ safety: { verdict: 'pasteurized' } });
    expect(killed(done)).toBeGreaterThan(7);
  }, 120_000);

  it('has no verdict once °F that are marked as °C are hotter than food can be', async () => {
    server.cloud.device.faults.set(1, 'fahrenheit_marked_celsius');
    const id = await followed(60);
    await server.pass(75 * 60, 10);
    const done = await session(id);
    expect(done).toMatchObject({ safety: { verdict: 'unknown', pasteurized: null, pasteurized_at: null } });
    expect(killed(done)).toBe(0);
    expect(done.summary).toMatch(/reads \d+\.\d °C, and food that holds water gets no hotter than 100 °C/);
  }, 120_000);

  it('keeps what was measured until its account is removed, credits nothing after it, and other probes go on', async () => {
    const id = await followed(3_400);
    await server.pass(300, 10);
    server.cloud.removeAccount();
    await server.passUntil(() => server.accountState(), 'needs_sign_in');
    const kept = await session(id);
    const before = killed(kept);
    expect(before).toBeGreaterThan(0);
    await server.pass(900, 10);
    const alone = await session(id);
    expect(killed(alone)).toBe(before);
    // How far it was by then depends on how many polls the machine took until it saw that the account is gone.
    const { pasteurized, pasteurized_at: at } = kept.safety;
    // What was only forecast is not known any more.
    const pasteurized_at = pasteurized === true ? at : null;
    expect(alone).toMatchObject({ state: 'running', safety: { pasteurized, pasteurized_at } });
    expect(alone['reading_age_seconds']).toBeGreaterThan(800);

    const reading = { probe_id: 'pit', temperature_celsius: 110, at: server.clock.now().toISOString() };
    const pushed = new Api(server.testApp.url, key).post('/readings', { readings: [reading] });
    await server.pass(2);
    expect((await pushed).status).toBe(200);
    expect(await server.probe('pit')).toMatchObject({ temperature_celsius: 110, state: 'ok' });
    expect(await server.probe('Chicken')).toMatchObject({ state: 'lost', stale: true });
  }, 120_000);
});
