import { setTimeout as pause } from 'node:timers/promises';

/**
 * What Home Assistant shows of some entities, second by second, while something happens.
 * @param {import('./home-assistant.mjs').HomeAssistant} home
 * @param {Record<string, string>} columns entity ids by the heads of the table
 * @param {{ seconds: number, events: Record<number, readonly [string, () => unknown]> }} plan what happens in which second
 * @returns {Promise<{ second: number, event: string, shown: string[] }[]>} a row for each second in which something changed
 */
export async function courseOf(home, columns, { seconds, events }) {
  const rows = [];
  const begun = performance.now();
  for (let second = 0; second <= seconds; second++) {
    const [event = '', act] = events[second] ?? [];
    await act?.();
    const states = await home.states();
    const shown = Object.values(columns).map((id) => wordOf(states.get(id)));
    const last = rows.at(-1);
    if (event || last === undefined || shown.join() !== last.shown.join())
      rows.push({ second, event, shown });
    await pause(Math.max(0, begun + (second + 1) * 1_000 - performance.now()));
  }
  return rows;
}

/** The state of a button is when it was last pressed. */
const wordOf = (state) => (state === undefined ? 'absent' : state.state.replace(/^\d{4}-.*$/, 'available'));
