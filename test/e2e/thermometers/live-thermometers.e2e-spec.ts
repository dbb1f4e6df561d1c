import { ThermometerSink } from '../../../src/thermometers/thermometer-sink.js';
import { KeysFolder } from '../../harness/keys-folder.js';
import { LiveClient, type LiveClientOptions } from '../../harness/live-client.js';
import { letPass } from '../../harness/journey.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { makeProbeReading, makeThermometerFacts } from '../../harness/thermometer-facts.js';

const ID = 'thermoworks-a1';

describe('The live stream of thermometers', () => {
  let testApp: TestApp;
  let folder: KeysFolder;
  const clients: LiveClient[] = [];
  beforeEach(async () => {
    folder = new KeysFolder();
    testApp = await startTestApp({ environment: { configDir: folder.path } });
    sink().seen(makeThermometerFacts({ lastSeen: now() }));
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    await testApp.close();
    folder.remove();
  });

  const sink = () => testApp.app.get(ThermometerSink, { strict: false });
  const now = () => testApp.clock.now().getTime();
  const measure = (value: number | null) => sink().read([makeProbeReading(now(), value)]);
  const watch = async (options: LiveClientOptions = {}): Promise<LiveClient> => {
    const client = await LiveClient.open(testApp.url, options);
    clients.push(client);
    await client.next(({ event }) => event === 'reset');
    return client;
  };
  const isOfProbe =
    (known: object) =>
    ({ event, data }: { event: string; data: Record<string, unknown> }) => {
      const [probe] = (data['probes'] ?? []) as Record<string, unknown>[];
      return (
        event === 'thermometer' && Object.entries(known).every(([name, value]) => probe?.[name] === value)
      );
    };

  it('begins with every thermometer, as GET /thermometers shows it', async () => {
    await measure(52.4);
    const client = await watch();
    const { body } = await testApp.api.get('/thermometers');
    expect(client.messages[0]!.data['thermometers']).toEqual(body['thermometers']);
    expect(body['thermometers']).toMatchObject([
      { thermometer_id: ID, probes: [{ temperature_celsius: 52.4 }] },
    ]);
  });

  it('sends a thermometer with each reading, also one without a value', async () => {
    const client = await watch();
    await measure(52.4);
    // An event of before may have come late, and the next message comes a second after it.
    await letPass(testApp, 2_000);
    const { data } = await client.next(isOfProbe({ temperature_celsius: 52.4, state: 'ok' }));
    expect(data).toMatchObject({ thermometer_id: ID, name: 'Smoker' });
    await letPass(testApp, 2_000);
    await measure(null);
    await client.next(isOfProbe({ temperature_celsius: null, state: 'no_reading' }));
  });

  it('sends one thermometer at most once a second, and its last state for certain', async () => {
    const client = await watch();
    for (let percent = 80; percent > 60; percent--)
      sink().seen(makeThermometerFacts({ batteryPercent: percent, lastSeen: now() }));
    await letPass(testApp, 3_000);
    await client.next(({ data }) => data['battery_percent'] === 61);
    // The first and the last; where the events come late, the last alone.
    const sent = client.messages.filter(({ event }) => event === 'thermometer').length;
    expect(sent).toBeLessThanOrEqual(2);
  });

  it('says that a probe is lost, when nothing is heard any more', async () => {
    await measure(52.4);
    const client = await watch();
    sink().seen(makeThermometerFacts({ online: false, lastSeen: now() }));
    await letPass(testApp, 10 * 60_000);
    await client.next(isOfProbe({ state: 'lost', stale: true }));
  }, 60_000);

  it('sends none to those who did not ask for them, and to keys of other devices', async () => {
    const limited = folder.add('display', { devices: [testApp.cooker.identity.id] });
    // The file of keys is looked at every second.
    testApp.clock.advance(1_500);
    const strangers = [
      await watch({ query: '?types=reading' }),
      await watch({
        withoutKey: true,
        headers: { authorization: `Bearer ${limited}` },
      }),
    ];
    const client = await watch({ query: '?types=thermometer' });
    await measure(60);
    await letPass(testApp, 2_000);
    await client.next(isOfProbe({ temperature_celsius: 60 }));
    expect(client.names).toEqual(['reset', 'thermometer']);
    for (const { names, messages } of strangers) {
      expect(names).not.toContain('thermometer');
      expect(messages[0]!.data['thermometers']).toEqual([]);
    }
  });
});
