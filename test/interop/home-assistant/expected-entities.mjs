/** What Home Assistant must know of a device, by the end of the unique id: domain, class, unit and state class. */
const temperature = { domain: 'sensor', class: 'temperature', unit: '°C', stateClass: 'measurement' };
const timestamp = { domain: 'sensor', class: 'timestamp' };
const word = { domain: 'sensor', class: 'enum' };
const flag = (deviceClass) => ({ domain: 'binary_sensor', class: deviceClass });

const ALERTS = { alerts: { domain: 'event' }, open_alert: flag('problem') };

export const SERVER = { cloud: flag('connectivity'), ...ALERTS };

export const COOKER = {
  water: temperature,
  target: { ...temperature, stateClass: undefined },
  state: word,
  ends_at: timestamp,
  timer: { domain: 'sensor', class: 'duration', unit: 'min' },
  pasteurized_at: timestamp,
  core: temperature,
  core_basis: word,
  running: flag('running'),
  fault: flag('problem'),
  low_water: flag('problem'),
  reachable: flag('connectivity'),
  reading_at: timestamp,
  stop: { domain: 'button' },
  ...ALERTS,
};

export const PROBE = {
  temperature,
  reading_at: timestamp,
  state: word,
  stale: flag('problem'),
  ...ALERTS,
};

/**
 * What is wrong with an entity; nothing where it is as expected.
 * @param {any} entry of the registry
 * @param {any} state
 */
export function faultsOf(expected, entry, state) {
  if (entry === undefined) return ['is missing'];
  const attributes = state?.attributes ?? {};
  const found = {
    domain: entry.entity_id.split('.')[0],
    class: attributes.device_class,
    unit: attributes.unit_of_measurement,
    stateClass: attributes.state_class,
  };
  return ['domain', 'class', 'unit', 'stateClass']
    .filter((name) => found[name] !== expected[name])
    .map((name) => `${name} is ${found[name]} instead of ${expected[name]}`);
}
