import { ThermometerSink } from '../../../src/thermometers/thermometer-sink.js';
import { HomeAssistantApp } from '../../harness/home-assistant-app.js';
import { LiveClient } from '../../harness/live-client.js';
import { LockedDatabase } from '../../harness/locked-database.js';
import { itWithBroker, Mosquitto } from '../../harness/mosquitto.js';
import { startTestApp } from '../../harness/test-app.js';
import { makeThermometerFacts } from '../../harness/thermometer-facts.js';

const USER = { name: 'coddle', password: 'right-p@ss' };

/** A broker that others write to and listen at. */
describe('A broker that is shared', () => {
  const opened: { close: () => Promise<unknown> }[] = [];
  let broker: Mosquitto;
  afterEach(async () => {
    for (const one of opened.splice(0).reverse()) await one.close();
    await broker.remove();
  });
  const start = async () => {
    broker = await Mosquitto.start(USER);
    const app = await HomeAssistantApp.start(broker.url);
    opened.push(app);
    return app;
  };
  const births = (app: HomeAssistantApp) =>
    app.broker.textsAt('coddle/server').filter((text) => text === 'online').length;

  itWithBroker('gets everything once more, and not for each of many births of Home Assistant', async () => {
    const app = await start();
    const before = births(app);
    const many = Array.from({ length: 200 }, () => app.broker.publish('homeassistant/status', 'online'));
    await Promise.all(many);
    await app.broker.publish(`coddle/cooker/${app.cookerId}/stop`, 'STOP');
    await app.passing(
      () => app.broker.json(`coddle/cooker/${app.cookerId}/result`)?.['command'],
      'stop',
      100,
    );
    await app.passing(() => births(app) - before > 1, true, 500);
    for (let round = 0; round < 10; round++) await app.testApp.clock.elapse(500);
    expect(births(app) - before).toBeLessThanOrEqual(4);
  });

  itWithBroker(
    'shows the alerts of before once a database can be read that was locked at the start',
    async () => {
      const app = await start();
      const facts = makeThermometerFacts({ batteryPercent: 5 });
      const seen = () => app.testApp.app.get(ThermometerSink, { strict: false }).seen(facts);
      seen();
      await app.passing(() => app.broker.json('coddle/server/alert')?.['open'], 'ON', 5_000);
      const { clock, cloud, data } = app.testApp;
      await app.testApp.leave();
      const copy = data.copy();
      const lock = LockedDatabase.wholly(copy.path);
      const after = { clock, cloud, data: copy };
      const next = await startTestApp({ environment: { mqttUrl: broker.url }, after });
      opened.push({ close: () => next.app.close() });
      await app.passing(() => app.broker.text('coddle/server'), 'online', 1_000);
      const stream = await LiveClient.open(next.url, { query: '?types=alert' });
      opened.push({ close: () => Promise.resolve(stream.close()) });
      lock.release();
      await app.passing(() => app.broker.json('coddle/server/alert')?.['open'], 'ON', 2_000);
      expect((await stream.next(({ event }) => event === 'alert')).data['state']).toBe('firing');
    },
  );
});
