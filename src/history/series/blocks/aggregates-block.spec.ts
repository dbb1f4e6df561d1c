import fc from 'fast-check';
import { foldAggregates, foldReadings } from './aggregate.js';
import { packAggregates, unpackAggregates } from './aggregates-block.js';
import type { PackedReading } from './readings-block.js';

const ORIGIN = Date.parse('2026-03-01T00:00:00Z');
const MINUTE = 60_000;

const anyReadings: fc.Arbitrary<PackedReading[]> = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 86_399 }).map((second) => ORIGIN + second * 1000),
    receivedAt: fc.constant(ORIGIN),
    milli: fc.option(fc.integer({ min: -40_000, max: 400_000 })),
    late: fc.boolean(),
  }),
);

describe('A block of aggregates', () => {
  it('gives back what it was made of', () => {
    fc.assert(
      fc.property(anyReadings, (readings) => {
        const minutes = foldReadings(readings, MINUTE);
        expect(unpackAggregates(packAggregates(minutes, ORIGIN, MINUTE), ORIGIN, MINUTE)).toEqual(minutes);
      }),
    );
  });

  it('is read from any bytes without an error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const aggregates = unpackAggregates(bytes, ORIGIN, MINUTE);
        expect(aggregates === undefined || Array.isArray(aggregates)).toBe(true);
      }),
    );
  });
});

describe('Folding', () => {
  it('of what is folded gives what folding the readings gives', () => {
    const unique = anyReadings.map((readings) => [
      ...new Map(readings.map((reading) => [reading.at, reading])).values(),
    ]);
    fc.assert(
      fc.property(unique, fc.constantFrom(15, 60, 240), (readings, times) => {
        const twice = foldAggregates(foldReadings(readings, MINUTE), times * MINUTE);
        expect(twice).toEqual(foldReadings(readings, times * MINUTE));
      }),
    );
  });

  it('knows the lowest, the highest, the last and the sum', () => {
    const readings = [300, 100, 200].map((milli, index) => ({
      at: ORIGIN + index * 1000,
      receivedAt: ORIGIN,
      milli,
      late: index === 1,
    }));
    expect(foldReadings(readings.toReversed(), MINUTE)).toMatchObject([
      { at: ORIGIN, min: 100, max: 300, sum: 600, last: 200, count: 3, late: true },
    ]);
  });
});
