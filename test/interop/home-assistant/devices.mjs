import { COOKER, faultsOf, PROBE, SERVER } from './expected-entities.mjs';
import { until } from './until.mjs';

/** Platforms that would begin heating with no food named. */
const NEVER = ['climate', 'water_heater', 'number', 'switch'];
const TEMPERATURES = [61.2, 58.4];

/**
 * Lets a cook and a probe run, and compares every entity with what it should be.
 * @returns {Promise<{ what: string, faults: string[] }[]>}
 */
export async function checkDevices({ home, server, say }) {
  say('A cook and a probe');
  const key = server.addKey('garage', 'readings:write');
  await push(server, key, TEMPERATURES[0]);
  await server.startCook({ temperature_celsius: 65, time_minutes: 600, food_type: 'chicken' });
  await until(async () => (await entriesOf(home, '_cooker_')).length >= Object.keys(COOKER).length);
  await until(async () => (await entriesOf(home, '_thermometer_')).length > 0);
  await until(async () => (await stateOf(home, '_cooker_', 'running')) === 'on');
  await push(server, key, TEMPERATURES[1]);
  await until(async () => Number(await stateOf(home, '_thermometer_', '_temperature')) === TEMPERATURES[1]);
  const states = await home.states();
  const entries = await home.entities();
  const find = (device, name) =>
    ending(
      entries.filter(({ unique_id: id }) => id.includes(device)),
      `_${name}`,
    );
  const rows = (device, expected) =>
    Object.entries(expected).map(([name, one]) => {
      const entry = find(device, name);
      return {
        what: `${device.replaceAll('_', '')} ${name}`,
        entry,
        faults: faultsOf(one, entry, states.get(entry?.entity_id)),
      };
    });
  return [
    ...rows('_server_', SERVER),
    ...rows('_cooker_', COOKER),
    ...rows('_thermometer_', PROBE),
    { what: 'no entity that could begin heating', faults: heatersIn(entries) },
    { what: 'values are those of the API', faults: await differences(home, server) },
  ];
}

/** Pushes a reading of a probe. */
async function push(server, key, celsius) {
  const reading = { probe_id: 'garage-1', temperature_celsius: celsius, at: new Date().toISOString() };
  await server.call('POST', '/readings', { readings: [reading] }, key);
}

/** The entries of a device, by a part of their unique ids. */
export const entriesOf = async (home, device) =>
  (await home.entities()).filter(({ unique_id: id }) => id.includes(device));

/** The entry whose unique id ends like this with the least in front: `_water` is not `_low_water`. */
export const ending = (entries, end) =>
  entries
    .filter(({ unique_id: id }) => id.endsWith(end))
    .sort((one, other) => one.unique_id.length - other.unique_id.length)[0];

/** The state of the entity of a device whose unique id ends like this. */
export async function stateOf(home, device, end) {
  const entry = ending(await entriesOf(home, device), end);
  return entry && (await home.states()).get(entry.entity_id)?.state;
}

const heatersIn = (entries) =>
  entries
    .map(({ entity_id: id }) => id)
    .filter((id) => NEVER.includes(id.split('.')[0]))
    .map((id) => `${id} is there`);

/** Where Home Assistant shows another value than GET /status; the water moves meanwhile. */
async function differences(home, server) {
  const status = await server.call('GET', '/status');
  const [target, timer, water] = await Promise.all(
    ['_target', '_timer', '_water'].map(async (end) => Number(await stateOf(home, '_cooker_', end))),
  );
  const faults = [];
  if (target !== status.target_temp_celsius)
    faults.push(`target ${target}, not ${status.target_temp_celsius}`);
  if (timer !== 600) faults.push(`timer ${timer}, not 600`);
  if (!(Math.abs(water - status.current_temp_celsius) < 2)) faults.push(`water ${water}`);
  return faults;
}
