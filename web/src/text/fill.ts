import type { Text } from './catalogue.js';

/** The values for the `{names}` in a text. */
export type GivenValues = Readonly<Record<string, string | number>>;

/** How a language counts and writes numbers. */
export interface Grammar {
  readonly plural: Intl.PluralRules;
  readonly number: Intl.NumberFormat;
}

/** The grammar of a language, by its code. */
export const grammarOf = (language: string): Grammar => ({
  plural: new Intl.PluralRules(language),
  number: new Intl.NumberFormat(language),
});

/** A text with its values in it; numbers are written as the language writes them. */
export function fill(text: Text, values: GivenValues, { plural, number }: Grammar): string {
  const form = typeof text === 'string' ? text : text[formFor(values['count'], plural)];
  return form.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = values[name];
    if (value === undefined) return hole;
    return typeof value === 'number' ? number.format(value) : value;
  });
}

const formFor = (count: string | number | undefined, plural: Intl.PluralRules): 'one' | 'other' =>
  plural.select(Number(count)) === 'one' ? 'one' : 'other';
