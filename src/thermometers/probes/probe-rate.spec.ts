import fc from 'fast-check';
import { rateOf } from './probe-rate.js';
import type { Sample } from './recent-readings.js';

/** Samples on a line, one each 20 s. @param rate in °C per hour */
const line = (count: number, rate: number, from = 20): Sample[] =>
  Array.from({ length: count }, (_, index) => ({
    at: 1e12 + index * 20_000,
    celsius: from + (rate * index * 20) / 3600,
  }));

describe('The rate of a probe', () => {
  it('is that of a line, in °C per hour', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 7, max: 100 }),
        fc.double({ min: -500, max: 500, noNaN: true }),
        (n, rate) => {
          expect(rateOf(line(n, rate))).toBeCloseTo(rate, 3);
        },
      ),
    );
  });

  it('is not moved by single wrong readings', () => {
    const samples = line(31, 12).map((sample, index) =>
      index % 10 === 3 ? { ...sample, celsius: 85 } : sample,
    );
    expect(rateOf(samples)).toBeCloseTo(12, 0);
  });

  it('is not known with too few readings, or too short a time', () => {
    expect(rateOf([])).toBeNull();
    expect(rateOf(line(4, 10))).toBeNull();
    expect(rateOf(line(6, 10))).toBeNull();
    expect(rateOf(line(7, 10))).not.toBeNull();
  });

  it('does not reach across a gap', () => {
    const before = line(50, 0, 80);
    const after = line(7, 60, 20).map(({ at, celsius }) => ({ at: at + 3_600_000, celsius }));
    expect(rateOf([...before, ...after])).toBeCloseTo(60, 3);
    expect(rateOf([...before, ...after.slice(0, 3)])).toBeNull();
  });

  it('is a number or null, for any readings in order', () => {
    const any = fc.array(
      fc.record({
        gap: fc.integer({ min: 1, max: 1e6 }),
        celsius: fc.double({ min: -50, max: 700, noNaN: true }),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(any, (steps) => {
        let at = 1e12;
        const rate = rateOf(steps.map(({ gap, celsius }) => ({ at: (at += gap), celsius })));
        expect(rate === null || Number.isFinite(rate)).toBe(true);
      }),
    );
  });
});
