import { ThermometerSink } from '../../../src/thermometers/thermometer-sink.js';
import type { ProbeReading } from '../../../src/thermometers/thermometer.js';
import { Api } from '../../harness/api.js';
import { untilSettled } from '../../harness/journey.js';
import { KeysFolder } from '../../harness/keys-folder.js';
import { McpClient, MODERN } from '../../harness/mcp-client.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { makeProbeFacts, makeProbeReading, makeThermometerFacts } from '../../harness/thermometer-facts.js';
import type { ThermometersDto } from '../../../src/thermometers/dto/thermometers.dto.js';
import { until } from '../../harness/until.js';

/** What a vendor reports, and what clients then read. */
describe('The thermometers', () => {
  let testApp: TestApp;
  let keys: KeysFolder;
  let limited: Readonly<Record<'here' | 'elsewhere', Api>>;
  beforeEach(async () => {
    keys = new KeysFolder();
    const scopes = ['status:read', 'history:read', 'probes:write'] as const;
    const limitedTo = (device: string) => keys.add(device, { scopes, devices: [device] });
    const [here, elsewhere] = [limitedTo('thermoworks-a1'), limitedTo('a-cooker')];
    testApp = await startTestApp({ environment: { configDir: keys.path } });
    limited = { here: new Api(testApp.url, here), elsewhere: new Api(testApp.url, elsewhere) };
  });
  afterEach(async () => {
    await testApp.close();
    keys.remove();
  });

  const sink = () => testApp.app.get(ThermometerSink, { strict: false });
  const read = (readings: readonly ProbeReading[]) => untilSettled(testApp, sink().read(readings));
  const list = async (api = testApp.api) =>
    (await api.get<ThermometersDto>('/thermometers')).body.thermometers;
  const probe = async () => (await list())[0]!.probes[0]!;
  const now = () => testApp.clock.now().getTime();

  it('are none before there is one', async () => {
    expect(await testApp.api.get('/thermometers')).toMatchObject({ status: 200, body: { thermometers: [] } });
    expect((await testApp.api.get('/health')).body['info']).toEqual({});
  });

  it('show each number with its age and the instant of the device', async () => {
    const at = now() - 4_000;
    sink().seen(makeThermometerFacts({ name: 'Smoker\u0007\u202e', lastSeen: at }));
    await read([makeProbeReading(at, 52.4, { receivedAt: now() })]);
    testApp.clock.advance(8_000);
    expect(await list()).toEqual([
      {
        thermometer_id: 'thermoworks-a1',
        vendor: 'thermoworks',
        name: 'Smoker',
        model: 'Node',
        online: true,
        battery_percent: 84,
        signal_dbm: -61,
        last_seen: new Date(at).toISOString(),
        probes: [
          {
            probe_id: 'thermoworks-a1-1',
            name: 'Chicken breast',
            kind: 'core',
            temperature_celsius: 52.4,
            reading_at: new Date(at).toISOString(),
            reading_age_seconds: (now() - at) / 1000,
            stale: false,
            state: 'ok',
            rate_celsius_per_hour: null,
            trusted: true,
          },
        ],
      },
    ]);
  });

  it('give a missing reading as null, never as a number', async () => {
    sink().seen(makeThermometerFacts());
    expect(await probe()).toMatchObject({ temperature_celsius: null, reading_at: null, state: 'no_reading' });
    await read([makeProbeReading(now(), null)]);
    expect(await probe()).toMatchObject({ temperature_celsius: null, stale: false, state: 'no_reading' });
    await read([makeProbeReading(now() + 1, 6553.5)]);
    expect(await probe()).toMatchObject({ temperature_celsius: null, state: 'dead' });
  });

  it('are lost when they are not heard, and silent when nothing changes', async () => {
    const sendsOnChange = makeProbeFacts({ probeId: 'thermoworks-a1-2', sendsOnChange: true });
    const facts = () => makeThermometerFacts({ probes: [makeProbeFacts(), sendsOnChange], lastSeen: now() });
    sink().seen(facts());
    await read([makeProbeReading(now(), 60), makeProbeReading(now(), 60, { probeId: 'thermoworks-a1-2' })]);
    testApp.clock.advance(1_800_000);
    sink().seen(facts());
    const states = async () => (await list())[0]!.probes.map(({ state }) => state);
    expect(await states()).toEqual(['lost', 'silent']);
    testApp.clock.advance(1_200_000);
    expect(await states()).toEqual(['lost', 'lost']);
  });

  it('take zero for broken where the device itself never was that cold', async () => {
    sink().seen(makeThermometerFacts({ probes: [makeProbeFacts({ minimumCelsius: 20 as never })] }));
    await read([makeProbeReading(now(), 0)]);
    expect(await probe()).toMatchObject({ temperature_celsius: null, state: 'dead' });
    await read([makeProbeReading(now() + 1, 21)]);
    expect(await probe()).toMatchObject({ temperature_celsius: 21, state: 'ok' });
  });

  it('are there at once after a restart, as old as they are', async () => {
    sink().seen(makeThermometerFacts());
    const at = now();
    await read([makeProbeReading(at, 52.4)]);
    await testApp.leave();
    testApp.clock.advance(40_000);
    testApp = await startTestApp({ environment: { configDir: keys.path }, after: testApp });
    expect((await list())[0]).toMatchObject({
      name: 'Smoker',
      online: null,
      probes: [
        { temperature_celsius: 52.4, reading_age_seconds: (now() - at) / 1000, stale: true, state: 'ok' },
      ],
    });
  });

  it('are shown to a key that is limited to devices only where it names them', async () => {
    sink().seen(makeThermometerFacts());
    expect(await list(limited.elsewhere)).toEqual([]);
    expect((await list(limited.here)).map(({ thermometer_id: id }) => id)).toEqual(['thermoworks-a1']);
  });

  it('show such a key the readings and sessions of its own probes only', async () => {
    const probeId = 'thermoworks-a1-1';
    sink().seen(makeThermometerFacts());
    await read([makeProbeReading(now(), 52.4)]);
    const food = { probe_id: probeId, food_type: 'chicken' };
    const begin = (api: Api) => api.post<{ session_id: string }>('/probe-sessions', food);
    expect(await begin(limited.elsewhere)).toMatchObject({ status: 404, body: { error: 'PROBE_NOT_FOUND' } });
    const begun = await begin(limited.here);
    expect(begun.status).toBe(200);
    const session = `/probe-sessions/${begun.body.session_id}`;
    for (const path of [session, `/thermometers/${probeId}/readings`])
      expect([(await limited.here.get(path)).status, (await limited.elsewhere.get(path)).status]).toEqual([
        200, 404,
      ]);
    expect((await limited.elsewhere.post(`${session}/end`)).status).toBe(404);
    const sessionsOf = async (api: Api) => (await api.get('/probe-sessions')).body['sessions'];
    expect(await sessionsOf(limited.elsewhere)).toEqual([]);
    expect(await sessionsOf(limited.here)).toHaveLength(1);
  });

  it('are a tool for assistants, with a sentence for each probe', async () => {
    sink().seen(makeThermometerFacts());
    await read([makeProbeReading(now(), 52.4)]);
    const { content, text } = await new McpClient(testApp.api, MODERN).call('get_thermometers');
    expect(content).toEqual((await testApp.api.get('/thermometers')).body);
    expect(text).toMatch(/^Chicken breast: 52\.4 °C, \d+ s ago\.$/);
  });

  it('have their accounts in /health, and one in trouble keeps nothing from being started', async () => {
    sink().account('thermoworks', { state: 'needs_sign_in', problem: 'The password was refused.' });
    const { status, body } = await testApp.api.get('/health');
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { info: { thermometers: { status: 'up', thermoworks: 'needs_sign_in' } } },
    });
    expect(JSON.stringify(body)).not.toContain('password');
    await until(async () => (await testApp.api.get('/health/ready')).status, 200);
  });
});
