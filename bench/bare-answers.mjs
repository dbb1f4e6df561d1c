/** The bodies that the bare server sends: fields and sizes as ours has them. */
const WARNING =
  'Only the temperature was judged: whether this time is enough for the centre depends on its thickest point.';
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
      `The water is ${waterOf(cooker).toFixed(1)} °C now.`,
  };
}

const verdict = (food) => ({
  allowed: true,
  food_class: 'poultry',
  violations: [],
  warnings: [WARNING],
  alternatives: [],
  assumptions: [`Understood as poultry, from “${food}”.`],
  sources: SOURCES,
  rules_version: '1-000000000000',
});

const judged = (cook) =>
  cook && { basis: `the setpoint, for ${cook.food}`, allowed: true, warnings: [WARNING] };

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
