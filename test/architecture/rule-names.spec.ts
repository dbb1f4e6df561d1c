import { DEFAULT_RULES } from '../../src/alerts/rules/default-rules.js';
import { rule as german } from '../../web/src/text/de/rule.js';
import { rule as english } from '../../web/src/text/en/rule.js';

describe('The names of rules on the page', () => {
  it('are those of every rule that comes with the server, in both languages', () => {
    const names = DEFAULT_RULES.map(({ name }) => name).sort();
    expect(Object.keys(english).sort()).toEqual(names);
    expect(Object.values(english).sort()).toEqual(names);
    expect(Object.keys(german).sort()).toEqual(names);
  });
});
