import { setTimeout as pause } from 'node:timers/promises';
import { entriesOf } from './devices.mjs';
import { until } from './until.mjs';

/** Commands over the broker as Home Assistant sends them: which are refused, and which are obeyed. */
export async function checkCommands({ home, server, say }) {
  say('Commands');
  const prefix = await topicOfCooker(home);
  const results = await home.hear(`${prefix}/result`);
  // Home Assistant collects subscriptions for a moment before it sends them.
  await pause(5_000);
  const checks = [];
  const check = async (what, act, isRight) => {
    const before = results.length;
    await act();
    const fault = await until(() => isRight(results.slice(before)), 20_000, what).then(
      () => [],
      () => [`it did not happen; results: ${JSON.stringify(results.slice(before))}`],
    );
    checks.push({ what, faults: fault });
  };
  const publish = (topic, payload, retain = false) =>
    home.act('mqtt', 'publish', { topic: `${prefix}/${topic}`, payload, qos: 1, retain });
  const start = (known = {}) =>
    JSON.stringify({
      ...{ temperature_celsius: 65, time_minutes: 90, food_type: 'chicken' },
      ...{ request_id: `interop-${Date.now()}`, at: new Date().toISOString(), ...known },
    });
  const isRunning = async () => (await server.call('GET', '/status')).is_running;

  const isRefused = (code) => (heard) => heard.some(({ error }) => error === code);
  const aMinuteAgo = new Date(Date.now() - 60_000).toISOString();
  await check(
    'a start is refused until the owner allows it',
    () => publish('start', start()),
    isRefused('STARTS_NOT_ALLOWED'),
  );
  await check(
    'a start of a minute ago is refused',
    () => publish('start', start({ at: aMinuteAgo })),
    isRefused('COMMAND_NOT_OF_NOW'),
  );
  await check(
    'a retained stop is not obeyed',
    () => publish('stop', 'STOP', true),
    async () => isRunning(),
  );
  await publish('stop', '', true);
  const [button] = (await entriesOf(home, '_cooker_')).filter(({ entity_id: id }) =>
    id.startsWith('button.'),
  );
  await check(
    'a press of the stop button is obeyed',
    () => home.act('button', 'press', { entity_id: button.entity_id }),
    async (heard) => heard.length > 0 && !(await isRunning()),
  );
  return checks;
}

/** The level of the topics above the state of the cooker. */
async function topicOfCooker(home) {
  const [device] = (await home.devices()).filter(({ identifiers }) =>
    JSON.stringify(identifiers).includes('_cooker_'),
  );
  const info = await home.ask('mqtt/device/debug_info', { device_id: device.id });
  const topics = info.entities.flatMap(({ subscriptions }) => subscriptions.map(({ topic }) => topic));
  return topics.find((topic) => topic.endsWith('/state')).replace(/\/state$/, '');
}
