import { rule as english } from './en/rule.js';
import { ruleName } from './rule-name.js';

describe('The name of a rule', () => {
  it('is in English what the server calls it', () => {
    expect(Object.keys(english).map(ruleName)).toEqual(Object.keys(english));
  });

  it('is as its owner wrote it where the server has no rule of that name', () => {
    expect(ruleName('Battery low')).toBe('Battery low');
    expect(ruleName('Smoker too hot {name}')).toBe('Smoker too hot {name}');
    expect(ruleName('constructor')).toBe('constructor');
  });
});
