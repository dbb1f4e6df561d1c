import { ProbePublisher } from '../../../src/simulator/mqtt-probes/probe-publisher.js';
import { esphomeShape } from '../../../src/simulator/mqtt-probes/published-shapes.js';
import { Mosquitto, itWithBroker } from '../../harness/mosquitto.js';
import { MqttApp } from '../../harness/mqtt-app.js';
import { OldBroker } from '../../harness/old-broker.js';
import { until } from '../../harness/until.js';

const NODE = {
  use: 'esphome',
  topic: 'smoker',
  probes: [{ sensor: 'probe_1', name: 'Brisket', sends_on_change: true }],
};
const MAPPING = { mqtt: [NODE] };
const BRISKET = 'mqtt-smoker-probe-1';

/** One journey for each thing that goes wrong between the server and its broker. */
describe('Faults of the broker', () => {
  const opened: { close: () => Promise<unknown> }[] = [];
  let broker: Mosquitto;
  afterEach(async () => {
    for (const one of opened.splice(0).reverse()) await one.close();
    await broker.remove();
  });

  const track = <One extends { close: () => Promise<unknown> }>(one: One): One => {
    opened.push(one);
    return one;
  };
  const publish = async (celsius: number, url = broker.url) => {
    const publisher = await ProbePublisher.connect({ url, shape: esphomeShape() });
    await publisher.show([celsius]);
    return publisher;
  };
  const shown = async (app: MqttApp) => (await app.temperatures())[BRISKET];
  const stateOf = async (app: MqttApp) => (await app.probes())[0]?.state;
  /** Lets the time pass that the server waits between two attempts, until the broker is as expected. */
  const passing = (app: MqttApp, state: string) =>
    until(() => {
      app.testApp.clock.advance(1_000);
      return app.account?.state;
    }, state);

  itWithBroker('a broker that goes away is said to be away, and its probes come back with it', async () => {
    broker = await Mosquitto.start();
    const app = track(await MqttApp.listening(broker.url, MAPPING));
    const first = track(await publish(50));
    await until(() => shown(app), 50);
    await broker.kill();
    await until(() => app.account?.state, 'unreachable');
    expect((await app.thermometers())[0]?.online).toBeNull();
    await passing(app, 'unreachable');
    await broker.run();
    await passing(app, 'connected');
    await first.close();
    track(await publish(51));
    await until(() => shown(app), 51);
    expect(app.testApp.logs.join('\n')).toContain(`mqtt://127.0.0.1:${broker.port} cannot be reached`);
  });

  itWithBroker(
    'an orderly restart of the broker, which publishes every will, loses nothing for long',
    async () => {
      broker = await Mosquitto.start();
      const app = track(await MqttApp.listening(broker.url, MAPPING));
      const first = track(await publish(50));
      await until(() => shown(app), 50);
      await broker.stop();
      await until(() => app.account?.state, 'unreachable');
      await broker.run();
      await passing(app, 'connected');
      await first.close();
      track(await publish(52));
      await until(() => shown(app), 52);
      expect(await stateOf(app)).toBe('ok');
    },
  );

  itWithBroker('a wrong password is said, and is nowhere to be read', async () => {
    broker = await Mosquitto.start({ name: 'coddle', password: 'right-p@ss' });
    const password = 'wrong-p%40ssword';
    const url = `mqtt://coddle:${password}@127.0.0.1:${broker.port}`;
    const app = track(await MqttApp.start(url, MAPPING));
    await until(() => app.account?.state, 'needs_sign_in');
    const health = JSON.stringify((await app.testApp.api.get('/health')).body);
    const words = [...app.testApp.logs, JSON.stringify(app.account), health].join('\n');
    expect(words).toContain('refuses the user name and password in MQTT_URL');
    expect(words).not.toMatch(/wrong-p(?:@|%40)ssword/);
  });

  itWithBroker('a right password opens it', async () => {
    broker = await Mosquitto.start({ name: 'coddle', password: 'right-p@ss' });
    const app = track(await MqttApp.listening(broker.url, MAPPING));
    track(await publish(53));
    await until(() => shown(app), 53);
  });

  itWithBroker('two servers with one client id say so', async () => {
    broker = await Mosquitto.start();
    const mapping = { client_id: 'coddle-home', ...MAPPING };
    const [one, other] = [
      track(await MqttApp.listening(broker.url, mapping)),
      track(await MqttApp.start(broker.url, mapping)),
    ];
    await until(() => {
      for (const app of [one, other]) app.testApp.clock.advance(1_000);
      return [one, other].some(({ account }) => account?.problem?.includes('with the client id coddle-home'));
    }, true);
  });

  itWithBroker('a broker that knows MQTT 3.1.1 alone is spoken to in that', async () => {
    broker = await Mosquitto.start();
    const old = track(await OldBroker.before(broker.port));
    const app = track(await MqttApp.start(old.url, MAPPING));
    await passing(app, 'connected');
    track(await publish(55));
    await until(() => shown(app), 55);
    expect(old.versions.slice(0, 2)).toEqual([5, 4]);
  });

  itWithBroker('a server at the port that is no broker is said to be none', async () => {
    broker = await Mosquitto.start();
    const web = track(await OldBroker.replying('HTTP/1.1 400 Bad Request\r\n\r\n<html></html>'));
    const app = track(await MqttApp.start(web.url, MAPPING));
    await until(() => app.account?.state, 'unreachable');
    expect((await app.testApp.api.get('/status')).status).toBe(200);
  });

  itWithBroker('a mapping with a fault is not used, and its line is said', async () => {
    broker = await Mosquitto.start();
    const text =
      '{\n  "mqtt": [\n    { "use": "json", "topic": "a/#", "probes": [{ "place": "1" }] }\n  ]\n}';
    const app = track(await MqttApp.start(broker.url, text));
    await until(() => app.account?.state, 'unreachable');
    expect(app.account?.problem).toContain('probes.json, line 3: mqtt[0].topic must not hold #');
  });
});
