import fc from 'fast-check';
import { trials } from '../../../test/harness/soak.js';
import { pack, unpack } from './packed-numbers.js';
import { SnapshotRefusedError } from './snapshot-refused.error.js';

const anything = fc.double({ min: -1e30, max: 1e30, noNaN: true });
const onWire = (number: number): number => unpack(pack([number]), 1)[0]!;

describe('Packed numbers', () => {
  it('come back a hair below what they were, and never above', () => {
    fc.assert(
      fc.property(anything, (number) => {
        expect(onWire(number)).toBeLessThanOrEqual(number);
        expect(number - onWire(number)).toBeLessThanOrEqual(Math.abs(number) * 2 ** -22 + 2 ** -148);
      }),
      trials(300, 2000),
    );
  });

  it.each([0, 5, -18, 54.5, 2 ** -149, -(2 ** -149)])(
    'come back as they were where 32 bits are enough: %d',
    (number) => {
      expect(onWire(number)).toBe(number);
    },
  );

  it.each([1e-46, 1e-40, 0.1])('are never rounded below nothing: %d', (number) => {
    expect(onWire(number)).toBeGreaterThanOrEqual(0);
  });

  it.each([-1, -2, -64])('are below %d where they were, by less than 32 bits hold', (power) => {
    expect(onWire(power * (1 + 1e-9))).toBeLessThan(power);
  });

  it('change no more once they were packed', () => {
    fc.assert(fc.property(anything, (number) => expect(onWire(onWire(number))).toBe(onWire(number))));
  });

  it('are in the same order on every machine', () => {
    expect(pack([1, -2])).toBe('AACAPwAAAMA=');
    expect(unpack('AACAPwAAAMA=', 2)).toEqual([1, -2]);
  });

  it.each([
    ['another number of shells or pathogens', 'AACAPwAAAMA=', 3],
    ['another number of shells or pathogens', 'AACAPwAAAMA=', 1],
    ['another number of shells or pathogens', '', 1],
    ['another number of shells or pathogens', 'AACA', 1],
    ['not base64', 'AACAPwAAAMA', 2],
    ['not base64', 'AACAPwAAAM!=', 2],
    ['not base64', ' AACAPwAAAMA=', 2],
    ['not base64', 'AACAPwAAAMB=', 2],
  ])('are refused as %s: %j for %d', (problem, packed, count) => {
    expect(() => unpack(packed, count)).toThrow(SnapshotRefusedError);
    expect(() => unpack(packed, count)).toThrow(problem);
  });
});
