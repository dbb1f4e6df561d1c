import fc from 'fast-check';
import { celsius } from '../../src/shared/units.js';
import type { ProbeReading } from '../../src/thermometers/thermometer.js';

/** An hour in the middle of a day, so that quarters and minutes begin in it. */
export const NOON = Date.parse('2026-03-01T12:00:00Z');

/** A reading, on time and of 20 °C unless said otherwise. */
export const makeReading = (reading: Partial<ProbeReading> = {}): ProbeReading => {
  const at = reading.at ?? NOON;
  return { probeId: 'probe-1', at, receivedAt: at + 800, celsius: celsius(20), late: false, ...reading };
};

/** A course as a sensor of 0.1 °C gives it, a reading every `every` milliseconds. */
export const makeCourseOf = (
  count: number,
  every = 10_000,
  from = NOON,
  probeId = 'probe-1',
): ProbeReading[] =>
  Array.from({ length: count }, (_, index) =>
    makeReading({
      probeId,
      at: from + index * every,
      celsius: celsius(Math.round(200 + 300 * Math.sin(index / 700) + 2 * Math.sin(index * 1.7)) / 10),
    }),
  );

/** Readings of a few probes over some hours, in any order, some of them of one instant. */
export const anyReadings = (hours = 60): fc.Arbitrary<ProbeReading[]> =>
  fc.array(
    fc.record({
      probeId: fc.constantFrom('probe-1', 'probe-2'),
      at: fc.integer({ min: 0, max: hours * 360 }).map((step) => NOON + step * 10_000),
      receivedAt: fc.integer({ min: 0, max: 100_000 }).map((delay) => NOON + delay),
      celsius: fc.option(
        fc.integer({ min: -40_000, max: 400_000 }).map((milli) => celsius(milli / 1000)),
        { freq: 8 },
      ),
      late: fc.boolean(),
    }),
    { maxLength: 60 },
  );
