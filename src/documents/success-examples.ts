import { ALERT_SUCCESSES } from './alert-examples.js';
import { HISTORY_SUCCESSES } from './history-examples.js';
import { OWNER_SUCCESSES } from './owner-examples.js';
import { APPROVAL_REQUIRED, GIVEN_APPROVAL, PENDING_APPROVAL } from './approval-examples.js';
import { PROBE_SESSION_SUCCESSES } from './probe-session-examples.js';
import { THERMOMETER_SUCCESSES } from './thermometer-examples.js';
import type { ExamplesByStatus } from './named-examples.js';
import { ADVICE, ALLOWED, COOK_ID, FIRST_COOKER, SAFETY } from './shown-cook.js';

const REFUSED = {
  ...ALLOWED,
  allowed: false,
  verdict: 'rejected',
  pasteurized_up_to_mm: 27,
  log_reductions: [
    { organism: 'salmonella', predicted: 0.9, required: 7 },
    { organism: 'listeria', predicted: 0.7, required: 6 },
  ],
  violations: [
    {
      error: 'TIME_BELOW_PASTEURIZATION',
      message:
        'Chicken breast at 65 °C for 60 min is not enough for the assumed 35 mm: the centre only reaches 59 °C, and Listeria is reduced by 0.7 of the required 6 log. Cook it for 81 min, or send its thickest point: up to 27 mm, 60 min are enough.',
      details: {
        field: 'time_minutes',
        received: 60,
        minimum: 81,
        thickness_mm: 35,
        thickness_assumed: true,
        pasteurized_up_to_mm: 27,
      },
    },
  ],
  warnings: [],
  alternatives: [
    { temperature_celsius: 71, time_minutes: 60, verdict: 'pasteurized' },
    { temperature_celsius: 65, time_minutes: 81, verdict: 'pasteurized' },
    { temperature_celsius: 70, time_minutes: 63, verdict: 'pasteurized' },
  ],
};

const CURVE = {
  minutes: [0, 30.29, 59.5, 81, 90, 119],
  core_celsius: [5, 43.8, 58.88, 62.55, 63.33, 64.51],
  water_celsius: [65, 65, 65, 65, 65, 65],
  log_reductions: [
    { organism: 'salmonella', required: 7, values: [0, 0, 0.87, 7.44, 12.68, 38.02] },
    { organism: 'listeria', required: 6, values: [0, 0, 0.73, 6.64, 11.73, 37.23] },
  ],
  safe_at_minutes: 81,
};

const STARTED = {
  status: 'started',
  verified: true,
  cook_id: COOK_ID,
  ...FIRST_COOKER,
  target_temp_celsius: 65,
  time_minutes: 90,
  food_type: 'chicken breast',
  food_class: 'poultry',
  safety: ALLOWED,
  summary: `Chicken breast at 65 °C for 90 minutes has started on Kitchen. The water is 21.4 °C now; the time begins when it reaches 65 °C. ${ADVICE}`,
};

const REPLAYED = {
  ...STARTED,
  replayed: true,
  summary: 'Chicken breast at 65 °C: the water is 64.8 °C, 47 minutes left.',
};

const TAKEN_START = {
  ...STARTED,
  status: 'accepted',
  verified: false,
  summary:
    "Chicken breast at 65 °C for 90 minutes: Anova's cloud accepted the command, but Kitchen has not shown it yet. Ask for the status before you rely on it; do not start it again.",
};

const MISSING = 'Not pasteurised: 2.3 of 6 log of Listeria so far; 12 minutes more would do.';

const STOPPED_EARLY = {
  ...SAFETY,
  pasteurized_at: null,
  allowed: false,
  pasteurized_up_to_mm: 31,
  core_temp_celsius: 60.8,
  log_reductions: [
    { organism: 'salmonella', predicted: 2.7, required: 7 },
    { organism: 'listeria', predicted: 2.3, required: 6 },
  ],
  minutes_core_in_danger_zone: 46,
  warnings: [MISSING],
};

const COOKING = {
  device_online: true,
  state: 'cooking',
  is_running: true,
  current_temp_celsius: 64.8,
  target_temp_celsius: 65,
  time_remaining_minutes: 47,
  time_elapsed_minutes: 43,
  ...FIRST_COOKER,
  device_type: 'a7',
  timer: 'running',
  holding_minutes: 0,
  expected_end: '2026-11-20T13:04:00Z',
  reading_age_seconds: 1.3,
  stale: false,
  fault: null,
  warnings: [],
  cook: {
    cook_id: COOK_ID,
    food_type: 'chicken breast',
    started_by: 'coddle',
    started_at: '2026-11-20T11:20:00Z',
  },
  safety: SAFETY,
  armed: [],
  summary: 'Chicken breast at 65 °C: the water is 64.8 °C, 47 minutes left.',
};

