import fc from 'fast-check';
import { celsius } from '../../shared/units.js';
import { analyse, CookAnalyst, type TrackedReading } from './forecast.js';

const START = Date.UTC(2026, 4, 2, 10);
const MINUTE = 60_000;

/** Food that approaches 90 °C, read once a minute. */
const warming = (minutes: number, everyMs = MINUTE): TrackedReading[] =>
  Array.from({ length: Math.floor((minutes * MINUTE) / everyMs) }, (_, index) => {
    const hours = (index * everyMs) / 3_600_000;
    return { at: START + index * everyMs, celsius: 90 - 85 * Math.exp(-hours / 1.2) };
  });

describe('analyse', () => {
  it('is too early at the beginning, then gives an interval that holds, and then says when it was reached', () => {
    const readings = warming(180);
    const reached = readings.find((reading) => reading.celsius! >= 63)!.at;
    const at = (minutes: number) => analyse(readings, { target: celsius(63), now: START + minutes * MINUTE });
    expect(at(2)).toMatchObject({ state: 'too_early', earliest: null });
    const forecast = at(40);
    expect(forecast).toMatchObject({ state: 'forecast', phase: 'warming', coverage: { nominal: 0.8 } });
    expect(forecast.earliest).toBeLessThan(reached);
    expect(forecast.latest).toBeGreaterThan(reached);
    expect(at(179)).toMatchObject({ state: 'reached', reachedAt: reached });
  });

  it('gives rate and phase without a target, and no interval', () => {
    const forecast = analyse(warming(40), { now: START + 40 * MINUTE });
    expect(forecast).toMatchObject({ state: 'too_early', reason: 'no_target', phase: 'warming' });
    expect(forecast.rateCelsiusPerHour).toBeGreaterThan(30);
  });

  it('equals what an analyst says that was fed one reading after the other', () => {
    const readings = warming(60);
    const analyst = new CookAnalyst(celsius(63));
    for (const reading of readings) analyst.takeCore(reading);
    const now = readings.at(-1)!.at + 20_000;
    expect(analyst.forecast(now)).toEqual(analyse(readings, { target: celsius(63), now }));
  });

  it('never throws, and orders its interval, none of it in the past, whatever the readings', () => {
    const reading = fc.record({
      at: fc.integer({ min: 0, max: 40 * 3_600_000 }),
      celsius: fc.option(fc.oneof(fc.double(), fc.double({ min: -20, max: 120, noNaN: true })), {
        nil: null,
      }),
    });
    fc.assert(
      fc.property(
        fc.array(reading, { maxLength: 200 }),
        fc.array(reading),
        fc.double(),
        (core, air, target) => {
          const now = 20 * 3_600_000;
          const { state, earliest, likely, latest } = analyse(core, {
            target: celsius(target),
            now,
            ambient: air,
          });
          if (state !== 'forecast') return earliest === null && likely === null && latest === null;
          return now <= earliest! && earliest! <= likely! && likely! <= latest!;
        },
      ),
    );
  });
});
