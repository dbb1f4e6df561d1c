import type { ExamplesByStatus } from './named-examples.js';

const PROBE = {
  probe_id: 'thermoworks-a1b2c3d4-1',
  name: 'Chicken breast',
  kind: 'core',
  temperature_celsius: 52.4,
  reading_at: '2026-11-20T12:20:05.000Z',
  reading_age_seconds: 12.4,
  stale: false,
  state: 'ok',
  rate_celsius_per_hour: 14.2,
  trusted: true,
};
const UNPLUGGED = {
  ...PROBE,
  probe_id: 'thermoworks-a1b2c3d4-2',
  name: 'Channel 2',
  temperature_celsius: null,
  state: 'no_reading',
  rate_celsius_per_hour: null,
};
const SMOKER = {
  thermometer_id: 'thermoworks-a1b2c3d4',
  vendor: 'thermoworks',
  name: 'Smoker',
  model: 'Node',
  online: true,
  battery_percent: 84,
  signal_dbm: -61,
  last_seen: '2026-11-20T12:20:07.000Z',
  probes: [PROBE, UNPLUGGED],
};

const PROBE_CURVE = {
  probe_id: 'thermoworks-a1b2c3d4-1',
  from: '2026-11-20T12:00:00.000Z',
  to: '2026-11-21T12:00:00.000Z',
  resolution_seconds: 300,
  readings: [
    {
      at: '2026-11-20T12:00:00.000Z',
      temperature_celsius: 52.4,
      min_celsius: 52.1,
      max_celsius: 52.6,
      readings: 30,
      late: false,
    },
    {
      at: '2026-11-20T12:05:00.000Z',
      temperature_celsius: null,
      min_celsius: null,
      max_celsius: null,
      readings: 0,
      late: false,
    },
  ],
};

const TOO_OLD = 'readings.2.at is more than 24 hours ago.';
const TAKEN = {
  accepted: 2,
  late: 0,
  repeated: 0,
  contradicted: 0,
  refused: [{ index: 2, field: 'readings.2.at', message: TOO_OLD }],
  warnings: ['Until the owner trusts them, these probes count for no verdict: garage-smoker-1.'],
  summary: '2 readings taken, and 1 reading refused.',
};

/** Example responses about thermometers. */
export const THERMOMETER_SUCCESSES: readonly (readonly [operationId: string, ExamplesByStatus])[] = [
  [
    'getThermometers',
    {
      200: {
        smoker: {
          summary: 'One thermometer, and nothing plugged into its second socket',
          value: { thermometers: [SMOKER] },
        },
        none: { summary: 'None is set up', value: { thermometers: [] } },
      },
    },
  ],
  ['getProbeReadings', { 200: { beginning: { summary: 'Five minutes, and a gap', value: PROBE_CURVE } } }],
  ['pushReadings', { 200: { taken: { summary: 'One was too old', value: TAKEN } } }],
];
