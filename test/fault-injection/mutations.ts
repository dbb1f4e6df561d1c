import type { Chance } from './chance.js';

type Json = Record<string, unknown>;

/** Names that mean something to JavaScript, or nothing at all. */
const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'mode',
  'state',
  '',
  '💥',
  'x'.repeat(300),
];

/** Values that are seldom where they belong. */
const VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  -0.5,
  2 ** 53,
  '',
  'idle ',
  'NaN',
  '2026-02-30T25:61:00Z',
  '\u0000\ud800',
  'y'.repeat(5_000),
  [],
  {},
  [[[]]],
  { mode: 7 },
];

/** A copy, since the next change may change it. */
const oddValue = (chance: Chance): unknown => structuredClone(chance.pick(VALUES));

/** The objects and lists in a value, itself included. */
function* branches(value: unknown): Generator<Json> {
  if (typeof value !== 'object' || value === null) return;
  yield value as Json;
  for (const inner of Object.values(value)) yield* branches(inner);
}

function nested(value: unknown, chance: Chance): unknown {
  let outer = value;
  for (let depth = chance.pick([1, 10, 100]); depth > 0; depth--)
    outer = chance.happens(0.5) ? [outer] : { outer };
  return outer;
}

/** One change to one place. */
const CHANGES: readonly ((branch: Json, key: string, chance: Chance) => void)[] = [
  (branch, key) => delete branch[key],
  (branch, key, chance) => define(branch, key, oddValue(chance)),
  (branch, key, chance) => (branch[key] = nested(branch[key], chance)),
  (branch, key, chance) => (branch[key] = (JSON.stringify(branch[key]) ?? '').slice(0, chance.whole(0, 8))),
  (branch, _key, chance) => define(branch, chance.pick(NAMES), oddValue(chance)),
  (branch, key, chance) => {
    define(branch, chance.pick(NAMES), branch[key]);
    delete branch[key];
  },
];

/** Also where the name is `__proto__`, which an assignment would take for something else. */
const define = (branch: Json, name: string, value: unknown) =>
  Object.defineProperty(branch, name, { value, enumerable: true, configurable: true, writable: true });

/** A copy with so many changes at places drawn by chance. */
export function mutated(message: unknown, changes: number, chance: Chance): unknown {
  const root = { message: structuredClone(message) };
  for (let change = 0; change < changes; change++) {
    const places = [...branches(root)].flatMap((branch) =>
      Object.keys(branch).map((key) => [branch, key] as const),
    );
    if (places.length === 0) break;
    const [branch, key] = chance.pick(places);
    chance.pick(CHANGES)(branch, key, chance);
  }
  return root.message;
}

/** Changes to a text that may leave it no JSON. */
export const TEXT_CHANGES: readonly ((text: string, chance: Chance) => string)[] = [
  (text, chance) => text.slice(0, chance.whole(0, text.length)),
  (text, chance) => text.slice(chance.whole(0, text.length)),
  (text, chance) => spliced(text, chance, chance.bytes(chance.whole(1, 20)).toString('latin1')),
  (text, chance) =>
    spliced(text, chance, chance.pick(['"', '}', '{', '[', ',', ':', '\\', '\\u', '\n', '1e999'])),
  (text) => text + text,
  (_text, chance) => chance.bytes(chance.whole(0, 200)).toString('latin1'),
  (_text, chance) => '['.repeat(chance.whole(1, 50_000)),
  (text, chance) => `${'{"a":'.repeat(2_000)}${text}${'}'.repeat(chance.pick([2_000, 1_999]))}`,
];

function spliced(text: string, chance: Chance, piece: string): string {
  const at = chance.whole(0, text.length);
  return text.slice(0, at) + piece + text.slice(at + chance.whole(0, 3));
}
