import fc from 'fast-check';
import { fromAlertCursor, toAlertCursor } from './alert-cursor.js';

describe('The cursor of alerts', () => {
  it('is read as it was made', () => {
    const cursor = fc.record({ beganAt: fc.maxSafeInteger(), alertId: fc.uuid() });
    fc.assert(
      fc.property(cursor, (one) => {
        fc.pre(Math.abs(one.beganAt) < 1e15);
        expect(fromAlertCursor(toAlertCursor(one))).toEqual({ ...one, beganAt: one.beganAt + 0 });
      }),
    );
  });

  it('is nothing else, whatever a client sends', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.anything()), (sent) => {
        const read = fromAlertCursor(sent);
        if (read !== undefined) expect(toAlertCursor(read)).toBe(sent);
      }),
    );
  });
});
