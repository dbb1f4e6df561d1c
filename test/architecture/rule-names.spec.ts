import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DEFAULT_RULES } from '../../src/alerts/rules/default-rules.js';

/** The names that the page has words for, as they stand in its texts. */
function namesOnPage(language: string): readonly string[] {
  const file = new URL(`../../web/src/text/${language}/rule.ts`, import.meta.url);
  const keys = readFileSync(fileURLToPath(file), 'utf8').matchAll(/^ {2}'?([^':]+)'?: '/gm);
  return Array.from(keys, ([, name = '']) => name);
}

describe('The names of rules on the page', () => {
  it.each(['en', 'de'])('are those of every rule that comes with the server, in %s', (language) => {
    const names = DEFAULT_RULES.map(({ name }) => name);
    expect([...namesOnPage(language)].sort()).toEqual(names.sort());
  });
});
