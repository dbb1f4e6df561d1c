import fc from 'fast-check';
import { decodeThermoPro } from './thermopro.js';

const word = (value: number) => [value & 0xff, (value >> 8) & 0xff];
const float = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return [...bytes];
};
const fahrenheit = (celsius: number) => (celsius * 9) / 5 + 32;

const spike = (probe: number, internal: number, ambient: number, ...more: readonly number[]) =>
  Uint8Array.from([probe - 1, ...word(internal + 30), ...word(2500), ...word(ambient + 30), ...more]);
const triple = (ambient: number, ...sensors: readonly number[]) =>
  Uint8Array.from([
    2,
    ...word(Math.round(fahrenheit(ambient)) + 54),
    ...word(2500),
    ...sensors.flatMap((value) => float(fahrenheit(value) + 54)),
    0,
    0,
  ]);

describe('decodeThermoPro', () => {
  it.each([
    ['TP960R (1234)', spike(3, 41, 95), { probe: 3, internalCelsius: 41, ambientCelsius: 95 }],
    ['TP961W', spike(1, -30, -5), { probe: 1, internalCelsius: -30, ambientCelsius: -5 }],
    ['TP970 (1)', spike(2, 0, 210, 1, 2, 3, 4, 5, 6), { probe: 2, internalCelsius: 0, ambientCelsius: 210 }],
  ])('reads a %s', (name, whole, expected) => {
    expect(decodeThermoPro(name, whole)).toEqual({ kind: 'probe', ...expected });
  });

  it('reads the three sensors of a TP972', () => {
    expect(decodeThermoPro('TP972 (9)', triple(180, 48.25, 49.5, -2))).toEqual({
      kind: 'triple',
      probe: 3,
      tipCelsius: 48.25,
      centreCelsius: 49.5,
      endCelsius: -2,
      ambientCelsius: 180,
    });
  });

  it('has no reading where a float of a TP972 is no number', () => {
    expect(decodeThermoPro('TP972', triple(180, NaN, Infinity, 4000))).toMatchObject({
      tipCelsius: null,
      centreCelsius: null,
      endCelsius: null,
    });
  });

  it.each([
    ['cold and damp', [0xc2, ...word(-83), 91, 0, 0, 0], -8.3, 91],
    ['nothing', [0xc2, 0xff, 0xff, 0xff, 2, 0, 0], null, null],
    ['a humidity above 100', [0xc2, ...word(200), 130, 0, 0, 0], 20, null],
  ])('reads %s of a TP357S', (_name, bytes, celsius, humidityPercent) => {
    const read = decodeThermoPro('TP357S (0001)', Uint8Array.from(bytes));
    expect(read).toEqual({ kind: 'hygrometer', celsius, humidityPercent });
  });

  it.each([
    ['a name of another vendor', 'iBBQ', spike(1, 40, 90)],
    ['too few bytes', 'TP960R', spike(1, 40, 90).subarray(0, 6)],
    ['a TP972 that is cut off', 'TP972', triple(90, 1, 2, 3).subarray(0, 16)],
    ['another first byte of a TP357S', 'TP357S', Uint8Array.of(0xc3, 1, 0, 50, 0, 0, 0)],
  ])('does not read %s', (_name, name, whole) => {
    expect(decodeThermoPro(name, whole)).toBeNull();
  });

  it('takes any bytes, and gives no temperature out of the range of a sensor', () => {
    const names = fc.constantFrom('TP960R', 'TP970', 'TP972', 'TP357S', 'TP393', '', 'TP');
    fc.assert(
      fc.property(names, fc.uint8Array({ maxLength: 24 }), (name, bytes) => {
        const read = decodeThermoPro(
          name,
          name.startsWith('TP3') ? Uint8Array.from([0xc2, ...bytes]) : bytes,
        );
        for (const [field, value] of Object.entries(read ?? {})) {
          if (!/Celsius|celsius/.test(field)) continue;
          expect(Number(value ?? 0)).toBeGreaterThanOrEqual(-50);
          expect(Number(value ?? 0)).toBeLessThanOrEqual(400);
        }
      }),
    );
  });
});
