import { HomeAssistantAccess } from '../../../src/auth/home-assistant/home-assistant-access.js';
import type { StartPolicy } from '../../../src/auth/principal.js';
import { JournalStore } from '../../../src/storage/journal-store.js';
import { BrokerWatcher } from '../../harness/broker-watcher.js';
import { HomeAssistantApp } from '../../harness/home-assistant-app.js';
import { chicken, responseOf, sent } from '../../harness/journey.js';
import { itWithBroker, Mosquitto } from '../../harness/mosquitto.js';
import { startTestApp } from '../../harness/test-app.js';
import { until } from '../../harness/until.js';

const USER = { name: 'coddle', password: 'right-p@ss' };
const START = 'CMD_APC_START';
const STOP = 'CMD_APC_STOP';
interface Result {
  readonly request_id: string | null;
  readonly status: string;
  readonly error?: string;
  readonly summary: string;
}

/** What comes over the broker, and what the cooker receives of it. */
describe('The commands of Home Assistant', () => {
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
  const start = async (policy?: StartPolicy, user: typeof USER | null = USER) => {
    broker = await Mosquitto.start(user ?? undefined);
    const app = track(await HomeAssistantApp.start(broker.url));
    if (policy !== undefined) await app.testApp.app.get(HomeAssistantAccess, { strict: false }).allow(policy);
    // Long enough after the start for a command that was sent some seconds ago.
    await app.testApp.clock.elapse(20_000);
    return app;
  };
  const topicOf = (app: HomeAssistantApp, name: string) => `coddle/cooker/${app.cookerId}/${name}`;
  const results = (app: HomeAssistantApp) =>
    app.broker.textsAt(topicOf(app, 'result')).map((text) => JSON.parse(text) as Result);
  const plan = ({ testApp: { clock } }: HomeAssistantApp, known: object = {}) => ({
    ...chicken(),
    request_id: 'porch-1',
    at: clock.now().toISOString(),
    ...known,
  });
  /** Sends a command, and lets time pass until its result is there. */
  const command = async (app: HomeAssistantApp, name: string, content: string | object, retain = false) => {
    const before = results(app).length;
    await app.broker.publish(topicOf(app, name), content, { retain });
    await app.passing(() => results(app).length > before, true, 250);
    return results(app).at(-1)!;
  };
  const commandsOf = (app: HomeAssistantApp, name: string) =>
    sent(app.testApp).filter((one) => one === name).length;

  itWithBroker('a start that the owner allows runs, once, however often it is sent', async () => {
    const app = await start('trusted');
    const first = await command(app, 'start', plan(app));
    expect(first).toMatchObject({
      request_id: 'porch-1',
      command: 'start',
      status: 'started',
      verified: true,
    });
    expect(first).not.toHaveProperty('error');
    const again = await command(app, 'start', plan(app));
    expect(again).toMatchObject({ request_id: 'porch-1', status: 'started', replayed: true });
    expect(commandsOf(app, START)).toBe(1);
    const journal = app.testApp.app.get(JournalStore, { strict: false });
    const records = JSON.stringify(await journal.after(0, 100));
    expect(records).toContain('home-assistant');
  });

  itWithBroker('two copies of one message start one cook', async () => {
    const app = await start('trusted');
    const message = plan(app);
    await Promise.all([
      app.broker.publish(topicOf(app, 'start'), message),
      app.broker.publish(topicOf(app, 'start'), message),
    ]);
    await app.passing(() => results(app).length, 2, 250);
    expect(results(app).map(({ status }) => status)).toEqual(['started', 'started']);
    expect(commandsOf(app, START)).toBe(1);
  });

  itWithBroker('without a word of the owner, nothing starts', async () => {
    const app = await start();
    const refused = await command(app, 'start', plan(app));
    expect(refused).toMatchObject({ status: 'refused', error: 'STARTS_NOT_ALLOWED', request_id: 'porch-1' });
    expect(refused.summary).toContain('until the owner allows it');
    expect(commandsOf(app, START)).toBe(0);
  });

  itWithBroker('over a broker without a password nothing starts, whatever the owner allows', async () => {
    const app = await start('trusted', null);
    const refused = await command(app, 'start', plan(app));
    expect(refused).toMatchObject({ status: 'refused', error: 'STARTS_NOT_ALLOWED' });
    expect(refused.summary).toContain('MQTT_URL');
    expect(commandsOf(app, START)).toBe(0);
  });

  itWithBroker('a start that has to be approved says where', async () => {
    const app = await start('ask');
    const asked = await command(app, 'start', plan(app));
    expect(asked).toMatchObject({
      status: 'approval_required',
      approve_url: expect.stringContaining('/approvals/') as string,
    });
    expect(commandsOf(app, START)).toBe(0);
  });

  itWithBroker('an unsafe start is refused with its code and what is safe instead', async () => {
    const app = await start('trusted');
    const refused = await command(app, 'start', plan(app, { temperature_celsius: 45 }));
    expect(refused).toMatchObject({ status: 'refused', error: 'POULTRY_TEMP_UNSAFE' });
    expect(refused).toHaveProperty('alternatives');
    expect(commandsOf(app, START)).toBe(0);
  });

  itWithBroker('a start is refused that is old, kept, incomplete or unreadable', async () => {
    const app = await start('trusted');
    const { clock } = app.testApp;
    const old = { at: new Date(clock.now().getTime() - 11_000).toISOString() };
    const ahead = { at: (clock.now().getTime() + 60_000) / 1000 };
    const cases: [object | string, string, RegExp][] = [
      [plan(app, old), 'COMMAND_NOT_OF_NOW', /came too late/],
      [plan(app, ahead), 'COMMAND_NOT_OF_NOW', /clock/],
      [plan(app, { at: 'soon' }), 'VALIDATION_ERROR', /ISO 8601/],
      [plan(app, { at: undefined, food_type: null }), 'VALIDATION_ERROR', /food_type, at/],
      [plan(app, { temperature_celcius: 65 }), 'VALIDATION_ERROR', /temperature_celcius/],
      [plan(app, { device_id: 'other' }), 'VALIDATION_ERROR', /device_id/],
      ['{"temperature_celsius": 65', 'VALIDATION_ERROR', /JSON/],
    ];
    for (const [content, error, words] of cases) {
      const refused = await command(app, 'start', content);
      expect(refused).toMatchObject({ status: 'refused', error });
      expect(refused.summary).toMatch(words);
    }
    expect(commandsOf(app, START)).toBe(0);
  });

  itWithBroker('a stop is obeyed, whatever it says', async () => {
    const app = await start();
    for (const payload of ['STOP', '', 'nonsense {', '{"request_id":"s-1"}', '\u0000']) {
      const before = commandsOf(app, STOP);
      await responseOf(
        app.testApp,
        app.testApp.api.post('/start-cook', chicken({ request_id: `c${before}` })),
      );
      expect(await command(app, 'stop', payload)).toMatchObject({ command: 'stop', status: 'stopped' });
      expect(commandsOf(app, STOP)).toBe(before + 1);
    }
  });

  itWithBroker('a stop of nothing says so', async () => {
    const app = await start();
    expect(await command(app, 'stop', 'STOP')).toMatchObject({ status: 'refused', error: 'NO_ACTIVE_COOK' });
  });

  itWithBroker('a stop that the broker kept from yesterday stops nothing, at any connection', async () => {
    broker = await Mosquitto.start(USER);
    const yesterday = track(await BrokerWatcher.connect(broker.url));
    const testApp = await startTestApp();
    const topic = `coddle/cooker/${testApp.cooker.id}/stop`;
    await yesterday.publish(topic, 'STOP', { retain: true });
    await yesterday.publish(
      topic.replace('stop', 'start'),
      { ...chicken(), request_id: 'y' },
      { retain: true },
    );
    await responseOf(testApp, testApp.api.post('/start-cook', chicken()));
    const { clock, cloud, data } = testApp;
    await testApp.leave();
    const next = await startTestApp({ environment: { mqttUrl: broker.url }, after: { clock, cloud, data } });
    opened.push({ close: () => next.close() });
    const result = topic.replace('stop', 'result');
    await until(() => yesterday.textsAt(result).length, 2);
    const errors = yesterday.textsAt(result).map((text) => (JSON.parse(text) as Result).error);
    expect(errors).toEqual(['COMMAND_RETAINED', 'COMMAND_RETAINED']);
    expect(sent(next).filter((one) => one === STOP)).toEqual([]);
    expect((await next.api.get('/status')).body['is_running']).toBe(true);
  });

  itWithBroker('a command that was sent while the server was away is not obeyed', async () => {
    const app = await start('trusted');
    await responseOf(app.testApp, app.testApp.api.post('/start-cook', chicken()));
    const { clock, cloud, data } = app.testApp;
    await app.testApp.leave();
    await app.broker.publish(topicOf(app, 'stop'), 'STOP');
    const next = await startTestApp({ environment: { mqttUrl: broker.url }, after: { clock, cloud, data } });
    opened.push({ close: () => next.app.close() });
    await until(() => app.broker.text('coddle/server'), 'online');
    await app.broker.publish('homeassistant/status', 'online');
    await until(() => app.broker.textsAt('coddle/server').at(-1), 'online');
    expect(sent(next).filter((one) => one === STOP)).toEqual([]);
  });
});
