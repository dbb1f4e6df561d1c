import fc from 'fast-check';
import { fromCursor, toCursor } from './page-cursor.js';

describe('A cursor', () => {
  it('says what was put into it', () => {
    const ids = fc.oneof(fc.uuid(), fc.stringMatching(/^[\x20-\x7e]{1,64}$/));
    fc.assert(
      fc.property(fc.integer({ min: -1e14, max: 1e14 }), ids, (startedAt, cookId) => {
        expect(fromCursor(toCursor({ startedAt, cookId }))).toEqual({ startedAt, cookId });
      }),
    );
  });

  it.each([
    '',
    '0',
    '-1',
    'next',
    '1.5',
    '%00',
    'x'.repeat(10_000),
    Buffer.from('12.').toString('base64url'),
    Buffer.from('.id').toString('base64url'),
    Buffer.from('NaN.id').toString('base64url'),
    Buffer.from('1e3.id').toString('base64url'),
    Buffer.from('01.id').toString('base64url'),
    Buffer.from('-0.id').toString('base64url'),
    Buffer.from(`${'9'.repeat(16)}.id`).toString('base64url'),
    Buffer.from('1.i\nd').toString('base64url'),
    Buffer.from(`1.${'x'.repeat(65)}`).toString('base64url'),
    `${toCursor({ startedAt: 1, cookId: 'a' })}=`,
    `${toCursor({ startedAt: 1, cookId: 'a' })}!`,
    undefined,
    7,
    ['MS5h'],
  ])('is nothing but one of ours: %j', (text) => {
    expect(fromCursor(text)).toBeUndefined();
  });

  it('is refused in any other form', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const cursor = fromCursor(text);
        if (cursor !== undefined) expect(toCursor(cursor)).toBe(text);
      }),
    );
  });
});
