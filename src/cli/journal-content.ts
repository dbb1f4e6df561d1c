import { cited } from '../shared/printable.js';

type Facts = Readonly<Record<string, unknown>>;

/**
 * What an entry of the journal says of its cook, for one line of text: food, temperature, time, the key that asked for
 * it, and why it was refused. Empty where the entry holds none of these.
 * @param content the JSON of the entry, as whichever release wrote it
 */
export function contentOf(content: string | null): string[] {
  const entry = recordIn(content === null ? null : (JSON.parse(content) as unknown));
  const plan = { ...entry, ...recordIn(entry['plan']) };
  const [food, target, hold] = [plan['food'], plan['target'], plan['hold']];
  const isPlan = typeof target === 'number' && typeof hold === 'number';
  const parts = [
    isPlan && `${typeof food === 'string' ? cited(food) : 'unnamed food'} at ${target} °C for ${hold} min`,
    typeof entry['requestedBy'] === 'string' && `key ${entry['requestedBy']}`,
    typeof entry['code'] === 'string' && entry['code'],
  ].filter((part) => part !== false);
  return parts.length === 0 ? [] : [parts.join(', ')];
}

const recordIn = (value: unknown): Facts =>
  typeof value === 'object' && value !== null ? (value as Facts) : {};
