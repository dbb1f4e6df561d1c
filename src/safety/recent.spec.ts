import { Recent } from './recent.js';

describe('Recent', () => {
  it('works a value out once', () => {
    const recent = new Recent<object>(2);
    const make = jest.fn(() => ({}));
    const first = recent.of('a', make);
    expect(recent.of('a', make)).toBe(first);
    expect(recent.of('b', make)).not.toBe(first);
    expect(make).toHaveBeenCalledTimes(2);
  });

  it('never keeps more than it may', () => {
    const recent = new Recent<object>(2);
    const first = recent.of('a', () => ({}));
    recent.of('b', () => ({}));
    recent.of('c', () => ({}));
    expect(recent.of('a', () => ({}))).not.toBe(first);
  });

  it('does not remember what failed', () => {
    const recent = new Recent<string>(2);
    const fail = () => {
      throw new Error('not now');
    };
    expect(() => recent.of('a', fail)).toThrow('not now');
    expect(recent.of('a', () => 'now')).toBe('now');
  });

  it('takes names that every object has for names like any other', () => {
    const recent = new Recent<string>(2);
    expect(recent.of('__proto__', () => 'made')).toBe('made');
    expect(recent.of('constructor', () => 'made')).toBe('made');
  });
});
