import { nearestField } from '../../http/nearest-field.js';
import { isStated } from '../dto/optional-field.decorator.js';
import type { FoodStatement } from './food-facts.js';

/** The characters of a text that are read; the fields hold 64. */
const LONGEST_TEXT = 512;
/** The fields that are read, those of a start first; a start has nine. */
const MOST_FIELDS = 32;
/** The fields of a start; a spec compares them with its body. */
export const FIELDS = [
  'temperature_celsius',
  'time_minutes',
  'food_type',
  'thickness_mm',
  'shape',
  'start_state',
  'vulnerable_consumers',
  'device_id',
  'request_id',
] as const;
type FieldName = (typeof FIELDS)[number];

/** Other names that clients use for these fields, besides misspellings. */
const OTHER_NAMES: readonly (readonly [RegExp, FieldName])[] = [
  [/thick/, 'thickness_mm'],
  [/frozen|state/, 'start_state'],
  [/vulnerable|pregnan|immun|toddler/, 'vulnerable_consumers'],
  [/food/, 'food_type'],
];

/** Millimetres per unit. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/(?:^|[^a-z])cm|centim/, 10],
  [/(?:^|[^a-z])in(?:ch(?:es)?)?$|"$/, 25.4],
];
const SIZE =
  /^(\d{1,6}(?:[.,]\d{1,6})?)\s*(mm|millimet(?:er|re)s?|cm|centimet(?:er|re)s?|in(?:ch(?:es)?)?|")?$/;
const DENIED = /^(?:false|no|none|nobody|null|undefined|n\/?a|n|0|healthy.*)$/;

/** The facts that can be read from a request of the wrong form. */
export interface ReadableFacts extends Pick<
  FoodStatement,
  'food' | 'thickness' | 'unreadable' | 'vulnerable'
> {
  /** Where the food comes from, in the words of the request. */
  readonly startText: string | undefined;
}

/**
 * Reads the facts about a food from a request of the wrong form, each on its own: numbers and booleans sent as text, and
 * fields with misspelt names. Only facts that make a plan stricter are used.
 */
export function readableFacts(body: unknown): ReadableFacts {
  const fields = fieldsOf(body);
  const sent = (wanted: FieldName) => fields.filter(({ field }) => field === wanted);
  const sizes = sent('thickness_mm').map(({ name, value }) => sizeOf(name, value));
  const food = sent('food_type').find(({ value }) => typeof value === 'string')?.value;
  return {
    food: food === undefined ? undefined : textOf(food),
    thickness: thickest(sizes.filter((size) => typeof size === 'number')),
    unreadable: sizes.includes('unreadable'),
    vulnerable: sent('vulnerable_consumers').some(({ value }) => isYes(value)) || undefined,
    startText: sent('start_state')
      .map(({ name, value }) => (isTrue(value) ? name.replaceAll('_', ' ') : textOf(value)))
      .join(' '),
  };
}

interface SentField {
  readonly field: FieldName | undefined;
  /** The name of the field as it was sent, in lower case. */
  readonly name: string;
  readonly value: unknown;
}

function fieldsOf(body: unknown): readonly SentField[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body as Record<string, unknown>)
    .filter(([, value]) => isStated(value))
    .toSorted(([one], [other]) => Number(isField(other)) - Number(isField(one)))
    .slice(0, MOST_FIELDS)
    .map(([name, value]) => ({ field: fieldOf(name), name: name.slice(0, 64).toLowerCase(), value }));
}

const isField = (name: string): name is FieldName => (FIELDS as readonly string[]).includes(name);

function fieldOf(name: string): FieldName | undefined {
  const other = OTHER_NAMES.find(([words]) => words.test(name.slice(0, 64).toLowerCase()))?.[1];
  if (isField(name)) return name;
  return other ?? (nearestField(name, FIELDS) as FieldName | undefined);
}

/** In mm; undefined when nothing was stated, which 0 means too. */
function sizeOf(name: string, value: unknown): number | 'unreadable' | undefined {
  if (value === 0 || value === false) return undefined;
  if (typeof value === 'number') return value * unitOf(name);
  const [, digits, unit] = SIZE.exec(textOf(value).trim().toLowerCase()) ?? [];
  if (digits === undefined) return 'unreadable';
  return Number(digits.replace(',', '.')) * unitOf(unit ?? name);
}

/** "thickness_cm" and "5 cm" are in centimetres. */
const unitOf = (text: string): number => UNITS.find(([unit]) => unit.test(text))?.[1] ?? 1;

const thickest = (sizes: readonly number[]): number | undefined =>
  sizes.length === 0 ? undefined : Math.max(...sizes);

const isTrue = (value: unknown): boolean => value === true || /^(?:true|yes)$/i.test(textOf(value).trim());

const isYes = (value: unknown): boolean =>
  value !== false && value !== 0 && !DENIED.test(textOf(value).trim().toLowerCase());

const textOf = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, LONGEST_TEXT);
