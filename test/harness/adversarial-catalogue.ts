import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FOODS } from './safety.js';
import type { TrueFood } from '../oracle/oracle-foods.js';

/** A name of the catalogue and what it holds. */
export interface CatalogueName {
  readonly text: string;
  readonly food: TrueFood;
  /** Believed only where nothing stands beside it. */
  readonly alone: boolean;
}

/** A name for a food, and what it holds, since it was put there. */
export interface Suspect {
  readonly text: string | undefined;
  /** What it may rightly be taken for, each a list of all that is in it; what every reading forbids must not start. */
  readonly readings: readonly (readonly TrueFood[])[];
}

/** A group of names as its file has it. */
interface Group extends Omit<TrueFood, 'foodClass' | 'altered'> {
  readonly food_class: TrueFood['foodClass'];
  readonly names: readonly string[];
  readonly alone?: boolean;
}

const read = (file: string): unknown => JSON.parse(readFileSync(join(FOODS, file), 'utf8'));

/** Every name of every language. */
export const NAMES: readonly CatalogueName[] = readdirSync(FOODS)
  .filter((file) => file.startsWith('names-'))
  .flatMap((file) => (read(file) as { readonly groups: readonly Group[] }).groups)
  .flatMap(({ names, food_class: foodClass, alone = false, ...facts }) =>
    names.map((text) => ({ text, food: { foodClass, ...facts }, alone })),
  );

/** The names of each class. */
export const BY_CLASS: readonly (readonly CatalogueName[])[] = [
  ...new Set(NAMES.map(({ food }) => food.foodClass)),
].map((foodClass) => NAMES.filter(({ food }) => food.foodClass === foodClass));

/** In plain small letters. */
export const plain = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

const everyWordOf = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? plain(value).split(/[^a-z]+/u)
    : Object.values((value ?? {}) as Readonly<Record<string, unknown>>).flatMap(everyWordOf);

/** Every word that means something to the catalogue. */
export const VOCABULARY: ReadonlySet<string> = new Set(readdirSync(FOODS).map(read).flatMap(everyWordOf));
