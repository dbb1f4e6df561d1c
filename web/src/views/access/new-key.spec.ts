import { EMPTY_FORM, isKeyName, toRequest, withChoice } from './new-key.js';

describe('A new key', () => {
  it.each(['', 'Phone', 'a b', 'default', 'owner', 'cli', 'a'.repeat(33), '<b>'])(
    'is not named "%s"',
    (name) => {
      expect(isKeyName(name)).toBe(false);
      expect(toRequest({ ...EMPTY_FORM, name })).toBeUndefined();
    },
  );

  it('is asked for with what was chosen alone', () => {
    expect(toRequest({ ...EMPTY_FORM, name: 'phone' })).toEqual({
      name: 'phone',
      scopes: EMPTY_FORM.scopes,
      ask: true,
    });
  });

  it('ends with the end of the day', () => {
    const { expires_at: end } = toRequest({ ...EMPTY_FORM, name: 'guest', expires: '2027-01-31' })!;
    expect(new Date(end!).getDate()).toBe(31);
    expect(new Date(end!).getHours()).toBe(23);
  });

  it('does not ask before what it may not do', () => {
    const form = { ...EMPTY_FORM, name: 'display', scopes: ['status:read'] } as const;
    expect(toRequest(form)).toMatchObject({ ask: false });
    expect(toRequest({ ...form, scopes: [] })).toBeUndefined();
  });

  it('lists its choices in one order', () => {
    expect(withChoice(['a', 'b', 'c'], ['c'], 'a', true)).toEqual(['a', 'c']);
    expect(withChoice(['a', 'b', 'c'], ['a', 'c'], 'a', false)).toEqual(['c']);
  });
});
