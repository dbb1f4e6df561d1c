import { ending, entriesOf, stateOf } from './devices.mjs';
import { until } from './until.mjs';

const NAME = 'The water is warm';

/** An alert from its beginning to its end, as Home Assistant shows it and responds to it. */
export async function checkAlerts({ home, server, say }) {
  say('An alert');
  const checks = [];
  const check = async (what, act, isRight) => {
    const faults = await Promise.resolve(act())
      .then(() => until(isRight, 20_000, what))
      .then(
        () => [],
        (error) => [String(error)],
      );
    checks.push({ what, faults });
  };
  const event = ending(await entriesOf(home, '_cooker_'), '_alerts').entity_id;
  const shown = async () => (await home.states()).get(event).attributes;
  const isOpen = () => stateOf(home, '_cooker_', '_open_alert');
  const rule = {
    name: NAME,
    thing_kind: 'cooker',
    fact: 'water_celsius',
    above: 30,
    clear_by: 1,
    for_seconds: 0,
  };
  const { rule_id: id } = await server.call('POST', '/alert-rules', rule);
  await check(
    'an alert that fires is an event',
    () => undefined,
    async () => {
      const { event_type: type, rule_name: name } = await shown();
      return type === 'firing' && name === NAME;
    },
  );
  await check(
    'it is open, for who was not there',
    () => undefined,
    async () => (await isOpen()) === 'on',
  );
  await check(
    'the automation about alerts acts',
    () => undefined,
    async () =>
      (await home.notifications()).some(({ title, message }) => title === NAME && message.includes('water')),
  );
  await check(
    'Home Assistant acknowledges it',
    () => acknowledge(home, shown),
    async () => {
      const { alerts } = await server.call('GET', '/alerts');
      return alerts.some((alert) => alert.rule_id === id && alert.state === 'acknowledged');
    },
  );
  await check(
    'its end is an event',
    () => server.call('DELETE', `/alert-rules/${id}`),
    async () => {
      return (await shown()).event_type === 'resolved' && (await isOpen()) === 'off';
    },
  );
  return checks;
}

async function acknowledge(home, shown) {
  const { alert_id: alert } = await shown();
  const payload = JSON.stringify({ alert_id: alert, request_id: 'interop-1' });
  await home.act('mqtt', 'publish', { topic: 'coddle/alerts/acknowledge', payload, qos: 1, retain: false });
}
