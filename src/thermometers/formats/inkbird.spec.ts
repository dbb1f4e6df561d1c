import fc from 'fast-check';
import { decodeInkbirdAdvertisement, decodeInkbirdFahrenheit, decodeInkbirdNotification } from './inkbird.js';

const words = (...values: readonly number[]) =>
  values.flatMap((value) => [value & 0xff, (value >> 8) & 0xff]);
const ADDRESS = [0x24, 0x7d, 0x4d, 0x00, 0x11, 0x22];
const advertisement = (head: readonly number[], ...values: readonly number[]) =>
  Uint8Array.from([...head, ...ADDRESS, ...words(...values)]);
const USUAL = [0, 0, 0, 0];
const IBT_2X = [1, 0, 0, 0];

describe('decodeInkbirdAdvertisement', () => {
  it.each([
    ['one place', USUAL, [228], [22.8]],
    ['two places of an IBT-2X', IBT_2X, [712, 1505], [71.2, 150.5]],
    ['a cold smoker', USUAL, [-123, 41], [-12.3, 4.1]],
    ['empty places', USUAL, [0xfff6, 0xffff, 990, 0xfff6], [null, null, 99, null]],
    ['the neighbours of the empty words', USUAL, [0xfff5, 0xfff7, 0xfffe, 0], [-1.1, -0.9, -0.2, 0]],
    ['six places', USUAL, [1, 2, 3, 4, 5, 6], [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]],
    ['a word that is no temperature', USUAL, [0x7fff, 500], [null, 50]],
  ])('reads %s', (_name, head, sent, expected) => {
    expect(decodeInkbirdAdvertisement(advertisement(head, ...sent))).toEqual(expected);
  });

  it.each([
    ['another company', advertisement([2, 0, 0, 0], 500)],
    ['three places', advertisement(USUAL, 1, 2, 3)],
    ['half a word', advertisement(USUAL, 500).subarray(0, 11)],
    ['nothing', new Uint8Array()],
  ])('does not read %s', (_name, whole) => {
    expect(decodeInkbirdAdvertisement(whole)).toBeNull();
  });
});

describe('decodeInkbirdNotification', () => {
  it('reads the places without a head', () => {
    expect(decodeInkbirdNotification(Uint8Array.from(words(605, 0xfff6)))).toEqual([60.5, null]);
  });
});

describe('decodeInkbirdFahrenheit', () => {
  it('reads tenths of a degree Fahrenheit as tenths of a degree Celsius', () => {
    const sent = words(320, 2120, 0x7ffe, 1455, -40, 5000);
    expect(decodeInkbirdFahrenheit(Uint8Array.from([...sent, 0]))).toEqual([0, 100, null, 63.1, -20, 260]);
  });

  it('does not read another number of places', () => {
    expect(decodeInkbirdFahrenheit(Uint8Array.from(words(1, 2, 3)))).toBeNull();
  });
});

describe('every decoder of Inkbird', () => {
  it('takes any bytes, and gives no temperature out of the range of a probe', () => {
    const bytes = fc.tuple(fc.boolean(), fc.uint8Array({ maxLength: 24 }));
    fc.assert(
      fc.property(bytes, ([withHead, rest]) => {
        const data = Uint8Array.from([...(withHead ? USUAL : []), ...rest]);
        const all = [decodeInkbirdAdvertisement, decodeInkbirdNotification, decodeInkbirdFahrenheit];
        for (const value of all.flatMap((decode) => decode(data) ?? [])) {
          expect(value ?? 0).toBeGreaterThanOrEqual(-50);
          expect(value ?? 0).toBeLessThanOrEqual(350);
        }
      }),
    );
  });
});
