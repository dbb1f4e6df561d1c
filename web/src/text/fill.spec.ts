import { fill, grammarOf } from './fill.js';

const english = grammarOf('en');
const german = grammarOf('de');

describe('fill', () => {
  it('puts the values in', () => {
    expect(fill('Stop {name}', { name: 'Pot' }, english)).toBe('Stop Pot');
  });

  it('writes numbers as the language does', () => {
    expect(fill('{n}', { n: 1234.5 }, english)).toBe('1,234.5');
    expect(fill('{n}', { n: 1234.5 }, german)).toBe('1.234,5');
  });

  it('chooses the form by the count', () => {
    const text = { one: '{count} minute', other: '{count} minutes' };
    const forms = [0, 1, 2].map((count) => fill(text, { count }, english));
    expect(forms).toEqual(['0 minutes', '1 minute', '2 minutes']);
  });

  it('does not fill what a value brings with it', () => {
    expect(fill('{a} {b}', { a: '{b}', b: 'x' }, english)).toBe('{b} x');
  });
});
