import { AlertStore } from '../../../src/alerts/alert-store.js';
import { BrokerWatcher } from '../../harness/broker-watcher.js';
import { itWithBroker, Mosquitto } from '../../harness/mosquitto.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { until } from '../../harness/until.js';

const TOPIC = 'home/alerts';

describe('Alerts over MQTT', () => {
  let broker: Mosquitto;
  let testApp: TestApp;
  const open = async () => {
    broker = await Mosquitto.start({ name: 'coddle', password: 'not-to-be-seen' });
    testApp = await startTestApp({
      cookers: [{ name: 'Kitchen', water: 65 }],
      environment: { alertMqtt: `${broker.url}/${TOPIC}` },
    });
  };
  afterEach(async () => {
    await testApp?.close();
    await broker?.remove();
  });

  const deliveries = () => testApp.app.get(AlertStore, { strict: false }).deliveries(10);
  /** Lets time pass until something is so. */
  const pass = async (isSo: () => boolean | Promise<boolean>) => {
    for (let seconds = 0; seconds < 1_200 && !(await isSo()); seconds += 5) {
      await testApp.clock.elapse(5_000);
      await new Promise((resume) => setTimeout(resume, 10));
    }
    expect(await isSo()).toBe(true);
  };

  itWithBroker('are published once each, and the log shows that the broker acknowledged them', async () => {
    await open();
    const watcher = await BrokerWatcher.connect(broker.url);
    testApp.cooker.warnOfLowWater();
    await pass(() => watcher.textsAt(TOPIC).length > 0);
    await until(async () => (await deliveries()).map(({ state }) => state), ['sent']);
    expect(watcher.textsAt(TOPIC)).toHaveLength(1);
    expect(watcher.json(TOPIC)).toMatchObject({
      rule_id: 'low-water',
      notice: 'firing',
      title: 'Low water: Kitchen',
      thing: { name: 'Kitchen' },
    });
    const [delivery] = await deliveries();
    expect(watcher.json(TOPIC)).toMatchObject({ key: delivery?.message.key });
    expect(testApp.logs.join('\n')).not.toContain('not-to-be-seen');
    await watcher.close();
  });

  itWithBroker('are published after all when the broker and its subscriber come back', async () => {
    await open();
    await broker.kill();
    testApp.cooker.warnOfLowWater();
    const failed = async () => ((await deliveries())[0]?.attempts.length ?? 0) > 1;
    await pass(failed);
    await broker.run();
    const watcher = await BrokerWatcher.connect(broker.url);
    await pass(() => watcher.textsAt(TOPIC).length > 0);
    await until(async () => (await deliveries()).map(({ state }) => state), ['sent']);
    const whys = (await deliveries())[0]?.attempts.map(({ why }) => why);
    expect(whys?.[0]).toMatch(
      /^The broker at mqtt:\/\/127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\)\.$/,
    );
    await watcher.close();
  });
});
