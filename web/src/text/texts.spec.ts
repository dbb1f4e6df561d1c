import type { Text, Texts } from './catalogue.js';
import { de } from './de/index.js';
import { en } from './en/index.js';

const TEXTS: readonly (readonly [string, Text, Text])[] = Object.entries(en).flatMap(([view, texts]) => {
  const german: Texts = de[view as keyof typeof de];
  return Object.entries<Text>(texts).map(
    ([key, text]) => [`${view}.${key}`, text, german[key] ?? ''] as const,
  );
});

const formsOf = (text: Text): readonly string[] =>
  typeof text === 'string' ? [text] : [text.one, text.other];

const holesOf = (text: Text): ReadonlySet<string> =>
  new Set(formsOf(text).flatMap((form) => [...form.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)));

describe('The texts', () => {
  it.each(TEXTS)('%s has the same values in both languages', (_, english, german) => {
    expect(holesOf(german)).toEqual(holesOf(english));
  });

  it.each(TEXTS)('%s says something in both languages', (_, english, german) => {
    for (const form of [...formsOf(english), ...formsOf(german)]) expect(form.trim()).not.toBe('');
  });
});
