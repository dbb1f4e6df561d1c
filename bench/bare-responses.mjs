/** The bodies that the bare server sends: fields and sizes as ours has them. */
const WARNING =
  'A thickest point of 35 mm is assumed. 90 min are enough up to 38 mm; a piece of 50 mm would need 131 min.';
const ASSUMED = [
  'The thickest point is 35 mm.',
  'The shape is a portion.',
  'The food goes into water that is at its temperature already, from the fridge, at 5 °C.',
];
const SOURCES = [
  'Floor set for this kitchen; FSIS Cooking Guideline for Meat and Poultry Products, Appendix A (2021), ' +
    'Tables 3 and 4; Baldwin, A Practical Guide to Sous Vide Cooking, Table 4.1',
];

const waterOf = ({ state }) => state.nodes.waterTemperatureSensor.current.celsius;

export const HEALTH = { status: 'ok', info: {}, error: {}, details: {} };

export function started(cooker, cook) {
  return {
    status: 'started',
    verified: true,
    cook_id: cook.id,
    device_id: cooker.id,
    device_name: cooker.name,
    target_temp_celsius: cook.target,
    time_minutes: cook.minutes,
    food_type: cook.food,
    food_class: 'poultry',
    safety: verdict(cook.food),
    summary:
      `${cook.food} at ${cook.target} °C for ${cook.minutes} minutes has started on ${cooker.name}. ` +
      `The water is ${waterOf(cooker).toFixed(1)} °C now. ${WARNING}`,
  };
}

const verdict = (food) => ({
  allowed: true,
  verdict: 'pasteurized',
  food_class: 'poultry',
  thickness_mm: 35,
  thickness_assumed: true,
  pasteurized_up_to_mm: 38,
  minimum_minutes: 81,
  governing_organism: 'salmonella',
  log_reductions: [
    { organism: 'salmonella', predicted: 12.6, required: 7 },
    { organism: 'listeria', predicted: 11.7, required: 6 },
  ],
  core_reaches_target_after_minutes: 119,
  minutes_core_in_danger_zone: 47,
  violations: [],
  warnings: [WARNING],
  alternatives: [],
  assumptions: [`Understood as poultry, from “${food}”.`, ...ASSUMED],
  sources: SOURCES,
  rules_version: '2-000000000000',
});

const judged = (cook) =>
  cook && {
    basis: `the setpoint, for ${cook.food}`,
    allowed: true,
    pasteurized: false,
    pasteurized_up_to_mm: 0,
    pasteurized_at: null,
    core_temp_celsius: null,
    log_reductions: [],
    minutes_core_in_danger_zone: null,
    added_minutes: null,
    error: null,
    warnings: [WARNING],
  };

export function status(cooker, cook) {
  const { state, nodes, systemInfo } = cooker.state;
  const { current, setpoint } = nodes.waterTemperatureSensor;
  const running = state.mode === 'cook';
  const age = (performance.now() - cooker.seenAt) / 1000;
  const minutes = running ? Math.ceil(nodes.timer.initial / 60) : null;
  return {
    device_online: systemInfo.online,
    state: running ? 'preheating' : 'idle',
    is_running: running,
    current_temp_celsius: current.celsius,
    target_temp_celsius: setpoint.celsius,
    time_remaining_minutes: minutes,
    time_elapsed_minutes: running ? 0 : null,
    expected_end: null,
    device_id: cooker.id,
    device_name: cooker.name,
    device_type: cooker.type,
    timer: nodes.timer.mode,
    holding_minutes: 0,
    reading_age_seconds: Math.round(age * 10) / 10,
    stale: age > 15,
    fault: null,
    cook: cook
      ? {
          cook_id: cook.id,
          food_type: cook.food,
          started_by: 'coddle',
          started_at: cook.startedAt.toISOString(),
        }
      : null,
    safety: judged(cook) ?? null,
    summary: running
      ? `${cook?.food} at ${setpoint.celsius} °C: the water is ${current.celsius.toFixed(1)} °C; then ${minutes} minutes.`
      : `${cooker.name} is idle; the water is ${current.celsius.toFixed(1)} °C.`,
  };
}

export function stopped(cooker, cook) {
  const water = waterOf(cooker);
  return {
    status: 'stopped',
    verified: true,
    final_temp_celsius: water,
    total_time_minutes: cook ? Math.floor((Date.now() - cook.startedAt.getTime()) / 60_000) : null,
    time_elapsed_minutes: 0,
    cook_id: cook?.id ?? null,
    device_id: cooker.id,
    safety: judged(cook) ?? null,
    summary: `Stopped before the time had begun. The water was ${water.toFixed(1)} °C.`,
  };
}
