import type { Text, Texts } from './catalogue.js';

/** The texts of one language by view and key. */
type TextsByView = Readonly<Record<string, Texts>>;

/** The texts of a language without their keys, view by view in the order of another catalogue. */
export type KeylessTexts = readonly (readonly Text[])[];

/** Leaves the keys out, which another catalogue has too. */
export const withoutKeys = (order: TextsByView, texts: TextsByView): KeylessTexts =>
  Object.entries(order).map(([view, keyed]) => Object.keys(keyed).map((key) => texts[view]![key]!));

/** The catalogue of texts that came without keys, with those of the other one. */
export const withKeys = <Catalogue extends TextsByView>(
  order: Catalogue,
  texts: KeylessTexts,
): { readonly [View in keyof Catalogue]: Texts } =>
  named(order, (keyed, view) => named(keyed, (_text, at) => texts[view]![at]!));

/** An object with the same keys, and other values. */
const named = <T extends object, Value>(
  of: T,
  valueAt: (value: T[keyof T], index: number) => Value,
): { readonly [Key in keyof T]: Value } =>
  Object.fromEntries(
    Object.entries(of).map(([key, value], index) => [key, valueAt(value as T[keyof T], index)]),
  ) as { [Key in keyof T]: Value };
