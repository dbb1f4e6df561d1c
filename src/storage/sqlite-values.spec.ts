import { toSqliteValues, UnstorableValueError } from './sqlite-file.js';

describe('toSqliteValues', () => {
  it('binds whole numbers as whole numbers, and leaves all else as it is', () => {
    const bytes = Buffer.from('bytes');
    const view = new Uint8Array([1, 2]);
    const values = ['text', '', 'Grüße 🐄', 7, -0, 60.5, 1e20, 7n, null, bytes, view];
    const bound = toSqliteValues(values, values.length);
    expect(bound).toEqual(['text', '', 'Grüße 🐄', 7n, 0n, 60.5, 1e20, 7n, null, bytes, view]);
    expect(bound[9]).toBe(bytes);
  });

  it('binds the largest whole numbers that are exact', () => {
    const values = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 2n ** 63n - 1n, -(2n ** 63n)];
    expect(toSqliteValues(values, 4)).toEqual([2n ** 53n - 1n, 1n - 2n ** 53n, ...values.slice(2)]);
  });

  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['true', true],
    ['false', false],
    ['NaN', NaN],
    ['infinity', Infinity],
    ['minus infinity', -Infinity],
    ['a bigint that is too large', 2n ** 63n],
    ['a bigint that is too small', -(2n ** 63n) - 1n],
    ['a date', new Date(0)],
    ['an object', {}],
    ['an array', [1]],
    ['text as an object', Object('text')],
    ['a symbol', Symbol('symbol')],
    ['a function', () => 1],
    ['a bare buffer', new ArrayBuffer(2)],
    ['words of two bytes', new Uint16Array(2)],
    ['a view of bytes', new DataView(new ArrayBuffer(2))],
    ['text that is read back up to its NUL', 'chick\0en'],
    ['half a character', 'chicken \ud83d'],
  ])('refuses %s', (_what, value) => {
    expect(() => toSqliteValues([1, value], 2)).toThrow(UnstorableValueError);
    expect(() => toSqliteValues([1, value], 2)).toThrow(/nothing may start\. Status and stop still work/);
  });

  it('refuses a hole in the values', () => {
    expect(() => toSqliteValues(new Array(1), 1)).toThrow(UnstorableValueError);
  });

  it('refuses too few and too many', () => {
    for (const values of [[], [1], [1, 2, 3]])
      expect(() => toSqliteValues(values, 2)).toThrow(UnstorableValueError);
    expect(toSqliteValues([], 0)).toEqual([]);
  });

  it('names the position of the value to the operator, and not the value', () => {
    const refuse = (): unknown => {
      try {
        return toSqliteValues(['secret', { token: 'secret' }], 2);
      } catch (error) {
        return error;
      }
    };
    expect(refuse()).toMatchObject({ reason: 'unstorable', code: 'STORAGE_UNAVAILABLE' });
    expect((refuse() as UnstorableValueError).problem).toContain('value 2 is of type object');
    expect((refuse() as UnstorableValueError).problem).not.toContain('secret');
  });
});
