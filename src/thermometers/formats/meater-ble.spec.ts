import fc from 'fast-check';
import { decodeFirstMeater, decodeMeaterBattery, decodeSecondMeater } from './meater-ble.js';

const words = (...values: readonly number[]): Uint8Array =>
  Uint8Array.from(values.flatMap((value) => [value & 0xff, (value >> 8) & 0xff]));

describe('decodeFirstMeater', () => {
  it.each([
    ['in a cold drawer', [64, 20, 30], 4, 4],
    ['in a bath', [944, 31, 25], 59, 61.375],
    ['in a hot oven', [800, 300, 40], 50, 152.9375],
    ['with an offset above 48', [1000, 300, 200], 62.5, 162.3125],
  ])('reads a probe %s', (_name, [tip, ra, oa], tipCelsius, ambientCelsius) => {
    expect(decodeFirstMeater(words(tip!, ra!, oa!, 0))).toEqual({
      tipSixteenths: tip,
      ambientSixteenths: ambientCelsius * 16,
      tipCelsius,
      ambientCelsius,
    });
  });

  it('adds no half degree', () => {
    expect(decodeFirstMeater(words(16, 0, 0))?.tipCelsius).toBe(1);
  });

  it('has no temperature for words that no probe can mean', () => {
    expect(decodeFirstMeater(words(0xffff, 0xffff, 0xffff))).toMatchObject({
      tipCelsius: null,
      ambientCelsius: null,
    });
  });

  it('does not read fewer than six bytes', () => {
    expect(decodeFirstMeater(words(900, 200))).toBeNull();
  });
});

describe('decodeMeaterBattery', () => {
  it.each([
    [0, 0],
    [7, 70],
    [10, 100],
    [25, 100],
  ])('reads %i as %i percent', (word, percent) => {
    expect(decodeMeaterBattery(words(word))).toBe(percent);
  });

  it('does not read one byte', () => {
    expect(decodeMeaterBattery(Uint8Array.of(5))).toBeNull();
  });
});

describe('decodeSecondMeater', () => {
  it('shows the lowest of the five, and the air in both ways', () => {
    const read = decodeSecondMeater(words(1600, 1568, 1700, 1900, 2000, 3200));
    expect(read).toEqual({
      internalsThirtySeconds: [1600, 1568, 1700, 1900, 2000],
      internalsCelsius: [50, 49, 53.125, 59.375, 62.5],
      lowestCelsius: 49,
      ambientSensorCelsius: 100,
      ambientExtrapolatedCelsius: 107.5,
    });
  });

  it('reads frozen food', () => {
    expect(decodeSecondMeater(words(-640, -600, -500, -400, -320, 64))?.lowestCelsius).toBe(-20);
  });

  it('shows no lowest as soon as one of the five has no reading', () => {
    const read = decodeSecondMeater(words(1600, 0x7fff, 1700, 1900, 2000, 3200));
    expect(read).toMatchObject({ internalsCelsius: [50, null, 53.125, 59.375, 62.5], lowestCelsius: null });
  });

  it.each([0, 1, 11])('does not read %i bytes', (length) => {
    expect(decodeSecondMeater(new Uint8Array(length))).toBeNull();
  });
});

describe('every decoder of a MEATER', () => {
  it('takes any bytes, and gives no temperature that a probe does not survive', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 16 }), (data) => {
        const [first, second] = [decodeFirstMeater(data), decodeSecondMeater(data)];
        const food = [first?.tipCelsius, second?.lowestCelsius, ...(second?.internalsCelsius ?? [])];
        const air = [first?.ambientCelsius, second?.ambientSensorCelsius, second?.ambientExtrapolatedCelsius];
        for (const value of food) expect(Math.abs(value ?? 0)).toBeLessThanOrEqual(150);
        for (const value of air) expect(Math.abs(value ?? 0)).toBeLessThanOrEqual(600);
        expect(decodeMeaterBattery(data) ?? 0).toBeLessThanOrEqual(100);
      }),
    );
  });
});