const IDLE = {
  ...COOKING,
  state: 'idle',
  is_running: false,
  current_temp_celsius: 21.4,
  time_remaining_minutes: null,
  time_elapsed_minutes: null,
  timer: 'idle',
  expected_end: null,
  cook: null,
  safety: null,
  summary: 'Kitchen is idle; the water is 21.4 °C.',
};

const AWAY = {
  ...COOKING,
  device_online: false,
  reading_age_seconds: 312.5,
  stale: true,
  expected_end: null,
  summary:
    'Kitchen cannot be reached. This is what it said 5 minutes ago: Chicken breast at 65 °C: the water is 64.8 °C, 47 minutes left.',
};

const STOPPED = {
  status: 'stopped',
  verified: true,
  final_temp_celsius: 64.9,
  total_time_minutes: 85,
  time_elapsed_minutes: 70,
  cook_id: COOK_ID,
  device_id: FIRST_COOKER.device_id,
  safety: STOPPED_EARLY,
  warnings: [],
  summary: `Stopped early: 70 of 90 minutes done. The water was 64.9 °C. ${MISSING}`,
};

const TAKEN_STOP = {
  ...STOPPED,
  status: 'accepted',
  verified: false,
  summary:
    "Anova's cloud accepted the stop, but Kitchen has not shown it yet. Ask for the status; if it still runs, stop it by hand: hold its button or unplug it.",
};

const POULTRY = {
  food_class: 'poultry',
  names: ['chicken', 'chicken breast', 'turkey'],
  minimum_temperature_celsius: 57,
  maximum_temperature_celsius: null,
  must_be_pasteurized: true,
  default_thickness_mm: 35,
  default_shape: 'portion',
  reason: 'Salmonella and Campylobacter are common in poultry, and below 57 °C they die too slowly.',
};

const DEVICE = {
  device_id: FIRST_COOKER.device_id,
  name: 'Kitchen',
  type: 'a7',
  online: true,
  supported: true,
};

const RUNS = { status: 'ok', info: {}, error: {}, details: {} };
const READY = { ...RUNS, info: { cloud: { status: 'up' } }, details: { cloud: { status: 'up' } } };
const NOT_READY = {
  ...RUNS,
  status: 'error',
  error: { cloud: { status: 'down' } },
  details: { cloud: { status: 'down' } },
};

/** The successful response of each operation, and the failed one of readiness. */
export const SUCCESSES: ReadonlyMap<string | undefined, ExamplesByStatus> = new Map([
  [
    'startCook',
    {
      200: {
        started: { summary: 'The cooker shows the cook', value: STARTED },
        replayed: { summary: 'A repeated call, and its cook is on', value: REPLAYED },
      },
      202: {
        accepted: { summary: 'Only the cloud said yes', value: TAKEN_START },
        approval: { summary: 'It waits for the owner', value: APPROVAL_REQUIRED },
      },
    },
  ],
  [
    'checkCook',
    {
      200: {
        allowed: { summary: 'It would be started', value: ALLOWED },
        rejected: { summary: 'It would be refused', value: REFUSED },
        pictured: { summary: 'With ?curve=true, shortened', value: { ...ALLOWED, curve: CURVE } },
      },
    },
  ],
  [
    'getStatus',
    {
      200: {
        cooking: { summary: 'A cook is on', value: COOKING },
        idle: { summary: 'Nothing is on', value: IDLE },
        away: { summary: 'The cooker cannot be reached', value: AWAY },
      },
    },
  ],
  [
    'stopCook',
    {
      200: { stopped: { summary: 'The cooker shows that it stopped', value: STOPPED } },
      202: { accepted: { summary: 'Only the cloud said yes', value: TAKEN_STOP } },
    },
  ],
  [
    'getApproval',
    {
      200: {
        pending: { summary: 'The owner has not decided', value: PENDING_APPROVAL },
        started: { summary: 'Approved, and the cook is on', value: GIVEN_APPROVAL },
      },
    },
  ],
  ['listDevices', { 200: { one: { summary: 'One cooker', value: { devices: [DEVICE] } } } }],
  ['listFoods', { 200: { poultry: { summary: 'One class of many', value: { classes: [POULTRY] } } } }],
  ...HISTORY_SUCCESSES,
  ...OWNER_SUCCESSES,
  ...THERMOMETER_SUCCESSES,
  ...PROBE_SESSION_SUCCESSES,
  ...ALERT_SUCCESSES,
  ['getHealth', { 200: { ok: { summary: 'It runs', value: RUNS } } }],
  [
    'getReadiness',
    {
      200: { ok: { summary: 'A cook could be started', value: READY } },
      503: { error: { summary: 'The cloud cannot be reached', value: NOT_READY } },
    },
  ],
]);
