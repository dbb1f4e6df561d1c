import fc from 'fast-check';
import { bytesOfHex } from './bytes.js';
import { decodeRaw, formatOfCharacteristic, RAW_FORMATS } from './raw-format.js';

const read = (format: (typeof RAW_FORMATS)[number], hex: string) =>
  decodeRaw(format, bytesOfHex(hex)!).flatMap(({ sensors }) =>
    sensors.map(({ place, value }) => [place, value] as const),
  );

describe('decodeRaw', () => {
  it.each([
    [
      'meater' as const,
      'b00300001e000000',
      [
        ['tip', 59],
        ['ambient', 59],
      ],
    ],
    [
      'meater-2' as const,
      '200600060007000880080019',
      [
        ['lowest', 48],
        ['ambient', 200],
      ],
    ],
    [
      'inkbird-fff4' as const,
      'f401f6ff',
      [
        ['1', 50],
        ['2', null],
      ],
    ],
    [
      'inkbird-ff01' as const,
      '4801fe7f00',
      [
        ['1', 0.4],
        ['2', null],
      ],
    ],
    ['advertisement' as const, '00000000a1b2c3d4e5f6f401', []],
    ['meater-link' as const, '0a00', []],
  ])('reads %s %s', (format, hex, expected) => {
    expect(read(format, hex)).toEqual(expected);
  });

  it('knows the characteristics that hold temperatures', () => {
    expect(formatOfCharacteristic('7edda774-045e-4bbf-909b-45d1991a2876')).toBe('meater');
    expect(formatOfCharacteristic('cba20002-224d-11e6-9fb8-0002a5d5c51b')).toBeUndefined();
  });

  it('takes any bytes in any format', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RAW_FORMATS), fc.uint8Array({ maxLength: 60 }), (format, bytes) => {
        for (const { sensors } of decodeRaw(format, bytes, 'iBBQ'))
          for (const { value } of sensors) expect(Math.abs(value ?? 0)).toBeLessThanOrEqual(800);
      }),
    );
  });
});
