import { chickenCook } from '../../../src/simulator/probe-replay/chicken-cook.js';
import { ProbeReplay } from '../../../src/simulator/probe-replay/probe-replay.js';
import { ProbePublisher } from '../../../src/simulator/mqtt-probes/probe-publisher.js';
import {
  esphomeShape,
  jsonShape,
  rawShape,
  theengsShape,
  type PublishedShape,
} from '../../../src/simulator/mqtt-probes/published-shapes.js';
import { itWithBroker } from '../../harness/mosquitto.js';
import { MqttApp } from '../../harness/mqtt-app.js';
import { Mosquitto } from '../../harness/mosquitto.js';
import { until } from '../../harness/until.js';

const THEENGS = { use: 'theengs' };
const ESPHOME = {
  use: 'esphome',
  topic: 'smoker',
  name: 'Smoker',
  probes: [
    { sensor: 'probe_1', name: 'Brisket', sends_on_change: true },
    { sensor: 'probe_2', name: 'Pit', kind: 'ambient' },
  ],
};
const GRILL = {
  use: 'json',
  topic: 'grill/+/state',
  name: 'Grill',
  at: 'time',
  battery: 'battery',
  availability: { topic: 'grill/status' },
  probes: [
    { place: '1', path: 'probes["1"].celsius' },
    { place: '2', path: 'probes["2"].celsius', kind: 'ambient' },
  ],
};

/** Each gateway, published by the simulator to a real broker, and what clients then read. */
describe('Probes over MQTT', () => {
  let broker: Mosquitto;
  let app: MqttApp;
  let publisher: ProbePublisher;
  beforeEach(async () => {
    broker = await Mosquitto.start();
    app = await MqttApp.listening(broker.url, { mqtt: [THEENGS, ESPHOME, GRILL] });
  });
  afterEach(async () => {
    await publisher.close();
    await app.close();
    await broker.remove();
  });

  const now = () => app.testApp.clock.now().getTime();
  const publish = async (shape: PublishedShape, version: 4 | 5 = 5) => {
    publisher = await ProbePublisher.connect({ url: broker.url, shape, version });
  };
  const shown = async (id: string) => (await app.temperatures())[id];

  itWithBroker('come as the decoder of a Bluetooth gateway wrote them', async () => {
    await publish(theengsShape());
    await publisher.show([54.5, null, 121]);
    await until(() => shown('mqtt-a4c1385a0102-3'), 121);
    const [thermometer] = (await app.thermometers()).filter(({ probes }) => probes.length === 4);
    expect(thermometer).toMatchObject({
      thermometer_id: 'mqtt-a4c1385a0102',
      model: 'Inkbird IBT-4XS',
      online: true,
      signal_dbm: -63,
      last_seen: new Date(now()).toISOString(),
    });
    expect(thermometer?.probes).toMatchObject([
      { temperature_celsius: 54.5, state: 'ok', reading_age_seconds: 0, trusted: true },
      { temperature_celsius: null, state: 'no_reading' },
      { temperature_celsius: 121, state: 'ok' },
      { temperature_celsius: null, state: 'no_reading' },
    ]);
  });

  itWithBroker('come as the bytes that a Bluetooth gateway heard, −5.0 °C too', async () => {
    await publish(rawShape());
    await publisher.show([-5, null, 61.2, null]);
    await until(() => shown('mqtt-a4c1385a0102-3'), 61.2);
    expect(await shown('mqtt-a4c1385a0102-1')).toBe(-5);
    expect(await shown('mqtt-a4c1385a0102-2')).toBeNull();
  });

  itWithBroker('come from a node of ESPHome, known before it speaks', async () => {
    const before = (await app.probes()).filter(({ probe_id }) => probe_id.startsWith('mqtt-smoker-'));
    expect(before).toMatchObject([
      { name: 'Brisket', kind: 'core', state: 'no_reading', temperature_celsius: null },
      { name: 'Pit', kind: 'ambient', state: 'no_reading' },
    ]);
    await publish(esphomeShape());
    await publisher.show([71.25, 118]);
    await until(() => shown('mqtt-smoker-probe-2'), 118);
    expect(await shown('mqtt-smoker-probe-1')).toBe(71.25);
    await publisher.show([null]);
    await until(() => shown('mqtt-smoker-probe-1'), null);
  });

  itWithBroker('come in JSON with the instant of the device, over MQTT 3.1.1 too', async () => {
    await publish(jsonShape(), 4);
    await publisher.show([48, 150], now() - 40_000);
    await until(() => shown('mqtt-left-1'), 48);
    const [probe] = (await app.probes()).filter(({ probe_id }) => probe_id === 'mqtt-left-1');
    expect(probe).toMatchObject({
      reading_at: new Date(now() - 40_000).toISOString(),
      reading_age_seconds: 40,
    });
    const [thermometer] = (await app.thermometers()).filter(({ name }) => name === 'Grill left');
    expect(thermometer).toMatchObject({ battery_percent: 77 });
  });

  itWithBroker('follow a whole cook', async () => {
    await publish(jsonShape());
    const { clock } = app.testApp;
    const series = chickenCook();
    const replay = new ProbeReplay({ clock, series, target: publisher });
    replay.start();
    for (let minute = 0; minute < 30; minute++) clock.advance(60_000);
    replay.stop();
    const row = series.rows.find(({ elapsed }) => elapsed === 1800)!;
    await until(() => shown('mqtt-left-1'), Math.round(row.celsius[0]! * 100) / 100);
  });
});
