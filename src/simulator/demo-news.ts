import { nameInSentence } from '../shared/printable.js';

/** What `GET /status` says, as far as it is known here; nothing of its form is believed. */
export type FetchedStatus = Readonly<Record<string, unknown>>;

/** Turns the statuses of the demo's cooker into one line of text for each change. */
export class DemoNews {
  private before: FetchedStatus = {};
  private cookId: unknown;
  private wasPasteurized = false;

  /** What has happened since the last status. */
  since(status: FetchedStatus): readonly string[] {
    const { before } = this;
    const lines = [...this.ofConnection(status), ...this.ofCook(status), ...this.ofState(before, status)];
    const food = this.ofFood(status);
    this.before = status;
    return [...lines, ...food];
  }

  private ofConnection({
    device_online: online,
    current_temp_celsius: water,
  }: FetchedStatus): readonly string[] {
    const was = this.before['device_online'];
    if (online === was || typeof online !== 'boolean') return [];
    if (!online) return was === undefined ? [] : ['The simulated cooker cannot be reached.'];
    return [`The server is connected to the simulated cooker. Its water is ${degrees(water)}.`];
  }

  private ofCook({ cook, target_temp_celsius: target }: FetchedStatus): readonly string[] {
    const { cook_id: id, food_type: food } = fieldsOf(cook);
    if (id === undefined || id === this.cookId) return [];
    this.cookId = id;
    this.wasPasteurized = false;
    return [`Started: ${typeof food === 'string' ? nameInSentence(food) : 'a cook'} at ${degrees(target)}.`];
  }

  private ofState({ state: was, is_running: ran }: FetchedStatus, status: FetchedStatus): readonly string[] {
    const { state, target_temp_celsius: target, current_temp_celsius: water } = status;
    if (state === was) return [];
    switch (state) {
      case 'cooking':
        return [
          `The water has reached ${degrees(target)}.`,
          `The timer has started: ${String(status['time_remaining_minutes'])} minutes.`,
        ];
      case 'done':
        return [`The timer is done. The cooker goes on holding ${degrees(target)} until it is stopped.`];
      case 'idle':
        return ran === true ? [`Stopped. The water is ${degrees(water)}.`] : [];
      default:
        return [];
    }
  }

  private ofFood({ safety }: FetchedStatus): readonly string[] {
    const { pasteurized, core_temp_celsius: core } = fieldsOf(safety);
    if (pasteurized !== true || this.wasPasteurized) return [];
    this.wasPasteurized = true;
    return [`The food is pasteurised: its core is ${degrees(core)}.`];
  }
}

/** With one decimal at most, as everywhere. */
const degrees = (value: unknown): string =>
  typeof value === 'number' ? `${Math.round(value * 10) / 10} °C` : 'not known';

const fieldsOf = (value: unknown): FetchedStatus =>
  typeof value === 'object' && value !== null ? { ...value } : {};
