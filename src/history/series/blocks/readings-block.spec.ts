import fc from 'fast-check';
import { packReadings, unpackReadings, type PackedReading } from './readings-block.js';

const ORIGIN = Date.parse('2026-03-01T12:00:00Z');

const anyReading: fc.Arbitrary<PackedReading> = fc.record({
  at: fc.integer({ min: 0, max: 3_599_999 }).map((offset) => ORIGIN + offset),
  receivedAt: fc.oneof(
    fc.integer({ min: 0, max: 5_000 }).map((delay) => ORIGIN + delay),
    fc.integer({ min: 0, max: 4e12 }),
  ),
  milli: fc.option(
    fc.oneof(
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.integer({ min: 0, max: 9 }).map((tenth) => 60_000 + 100 * tenth),
    ),
  ),
  late: fc.boolean(),
});

const inOrder = (readings: readonly PackedReading[]) => readings.toSorted((one, other) => one.at - other.at);

describe('A block of readings', () => {
  it('gives back what it was made of', () => {
    fc.assert(
      fc.property(fc.array(anyReading, { maxLength: 400 }).map(inOrder), (readings) => {
        expect(unpackReadings(packReadings(readings, ORIGIN), ORIGIN)).toEqual(readings);
      }),
    );
  });

  it('takes two bytes for a reading of a sensor of 0.1 °C that reports with delays and noise', () => {
    let state = 1;
    const chance = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
    const readings = Array.from({ length: 360 }, (_, index) => {
      const at = ORIGIN + index * 10_000 + Math.floor(chance() * 100);
      return {
        at,
        receivedAt: at + 300 + Math.floor(chance() * 60),
        milli: 100 * Math.round(605 + 2 * chance() + index / 40),
        late: false,
      };
    });
    expect(packReadings(readings, ORIGIN).length / readings.length).toBeLessThan(2.5);
    const steady = readings.map((reading, index) => {
      const at = ORIGIN + index * 10_000;
      return { ...reading, at, receivedAt: at };
    });
    expect(packReadings(steady, ORIGIN).length / readings.length).toBeLessThan(0.5);
  });

  it('is read from any bytes without an error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const readings = unpackReadings(bytes, ORIGIN);
        expect(readings === undefined || Array.isArray(readings)).toBe(true);
      }),
    );
  });
});
