import {
  ALERT_ENTITIES,
  DIAGNOSTIC,
  flag,
  oneOf,
  sensor,
  TEMPERATURE,
  TIMESTAMP,
  type Entity,
} from './entity.js';

/** What a press of the button sends. */
const STOP = 'STOP';

/** What a cooker does, in words; the last two are the API's own. */
export const COOKER_STATES = [
  'idle',
  'preheating',
  'cooking',
  'holding',
  'done',
  'fault',
  'unknown',
  'ice_bath',
] as const;

/** For how long the broker keeps a command, in s: a stop must not arrive when another cook is on. */
const COMMAND_EXPIRY = 10;

/** The entities of a cooker. */
export const COOKER_ENTITIES: readonly Entity[] = [
  sensor('water', 'Water', TEMPERATURE),
  sensor('target', 'Target', {
    device_class: 'temperature',
    unit_of_measurement: '°C',
    suggested_display_precision: 1,
  }),
  sensor('state', 'State', oneOf(COOKER_STATES)),
  sensor('ends_at', 'Ends at', TIMESTAMP),
  sensor('timer', 'Timer', { device_class: 'duration', unit_of_measurement: 'min' }),
  sensor('pasteurized_at', 'Pasteurised at', TIMESTAMP),
  sensor('core', 'Core', TEMPERATURE),
  sensor('core_basis', 'Core basis', oneOf(['modelled', 'measured'])),
  flag('running', 'Running', 'running'),
  flag('fault', 'Fault', 'problem'),
  flag('low_water', 'Low water', 'problem'),
  { ...flag('reachable', 'Reachable', 'connectivity', DIAGNOSTIC), outlivesDevice: true },
  sensor('reading_at', 'Last reading', { ...TIMESTAMP, ...DIAGNOSTIC }),
  {
    key: 'stop',
    platform: 'button',
    name: 'Stop',
    shows: 'nothing',
    // Only the server has to be there: whether the stop arrives is said in its result.
    outlivesDevice: true,
    config: { payload_press: STOP, retain: false, qos: 1, message_expiry_interval: COMMAND_EXPIRY },
  },
  ...ALERT_ENTITIES,
];
