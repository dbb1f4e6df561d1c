import { ThermometerSink } from '../../../src/thermometers/thermometer-sink.js';
import { BrokerWatcher } from '../../harness/broker-watcher.js';
import { HomeAssistantApp } from '../../harness/home-assistant-app.js';
import { chicken, letPass, responseOf } from '../../harness/journey.js';
import { itWithBroker, Mosquitto } from '../../harness/mosquitto.js';
import { startTestApp, type TestAppOptions } from '../../harness/test-app.js';
import { makeProbeFacts, makeThermometerFacts } from '../../harness/thermometer-facts.js';
import { until } from '../../harness/until.js';

interface Discovery {
  readonly device: Record<string, unknown>;
  readonly components: Record<string, Record<string, unknown>>;
}
const SMOKER = 'coddle_thermometer_thermoworks-a1';

/** What Home Assistant learns of the devices, over a real broker. */
describe('The devices of Home Assistant', () => {
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
  const start = async (options?: TestAppOptions) => {
    broker = await Mosquitto.start();
    return track(await HomeAssistantApp.start(broker.url, options));
  };
  const configOf = (app: HomeAssistantApp, id: string) =>
    app.broker.json<Discovery>(`homeassistant/device/${id}/config`);

  itWithBroker('the server and a cooker are announced, and what is known of them is kept', async () => {
    const app = await start();
    const id = app.cookerId;
    await until(() => configOf(app, `coddle_cooker_${id}`)?.device, {
      identifiers: [`coddle_cooker_${id}`],
      name: 'Simulated cooker',
      ...{ manufacturer: 'Anova', model: 'Precision Cooker', model_id: 'a7', serial_number: id },
      via_device: 'coddle_server_coddle',
    });
    // Someone who comes later finds all of it.
    const later = track(await BrokerWatcher.connect(broker.url));
    await until(
      () => later.topics,
      [
        `coddle/cooker/${id}/alert`,
        `coddle/cooker/${id}/availability`,
        `coddle/cooker/${id}/state`,
        'coddle/server',
        'coddle/server/alert',
        'coddle/server/state',
        `homeassistant/device/coddle_cooker_${id}/config`,
        'homeassistant/device/coddle_server_coddle/config',
      ],
    );
    // That the server is there comes after everything that it makes visible.
    expect(app.broker.messages.at(-1)?.topic).toBe('coddle/server');
  });

  itWithBroker('the state follows a cook, with the instant of its reading', async () => {
    const app = await start();
    await responseOf(app.testApp, app.testApp.api.post('/start-cook', chicken()));
    await app.passing(() => app.cooker?.['running'], 'ON');
    const { target, state, timer, reading_at: at } = app.cooker!;
    expect([target, timer]).toEqual([65, 90]);
    expect(['preheating', 'cooking']).toContain(state);
    expect(Date.parse(String(at))).toBeLessThanOrEqual(app.testApp.clock.now().getTime());
    await responseOf(app.testApp, app.testApp.api.post('/stop-cook'));
    await app.passing(() => [app.cooker?.['running'], app.cooker?.['timer']], ['OFF', null]);
  });

  itWithBroker('a cooker that falls silent is not there, and its numbers are not either', async () => {
    const app = await start();
    const availability = () => app.broker.text(`coddle/cooker/${app.cookerId}/availability`);
    await app.passing(availability, 'online', 2_000);
    app.testApp.cooker.goOffline();
    await app.passing(availability, 'offline', 2_000);
    await app.passing(() => [app.cooker?.['reachable'], app.cooker?.['water']], ['OFF', null], 2_000);
    app.testApp.cooker.comeOnline();
    await app.passing(availability, 'online', 2_000);
  });

  itWithBroker('a thermometer is a device of its own, and an entity that is gone is removed', async () => {
    const app = await start();
    const sink = app.testApp.app.get(ThermometerSink, { strict: false });
    const other = makeProbeFacts({ probeId: 'thermoworks-a1-2', name: 'Ham' });
    sink.seen(makeThermometerFacts({ probes: [makeProbeFacts(), other] }));
    await until(() => configOf(app, SMOKER)?.device['via_device'], 'coddle_server_coddle');
    expect(configOf(app, SMOKER)?.components).toHaveProperty('p2_temperature');
    expect(app.broker.text('coddle/thermometer/thermoworks-a1/availability')).toBe('online');
    sink.removed('thermoworks-a1');
    await app.passing(() => app.broker.topics.filter((topic) => topic.includes('thermoworks')), []);
  });

  itWithBroker('a new name changes what people read, and no id', async () => {
    const app = await start();
    const sink = app.testApp.app.get(ThermometerSink, { strict: false });
    sink.seen(makeThermometerFacts());
    await until(() => configOf(app, SMOKER)?.device['name'], 'Smoker');
    const before = configOf(app, SMOKER)!.components['p1_temperature']!['unique_id'];
    sink.seen(makeThermometerFacts({ name: 'Grill', probes: [makeProbeFacts({ name: 'Rib' })] }));
    await app.passing(() => configOf(app, SMOKER)?.device['name'], 'Grill');
    const { name, unique_id: after } = configOf(app, SMOKER)!.components['p1_temperature']!;
    expect([name, after]).toEqual(['Rib', before]);
  });

  itWithBroker('everything is published again when Home Assistant says that it is there', async () => {
    const app = await start();
    const config = `homeassistant/device/coddle_cooker_${app.cookerId}/config`;
    await until(() => app.broker.textsAt(config).length, 1);
    await app.broker.publish('homeassistant/status', 'online');
    await until(() => app.broker.textsAt(config).length, 2);
    await until(() => app.broker.textsAt('coddle/server').length, 2);
  });

  itWithBroker('a device that went while the server was away is removed by the next one', async () => {
    const app = await start();
    const sink = app.testApp.app.get(ThermometerSink, { strict: false });
    sink.seen(makeThermometerFacts());
    const thermometers = () => app.broker.topics.filter((topic) => topic.includes('thermoworks'));
    await app.passing(() => thermometers().length, 4);
    const { clock, cloud, data } = app.testApp;
    sink.removed('thermoworks-a1');
    // What is gone is written at the end, when nothing is published any more.
    await app.testApp.leave();
    expect(thermometers()).toHaveLength(4);
    expect(app.broker.text('coddle/server')).toBe('offline');
    const next = await startTestApp({ environment: { mqttUrl: broker.url }, after: { clock, cloud, data } });
    opened.push({ close: () => next.app.close() });
    await until(() => app.broker.text('coddle/server'), 'online');
    await until(thermometers, []);
  });

  itWithBroker('what was published under another prefix is removed', async () => {
    const app = await start();
    const { clock, cloud, data } = app.testApp;
    await letPass(app.testApp, 2_000);
    await app.testApp.leave();
    const environment = { mqttUrl: broker.url, mqttPrefix: 'home/coddle', haDiscoveryPrefix: 'ha' };
    const next = await startTestApp({ environment, after: { clock, cloud, data } });
    opened.push({ close: () => next.app.close() });
    await until(() => app.broker.text('home/coddle/server'), 'online');
    await until(() => app.broker.topics.filter((topic) => /^(?:coddle|homeassistant)\//.test(topic)), []);
  });
});
