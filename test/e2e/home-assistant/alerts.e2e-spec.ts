import { ThermometerSink } from '../../../src/thermometers/thermometer-sink.js';
import { HomeAssistantApp } from '../../harness/home-assistant-app.js';
import { itWithBroker, Mosquitto } from '../../harness/mosquitto.js';
import { startTestApp } from '../../harness/test-app.js';
import { makeThermometerFacts } from '../../harness/thermometer-facts.js';
import { until } from '../../harness/until.js';

const DEVICES = ['coddle/server', 'coddle/thermometer/thermoworks-a1'];

/** The alerts of a weak battery, as Home Assistant receives them. */
describe('The alerts in Home Assistant', () => {
  const opened: { close: () => Promise<unknown> }[] = [];
  let broker: Mosquitto;
  afterEach(async () => {
    for (const one of opened.splice(0).reverse()) await one.close();
    await broker.remove();
  });

  const start = async () => {
    broker = await Mosquitto.start();
    const app = await HomeAssistantApp.start(broker.url);
    opened.push(app);
    return app;
  };
  const seen = ({ testApp }: HomeAssistantApp, batteryPercent: number) =>
    testApp.app.get(ThermometerSink, { strict: false }).seen(makeThermometerFacts({ batteryPercent }));
  const openAt = (app: HomeAssistantApp, device: string) => app.broker.json(`${device}/alert`);
  const eventsAt = (app: HomeAssistantApp, device: string) =>
    app.broker
      .textsAt(`${device}/alerts`)
      .map((text) => (JSON.parse(text) as Record<string, unknown>)['event_type']);

  itWithBroker('fire, are acknowledged over the broker, and are over', async () => {
    const app = await start();
    seen(app, 50);
    await app.passing(() => openAt(app, DEVICES[1]!), { open: 'OFF', count: 0 });
    seen(app, 5);
    await app.passing(() => eventsAt(app, DEVICES[0]!), ['firing'], 5_000);
    for (const device of DEVICES)
      expect(openAt(app, device)).toMatchObject({
        ...{
          open: 'ON',
          count: 1,
          acknowledged: false,
          rule: 'battery-low',
          thing: 'Smoker',
          severity: 'warning',
        },
      });
    const id = openAt(app, DEVICES[0]!)!['alert_id'];
    await app.broker.publish('coddle/alerts/acknowledge', { alert_id: id, request_id: 'seen-1' });
    await until(() => app.broker.json('coddle/alerts/result')?.['status'], 'acknowledged');
    expect(app.broker.json('coddle/alerts/result')).toMatchObject({ request_id: 'seen-1', alert_id: id });
    await until(() => openAt(app, DEVICES[1]!)?.['acknowledged'], true);
    seen(app, 60);
    await app.passing(() => openAt(app, DEVICES[1]!), { open: 'OFF', count: 0 }, 5_000);
    for (const device of DEVICES)
      expect(eventsAt(app, device)).toEqual(['firing', 'acknowledged', 'resolved']);
  });

  itWithBroker('that are not known, or kept by the broker, are not acknowledged', async () => {
    const app = await start();
    const result = () => app.broker.json('coddle/alerts/result')?.['error'];
    await app.broker.publish('coddle/alerts/acknowledge', { alert_id: 'unknown' });
    await until(result, 'ALERT_NOT_FOUND');
    await app.broker.publish('coddle/alerts/acknowledge', 'ACKNOWLEDGE');
    await until(result, 'VALIDATION_ERROR');
  });

  itWithBroker('that an earlier process fired are shown again, and are no new event', async () => {
    const app = await start();
    seen(app, 5);
    await app.passing(() => eventsAt(app, DEVICES[0]!), ['firing'], 5_000);
    const { clock, cloud, data } = app.testApp;
    await app.testApp.leave();
    const next = await startTestApp({ environment: { mqttUrl: broker.url }, after: { clock, cloud, data } });
    opened.push({ close: () => next.app.close() });
    await until(() => app.broker.textsAt('coddle/server').at(-1), 'online');
    await until(() => app.broker.json('coddle/server/alert')?.['open'], 'ON');
    expect(eventsAt(app, DEVICES[0]!)).toEqual(['firing']);
  });
});
