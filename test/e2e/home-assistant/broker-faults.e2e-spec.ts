import { HomeAssistant } from '../../../src/home-assistant/home-assistant.js';
import { BrokerWatcher } from '../../harness/broker-watcher.js';
import { HomeAssistantApp } from '../../harness/home-assistant-app.js';
import { itWithBroker, Mosquitto } from '../../harness/mosquitto.js';
import { OldBroker } from '../../harness/old-broker.js';
import { startTestApp } from '../../harness/test-app.js';
import { until } from '../../harness/until.js';

const DISPLACED = 'each server needs its own MQTT_PREFIX';

/** One journey for each thing that goes wrong between the server, its broker and other clients. */
describe('Faults of the broker of Home Assistant', () => {
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
  const start = async (isPersistent = false) => {
    broker = await Mosquitto.start(undefined, isPersistent);
    return track(await HomeAssistantApp.start(broker.url));
  };
  /** Everything that the broker keeps of the server and its cooker. */
  const kept = ({ cookerId: id }: HomeAssistantApp) => [
    ...['alert', 'availability', 'state'].map((name) => `coddle/cooker/${id}/${name}`),
    ...['coddle/server', 'coddle/server/alert', 'coddle/server/state'],
    `homeassistant/device/coddle_cooker_${id}/config`,
    'homeassistant/device/coddle_server_coddle/config',
  ];
  /** Starts the broker again, and waits until a client that comes afterwards sees all of it. */
  const backAgain = async (app: HomeAssistantApp) => {
    await broker.run();
    const watcher = track(await BrokerWatcher.connect(broker.url));
    await app.passing(() => watcher.text('coddle/server'), 'online');
    await until(() => watcher.topics.filter((topic) => !topic.startsWith('$')), kept(app));
    return watcher;
  };

  itWithBroker('a broker that is killed and forgets everything gets everything again', async () => {
    const app = await start();
    await broker.kill();
    await until(() => app.state?.state, 'unreachable');
    const watcher = await backAgain(app);
    expect(watcher.text(`coddle/cooker/${app.cookerId}/availability`)).toBe('online');
    const { info } = (await app.testApp.api.get<{ info: object }>('/health')).body;
    expect(info).toMatchObject({ home_assistant: { broker: 'connected', displaced: 0 } });
  });

  itWithBroker('a broker that stops in order, and keeps the wills, learns that all are there', async () => {
    const app = await start(true);
    await broker.stop();
    await until(() => app.state?.state, 'unreachable');
    await backAgain(app);
  });

  itWithBroker('a server that stops in order says so itself', async () => {
    const app = await start();
    await app.testApp.leave();
    expect(app.broker.text('coddle/server')).toBe('offline');
    expect(app.broker.textsAt('coddle/server')).toEqual(['online', 'offline']);
  });

  itWithBroker('a server that is started again takes its place without a word of its will', async () => {
    const app = await start();
    const { clock, cloud, data } = app.testApp;
    const crashed = data.copy();
    const next = await startTestApp({
      environment: { mqttUrl: broker.url },
      after: { clock, cloud, data: crashed },
    });
    // Its client id is the same, so that the broker closes the connection of the one before.
    await until(() => app.broker.textsAt('coddle/server'), ['online', 'online']);
    await until(() => app.state?.state, 'unreachable');
    expect(app.broker.textsAt('coddle/server')).not.toContain('offline');
    await next.app.close();
    crashed.remove();
  });

  itWithBroker('two servers with one client id say so, and count it', async () => {
    const app = await start();
    const other = await startTestApp({ environment: { mqttUrl: broker.url } });
    opened.push({ close: () => other.close() });
    const said = () => [app.testApp, other].some(({ logs }) => logs.join('\n').includes(DISPLACED));
    // Each pushes the other out, until one of them sees it.
    await until(async () => {
      await Promise.all([app.testApp.clock.elapse(500), other.clock.elapse(500)]);
      return said();
    }, true);
    const states = [app.state, other.app.get(HomeAssistant, { strict: false }).state];
    expect(Math.max(...states.map((state) => state?.displaced ?? 0))).toBeGreaterThan(0);
  });

  itWithBroker('two servers with prefixes of their own do not touch the devices of each other', async () => {
    const app = await start();
    const before = kept(app);
    const other = await startTestApp({ environment: { mqttUrl: broker.url, mqttPrefix: 'garage' } });
    opened.push({ close: () => other.close() });
    await until(() => app.broker.text('garage/server'), 'online');
    for (const topic of before) expect(app.broker.topics).toContain(topic);
  });

  itWithBroker(
    'a broker that breaks off while devices are announced gets all of them with the next connection',
    async () => {
      const app = await start();
      for (let round = 0; round < 5; round++) {
        await broker.kill();
        await until(() => app.state?.state, 'unreachable');
        await broker.run();
        // As soon as it is connected: some of the messages are on their way.
        await app.passing(() => app.state?.state, 'connected', 500);
      }
      await broker.kill();
      await until(() => app.state?.state, 'unreachable');
      await backAgain(app);
    },
  );

  itWithBroker('a broker that knows MQTT 3.1.1 alone is spoken to in that', async () => {
    broker = await Mosquitto.start();
    const old = track(await OldBroker.before(broker.port));
    const watcher = track(await BrokerWatcher.connect(broker.url));
    const testApp = await startTestApp({ environment: { mqttUrl: old.url } });
    opened.push({ close: () => testApp.close() });
    await until(async () => {
      await testApp.clock.elapse(1_000);
      return watcher.text('coddle/server');
    }, 'online');
    expect(old.versions.slice(0, 2)).toEqual([5, 4]);
  });

  itWithBroker('a wrong password is said, and is nowhere to be read', async () => {
    broker = await Mosquitto.start({ name: 'coddle', password: 'right-word' });
    const mqttUrl = `mqtt://coddle:wrong-word@127.0.0.1:${broker.port}`;
    const testApp = await startTestApp({ environment: { mqttUrl } });
    opened.push({ close: () => testApp.close() });
    await until(
      () => testApp.logs.join('\n').includes('refuses the user name and password in MQTT_URL'),
      true,
    );
    expect(testApp.logs.join('\n')).not.toContain('wrong-word');
    expect((await testApp.api.get('/status')).status).toBe(200);
  });
});
