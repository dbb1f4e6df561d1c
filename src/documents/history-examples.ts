import type { ExamplesByStatus } from './named-examples.js';
import { ALLOWED, COOK_ID, FIRST_COOKER, SAFETY, SHOWN_PLAN } from './shown-cook.js';

const PAST_COOK = {
  cook_id: COOK_ID,
  device_id: FIRST_COOKER.device_id,
  food_type: 'chicken breast',
  target_temp_celsius: 65,
  time_minutes: 90,
  started_by: 'coddle',
  started_at: '2026-11-20T11:20:00Z',
  ended_at: '2026-11-20T13:30:00Z',
  state: 'ended',
  outcome: 'stopped',
  pasteurized: true,
  must_be_discarded: false,
  summary: 'The food was pasteurised.',
};

const FOREIGN_COOK = {
  cook_id: 'd1c0f5a2-3b64-4f0e-9a57-6a0f1c9e7b20',
  device_id: FIRST_COOKER.device_id,
  target_temp_celsius: 58,
  time_minutes: null,
  started_by: 'app',
  started_at: '2026-11-18T17:05:12Z',
  ended_at: '2026-11-18T19:40:30Z',
  state: 'ended',
  outcome: 'ended',
  pasteurized: null,
  must_be_discarded: false,
  summary: 'It ended after 155 minutes, not through this server.',
};

const WHOLE_COOK = {
  ...PAST_COOK,
  device_name: FIRST_COOKER.device_name,
  device_type: 'a7',
  requested_by: 'assistant',
  stopped_by: 'assistant',
  rules_version: ALLOWED.rules_version,
  plan: SHOWN_PLAN,
  verdict: ALLOWED,
  safety: {
    ...SAFETY,
    pasteurized: true,
    pasteurized_up_to_mm: 43,
    core_temp_celsius: 64.3,
    log_reductions: [
      { organism: 'salmonella', predicted: 21.8, required: 7 },
      { organism: 'listeria', predicted: 19.9, required: 6 },
    ],
    minutes_core_in_danger_zone: 46,
    warnings: [],
  },
  discarded_at: null,
  bath: {
    first_celsius: 21.4,
    lowest_celsius: 21.4,
    highest_celsius: 65.2,
    last_celsius: 64.9,
    reached_at: '2026-11-20T11:45:10Z',
    timer_started_at: '2026-11-20T11:45:40Z',
  },
  settings: [{ at: '2026-11-20T11:20:02Z', target_temp_celsius: 65, timer_minutes: 90 }],
  settings_total: 1,
  interruptions: [{ from: '2026-11-20T12:01:30Z', seconds: 240, cause: 'line' }],
  interruptions_total: 1,
  summary:
    'Chicken breast at 65 °C for 90 minutes on Kitchen, begun 3 hours ago. Stopped after 130 minutes by assistant. The food was pasteurised. The cooker was not seen for 4 minutes of this cook.',
};

const CURVE = {
  cook_id: COOK_ID,
  points: 2,
  recorded: 2,
  readings: [
    {
      at: '2026-11-20T11:20:02Z',
      water_temp_celsius: 21.4,
      target_temp_celsius: 65,
      state: 'preheating',
      time_remaining_minutes: 90,
    },
    {
      at: '2026-11-20T11:45:40Z',
      water_temp_celsius: 64.93,
      target_temp_celsius: 65,
      state: 'cooking',
      time_remaining_minutes: 90,
    },
  ],
};

const FORECAST = {
  cook_id: COOK_ID,
  as_of: '2026-11-20T12:20:40Z',
  age_seconds: 1.3,
  core_source: 'modelled',
  food_in_at: '2026-11-20T11:45:40Z',
  measured: [
    { at: '2026-11-20T11:45:40Z', core_celsius: 5 },
    { at: '2026-11-20T12:20:40Z', core_celsius: 52.4 },
  ],
  points: [
    { at: '2026-11-20T12:20:40Z', core_celsius: 52.4, water_celsius: 65 },
    { at: '2026-11-20T13:15:40Z', core_celsius: 63.2, water_celsius: 65 },
  ],
  gaps: [{ from: '2026-11-20T12:01:30Z', to: '2026-11-20T12:05:30Z' }],
  pasteurized_at: SAFETY.pasteurized_at,
  ends_at: '2026-11-20T13:15:40Z',
  log_reductions: SAFETY.log_reductions,
  required_log: 7,
  summary:
    'The core is modelled from the measured water. The forecast assumes that the water stays as it is.',
};

/** Example responses about the past. */
export const HISTORY_SUCCESSES: readonly (readonly [operationId: string, ExamplesByStatus])[] = [
  [
    'listCooks',
    {
      200: {
        some: {
          summary: 'The newest two',
          value: { cooks: [PAST_COOK, FOREIGN_COOK], next_cursor: null },
        },
      },
    },
  ],
  ['getCook', { 200: { ended: { summary: 'A cook that is over', value: WHOLE_COOK } } }],
  ['getCookForecast', { 200: { ahead: { summary: 'A cook that is on', value: FORECAST } } }],
  ['getCookReadings', { 200: { beginning: { summary: 'The first two readings', value: CURVE } } }],
];
