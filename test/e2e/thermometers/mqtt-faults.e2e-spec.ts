import { ProbePublisher } from '../../../src/simulator/mqtt-probes/probe-publisher.js';
import { esphomeShape } from '../../../src/simulator/mqtt-probes/published-shapes.js';
import { Mosquitto, itWithBroker } from '../../harness/mosquitto.js';
import { MqttApp } from '../../harness/mqtt-app.js';
import { until } from '../../harness/until.js';

const NODE = {
  use: 'esphome',
  topic: 'smoker',
  probes: [{ sensor: 'probe_1', name: 'Brisket', sends_on_change: true }],
};
const GRILL = {
  use: 'json',
  topic: 'grill/state',
  id: 'grill',
  at: 'time',
  probes: [{ place: '1', path: 'celsius', unit_path: 'unit' }],
};
const BRISKET = 'mqtt-smoker-probe-1';

/** One journey for each thing that goes wrong at a gateway or in what it publishes. */
describe('Faults of gateways over MQTT', () => {
  let broker: Mosquitto;
  let app: MqttApp;
  let publisher: ProbePublisher;
  beforeEach(async () => {
    broker = await Mosquitto.start();
    publisher = await ProbePublisher.connect({ url: broker.url, shape: esphomeShape() });
  });
  afterEach(async () => {
    await publisher.close();
    await app.close();
    await broker.remove();
  });

  const listen = async () => {
    app = await MqttApp.listening(broker.url, { mqtt: [NODE, GRILL] });
  };
  const now = () => app.testApp.clock.now().getTime();
  const shown = async (id: string) => (await app.temperatures())[id];
  const probe = async (id: string) => (await app.probes()).find(({ probe_id }) => probe_id === id);
  const say = (topic: string, payload: object | string, retain = false) =>
    publisher.publish({
      topic,
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
      retain,
    });
  const grill = (celsius: unknown, time: unknown, more: object = {}) =>
    say('grill/state', { celsius, time, unit: 'C', ...more });
  /** Waits until everything that was published before has been taken. */
  const taken = async (mark: number) => {
    await publisher.show([mark]);
    await until(() => shown(BRISKET), mark);
  };

  itWithBroker('a kept value of unknown age is not shown as new', async () => {
    await publisher.show([55]);
    await listen();
    await until(async () => (await app.thermometers()).find(({ name }) => name === 'smoker')?.online, true);
    expect(await probe(BRISKET)).toMatchObject({
      temperature_celsius: null,
      reading_at: null,
      state: 'no_reading',
    });
    await taken(56);
  });

  itWithBroker('a kept value with a stamp has the age that the stamp says', async () => {
    await listen();
    const old = now() - 300_000;
    await app.close();
    await say('grill/state', { celsius: 40, time: old / 1000, unit: 'C' }, true);
    await listen();
    await until(() => shown('mqtt-grill-1'), 40);
    expect((await probe('mqtt-grill-1'))?.reading_at).toBe(new Date(old).toISOString());
  });

  itWithBroker('a message that comes twice counts once, and a late one changes nothing', async () => {
    await listen();
    const time = now() / 1000;
    await grill(50, time - 2);
    await grill(51, time - 1);
    await grill(51, time - 1);
    await grill(49, time - 20);
    await taken(60);
    expect(await shown('mqtt-grill-1')).toBe(51);
  });

  itWithBroker('garbage, 100 KB and the broker itself stop nothing', async () => {
    await listen();
    for (const payload of [
      '',
      '<html>',
      '{',
      'null',
      '[]',
      `{"celsius":1,"x":"${'y'.repeat(100_000)}"}`,
      '\u0000',
    ])
      await say('grill/state', payload);
    for (const payload of ['', 'hot', '1e400', '{"a":1}', '57,2'])
      await say('smoker/sensor/probe_1/state', payload);
    await say('smoker/sensor/other/state', '12');
    await say('grill/state/deeper', '{"celsius":12}');
    await taken(61);
    expect(await shown('mqtt-grill-1')).toBeNull();
    expect(app.testApp.logs.join('\n')).toContain('cannot be read');
  });

  itWithBroker('numbers that are none, and units that are unknown, give no reading', async () => {
    await listen();
    const time = () => now() / 1000;
    for (const celsius of [null, '51', 6553.5, -127, true, {}]) {
      app.testApp.clock.advance(1_000);
      await grill(50, time());
      app.testApp.clock.advance(1_000);
      await grill(celsius, time());
      await until(() => shown('mqtt-grill-1'), null);
    }
    app.testApp.clock.advance(1_000);
    await grill(122, time(), { unit: '°F' });
    await until(() => shown('mqtt-grill-1'), 50);
    app.testApp.clock.advance(1_000);
    await grill(122, time(), { unit: 'R' });
    await until(() => shown('mqtt-grill-1'), null);
  });

  itWithBroker(
    'stamps of 1970, of 2100 and none at all are not taken, and it is said why until they are right',
    async () => {
      await listen();
      await grill(50, 10);
      await grill(51, '2100-01-01T00:00:00Z');
      await grill(52, undefined);
      await taken(62);
      expect(await shown('mqtt-grill-1')).toBeNull();
      expect(app.account).toMatchObject({
        state: 'connected',
        problem: expect.stringContaining('stamp') as string,
      });
      app.testApp.clock.advance(61_000);
      await grill(53, now() / 1000);
      await until(() => shown('mqtt-grill-1'), 53);
      expect(app.account).toEqual({ state: 'connected' });
    },
  );

  itWithBroker('a gateway that dies is lost by its will, and comes back', async () => {
    await listen();
    await taken(63);
    publisher.die();
    await until(async () => (await probe(BRISKET))?.state, 'lost');
    expect((await app.thermometers()).find(({ name }) => name === 'smoker')?.online).toBe(false);
    publisher = await ProbePublisher.connect({ url: broker.url, shape: esphomeShape() });
    await until(async () => (await app.thermometers()).find(({ name }) => name === 'smoker')?.online, true);
    await taken(64);
    expect((await probe(BRISKET))?.state).toBe('ok');
  });

  itWithBroker('a probe that sends on change is silent while its gateway lives', async () => {
    await listen();
    await taken(65);
    await until(async () => (await app.thermometers()).find(({ name }) => name === 'smoker')?.online, true);
    app.testApp.clock.advance(20 * 60_000);
    await until(async () => (await probe(BRISKET))?.state, 'silent');
    expect(await shown(BRISKET)).toBe(65);
  });
});
