import type { ExamplesByStatus } from './named-examples.js';
import { COOK_ID, SESSION_ID } from './shown-cook.js';

const SAFETY = {
  verdict: 'not_pasteurized',
  pasteurized: false,
  pasteurized_at: '2026-11-20T16:31:00Z',
  log_reductions: [
    { organism: 'salmonella', predicted: 2.1, required: 7 },
    { organism: 'listeria', predicted: 2.4, required: 6 },
  ],
  minutes_core_in_danger_zone: 38,
  minutes_unobserved: 0,
  error: null,
  basis: 'measured core, less 0.5 °C for the sensor',
  warnings: [],
};

const FORECAST = {
  state: 'forecast',
  reason: null,
  phase: 'warming',
  events: [{ kind: 'lid_open', at: '2026-11-20T16:02:10Z', until: '2026-11-20T16:04:40Z' }],
  earliest: '2026-11-20T16:34:00Z',
  likely: '2026-11-20T16:39:00Z',
  latest: '2026-11-20T16:47:00Z',
  coverage: { nominal: 0.8, measured: 0.83 },
};

const PROBE = {
  probe_id: 'thermoworks-a1b2c3d4-1',
  temperature_celsius: 61.3,
  reading_at: '2026-11-20T16:20:05Z',
  reading_age_seconds: 9,
  state: 'ok',
  trusted: true,
};

const ON_THE_GRILL = {
  session_id: SESSION_ID,
  probe_id: 'thermoworks-a1b2c3d4-1',
  probes: [PROBE],
  food: 'chicken thighs',
  food_class: 'poultry',
  thickness_mm: 40,
  state: 'running',
  started_at: '2026-11-20T15:20:00Z',
  ended_at: null,
  ended_by: null,
  cook_id: null,
  target_core_celsius: 74,
  temperature_celsius: 61.3,
  reading_at: '2026-11-20T16:20:05Z',
  reading_age_seconds: 9,
  probe_state: 'ok',
  trusted: true,
  safety: SAFETY,
  forecast: FORECAST,
  summary:
    'Chicken thighs: the core is 61.3 °C. Not pasteurised: 2.1 of 7 log of Salmonella so far. If the core stays as it is, it will be in 11 minutes. It reaches 74 °C in 14 to 27 minutes.',
};

const COLDER =
  'The probe in the food reads 53.9 °C, 4.2 °C less than calculated: the piece is probably thicker than stated. The measured core counts.';

const IN_A_BATH = {
  ...ON_THE_GRILL,
  food: 'chicken breast',
  probes: [{ ...PROBE, temperature_celsius: 53.9 }],
  cook_id: COOK_ID,
  target_core_celsius: null,
  temperature_celsius: 53.9,
  safety: {
    ...SAFETY,
    pasteurized_at: null,
    log_reductions: [
      { organism: 'salmonella', predicted: 0, required: 7 },
      { organism: 'listeria', predicted: 0, required: 6 },
    ],
    minutes_core_in_danger_zone: 58,
    warnings: [COLDER],
  },
  model: {
    core_temp_celsius: 58.1,
    pasteurized: false,
    pasteurized_at: '2026-11-20T16:44:00Z',
    difference_celsius: -4.2,
    cause: 'thicker_than_told',
    effect: 'worsens',
    error: null,
  },
  forecast: {
    ...FORECAST,
    state: 'too_early',
    reason: 'no_target',
    events: [],
    earliest: null,
    likely: null,
    latest: null,
    coverage: null,
  },
  summary: `Chicken breast: the core is 53.9 °C. Not pasteurised: 0 of 7 log of Salmonella so far. ${COLDER}`,
};

const ENDED = {
  ...ON_THE_GRILL,
  state: 'ended',
  probes: [{ ...PROBE, temperature_celsius: 74.2 }],
  ended_at: '2026-11-20T16:41:00Z',
  ended_by: 'request',
  temperature_celsius: 74.2,
  safety: {
    ...SAFETY,
    verdict: 'pasteurized',
    pasteurized: true,
    pasteurized_at: '2026-11-20T16:27:40Z',
    log_reductions: [
      { organism: 'salmonella', predicted: 99, required: 7 },
      { organism: 'listeria', predicted: 99, required: 6 },
    ],
  },
  forecast: { ...IN_A_BATH.forecast, reason: 'ended', phase: 'waiting' },
  summary: 'Chicken thighs: the core was 74.2 °C. The session has ended. It is pasteurised.',
};

/** Example responses about probe sessions. */
export const PROBE_SESSION_SUCCESSES: readonly (readonly [operationId: string, ExamplesByStatus])[] = [
  ['startProbeSession', { 200: { grill: { summary: 'On a grill', value: ON_THE_GRILL } } }],
  [
    'getProbeSessions',
    { 200: { two: { summary: 'On a grill and in a bath', value: { sessions: [ON_THE_GRILL, IN_A_BATH] } } } },
  ],
  [
    'getProbeSession',
    {
      200: {
        grill: { summary: 'On a grill', value: ON_THE_GRILL },
        bath: { summary: 'In a sous vide cook, colder than calculated', value: IN_A_BATH },
      },
    },
  ],
  ['endProbeSession', { 200: { ended: { summary: 'It has ended', value: ENDED } } }],
];
