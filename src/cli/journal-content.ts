import { principalInLine } from '../auth/principal-in-words.js';
import { cited, printable } from '../shared/printable.js';
import type { JournalRow } from '../storage/tables.js';

/** The longest reason that is printed, in characters. */
const LONGEST_REASON = 200;

type Facts = Readonly<Record<string, unknown>>;

/** The versions in which entries hold a plan. The first intentions had no version. */
const VERSIONS: ReadonlySet<unknown> = new Set([undefined, 1, 2]);

/**
 * What an entry of the journal says of its cook, for one line of text: food, temperature, time, who asked for it, who
 * decided about it, and why it was refused or failed. Empty where the entry holds none of these.
 * @param row its content is JSON, as whichever release wrote it
 */
export function contentOf({ kind, content }: Pick<JournalRow, 'kind' | 'content'>): string[] {
  const entry = recordIn(content === null ? null : (JSON.parse(content) as unknown));
  const plan = { ...entry, ...recordIn(entry['plan']) };
  const [food, target, hold] = [plan['food'], plan['target'], plan['hold']];
  const isPlan = VERSIONS.has(entry['version']) && typeof target === 'number' && typeof hold === 'number';
  const isUnreadable = !isPlan && kind === 'start' && content !== null;
  const parts = [
    isPlan && `${typeof food === 'string' ? cited(food) : 'unnamed food'} at ${target} °C for ${hold} min`,
    isUnreadable && 'plan not readable',
    typeof entry['requestedBy'] === 'string' && principalInLine(entry['requestedBy']),
    typeof entry['armed'] === 'string' && principalInLine(entry['armed']),
    typeof entry['decidedBy'] === 'string' && `by ${entry['decidedBy']}`,
    typeof entry['code'] === 'string' && entry['code'],
    typeof entry['reason'] === 'string' && printable(entry['reason'], LONGEST_REASON),
  ].filter((part) => part !== false);
  return parts.length === 0 ? [] : [parts.join(', ')];
}

const recordIn = (value: unknown): Facts =>
  typeof value === 'object' && value !== null ? (value as Facts) : {};
