import { milliseconds } from '../shared/units.js';
import type { ReadingCourse } from './readings/reading.repository.js';

const HEADER = 'time_utc,water_celsius,target_celsius,state,remaining_minutes';
/** RFC 4180. */
const LINE_END = '\r\n';
/** A word that no spreadsheet takes for a formula, a quote or the end of a field. */
const PLAIN_WORD = /^[a-z][a-z-]*$/;
const MINUTE = milliseconds(60_000);
const SECONDS = Array.from({ length: 60 }, (_, second) => `${String(second).padStart(2, '0')}Z,`);

/** Characters after which a piece is handed over: a day has sixteen, each written in half a millisecond. */
const PIECE = 131_072;

/**
 * A curve as a spreadsheet opens it, in pieces: units in the header, UTC times, a dot before the decimals. Hand-written,
 * since its words and numbers need no quoting, and a piece is one text instead of a list of rows.
 * @param indices the points that are written
 */
export function* csvPieces(curve: ReadingCourse, indices: readonly number[]): Generator<string> {
  const lineAt = linesOf(curve);
  let text = HEADER + LINE_END;
  for (const index of indices) {
    text += lineAt(index);
    if (text.length < PIECE) continue;
    yield text;
    text = '';
  }
  yield text;
}

function linesOf({ at, waterCenti, targetCenti, mode, remainingSeconds }: ReadingCourse) {
  const [minute, water] = [repeated(minuteText), remembered(celsiusText)];
  let [tail, ...ofTail]: [string, number, string, number] = ['', -Infinity, '', -Infinity];
  return (index: number): string => {
    const count = Math.floor(at[index]! / MINUTE);
    const second = SECONDS[Math.floor((at[index]! - count * MINUTE) / 1000)]!;
    const [target, word, left] = [
      targetCenti[index]!,
      mode[index]!,
      Math.ceil(remainingSeconds[index]! / 60),
    ];
    // Setpoint, state and whole minutes stay the same for many lines.
    if (!Object.is(ofTail[0], target) || ofTail[1] !== word || !Object.is(ofTail[2], left)) {
      ofTail = [target, word, left];
      tail = `,${celsiusText(target)},${plainWord(word)},${minutesText(left)}${LINE_END}`;
    }
    return minute(count) + second + water(waterCenti[index]!) + tail;
  };
}

const minuteText = (count: number): string => new Date(count * MINUTE).toISOString().slice(0, 17);
const celsiusText = (centi: number): string => (Number.isNaN(centi) ? '' : (centi / 100).toFixed(2));
const minutesText = (minutes: number): string => (Number.isNaN(minutes) ? '' : String(minutes));
const plainWord = (word: string): string => (PLAIN_WORD.test(word) ? word : 'unknown');

type Making<Key> = (key: Key) => string;

/** Makes no text twice in a row. */
function repeated<Key>(make: Making<Key>): Making<Key> {
  let last: readonly [key: Key, text: string] | undefined;
  return (key) => {
    if (last?.[0] !== key) last = [key, make(key)];
    return last[1];
  };
}

/** Makes no text twice. */
function remembered<Key>(make: Making<Key>): Making<Key> {
  const made = new Map<Key, string>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const text = make(key);
    made.set(key, text);
    return text;
  };
}
