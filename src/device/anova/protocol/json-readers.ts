import type { Celsius, Seconds } from '../../../shared/units.js';
import { celsius, seconds } from '../../../shared/units.js';

/** An object from the wire; nothing else about its form is believed. */
export type WireObject = Readonly<Record<string, unknown>>;

// The longest timer is 5999 minutes; an hour more allows for a firmware that counts to 100 hours.
const LONGEST_TIMER = 6059 * 60;
const COLDEST = -20;
const HOTTEST = 150;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
/** Real ids have 22 characters, or about that with a space inside (first Wi-Fi cookers). */
const LONGEST_ID = 64;
/** In characters as people count them. A name that arrives with more than 1,000 is cut off before it is cleaned. */
const LONGEST_NAME = 64;
const LONGEST_RAW_NAME = 1000;
const LONGEST_WORD = 40;
// Control characters, lone surrogates, and characters that break lines or reverse the direction of text.
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;
// Everything invisible: control and format characters (direction, zero width), halves, private and unassigned ones.
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/u;
const FORMAT = /[\p{Cf}\p{Co}\p{Cn}]+/gu;
const TOKEN = /anova-[^\s"'&]+/gi;

export const isObject = (value: unknown): value is WireObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON as a value, or undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // garbage is a thing that happens on a wire
  }
}

/** What lies at a path, looking at own properties only; undefined when there is nothing. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let inner = value;
  for (const key of path) {
    if (!isObject(inner) || !Object.hasOwn(inner, key)) return undefined;
    inner = inner[key];
  }
  return inner;
}

/** A text that is not empty. */
export const toText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** An identity, exactly as sent; one that is too long or cannot be printed is none. */
export const toId = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length <= LONGEST_ID && value.trim() !== '' && !INVISIBLE.test(value)
    ? value
    : undefined;

/** A name that can be shown: in one line, not too long, without invisible characters. */
export const toName = (value: unknown): string | undefined =>
  typeof value === 'string' ? visible(value) || undefined : undefined;

export const toFlag = (value: unknown): boolean | undefined =>
  typeof value === 'boolean' ? value : undefined;

/** A number that water can have. */
export const toCelsius = (value: unknown): Celsius | undefined =>
  isWithin(value, COLDEST, HOTTEST) ? celsius(value) : undefined;

/** A length of time that a timer can show. */
export const toSeconds = (value: unknown): Seconds | undefined =>
  isWithin(value, 0, LONGEST_TIMER) ? seconds(value) : undefined;

/** An ISO instant. */
export function toInstant(value: unknown): Date | undefined {
  if (typeof value !== 'string' || !INSTANT.test(value)) return undefined;
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** From one instant to a later one, or 0 when clocks disagree about which is later. */
export const span = (from: Date | undefined, to: Date | undefined): Seconds | undefined =>
  from && to && seconds(Math.max(0, to.getTime() - from.getTime()) / 1000);

/** Foreign text, fit for a log: in one line, cut off, without a token. */
export const printable = (text: string, length: number): string =>
  oneLine(text, length).replace(TOKEN, 'anova-***');

/** Describes unrecognised values for the log: `mode spinning, stage entering`. */
export const describe = (words: WireObject): string =>
  Object.entries(words)
    .map(
      ([name, value]) =>
        `${name} ${typeof value === 'string' ? printable(value, LONGEST_WORD) : typeof value}`,
    )
    .join(', ');

const visible = (text: string) =>
  [...oneLine(text, LONGEST_RAW_NAME).replace(FORMAT, '')].slice(0, LONGEST_NAME).join('').trim();

const oneLine = (text: string, length: number) => text.slice(0, length).replace(UNPRINTABLE, ' ').trim();

const isWithin = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && value >= least && value <= most;
