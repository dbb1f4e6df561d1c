import { DEFAULT_RULES } from '../../../src/alerts/rules/default-rules.js';
import { de } from './de/index.js';
import { rule } from './en/rule.js';
import { ruleName } from './rule-name.js';

describe('The name of a rule', () => {
  it('is known of every rule that comes with the server, in both languages', () => {
    const names = DEFAULT_RULES.map(({ name }) => name).sort();
    expect(Object.keys(rule).sort()).toEqual(names);
    expect(Object.values(rule).sort()).toEqual(names);
    expect(Object.keys(de.rule).sort()).toEqual(names);
  });

  it('is as its owner wrote it where the server has no rule of that name', () => {
    expect(ruleName('Battery low')).toBe('Battery low');
    expect(ruleName('Smoker too hot {name}')).toBe('Smoker too hot {name}');
    expect(ruleName('constructor')).toBe('constructor');
  });
});
