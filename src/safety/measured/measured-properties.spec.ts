import fc from 'fast-check';
import { makeSafety } from '../../../test/harness/safety.js';
import { trials } from '../../../test/harness/soak.js';
import { MeasuredCore, type MeasuredReport } from './measured-core.js';
import type { CoreReading } from './measured-reading.js';

const BEGUN = Date.parse('2026-03-01T12:00:00Z');
const FOODS = [
  'chicken',
  'pork chop',
  'beef steak',
  'burger',
  'salmon',
  'mussels',
  'milk',
  'egg',
  'carrots',
  'gloop',
];
const needs = new Map(FOODS.map((food) => [food, makeSafety().measure({ food, vulnerable: false }).need]));

/** Steps between readings in seconds, some of them gaps, with what was read. */
const course = fc.array(
  fc.record({
    after: fc.oneof(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 601, max: 9000 })),
    celsius: fc.option(fc.double({ min: -20, max: 95, noNaN: true }), { freq: 12 }),
    late: fc.boolean(),
  }),
  { minLength: 1, maxLength: 60 },
);
type Course = readonly { readonly after: number; readonly celsius: number | null; readonly late: boolean }[];

function readingsOf(steps: Course): CoreReading[] {
  let at = BEGUN;
  return steps.map(({ after, celsius, late }) => ({ at: (at += after * 1000), celsius, late }));
}

function follow(food: string, readings: readonly CoreReading[], tolerance = 0.5): MeasuredReport {
  const core = new MeasuredCore(needs.get(food)!, BEGUN, tolerance);
  for (const reading of readings) core.follow(reading);
  return core.report(readings.at(-1)!.at);
}

const BETTER = { pasteurized: 3, no_matter: 3, not_pasteurized: 2, unknown: 2, discarded: 1 } as const;

/** Whether one report is nowhere better than another of the same food. */
function isNoBetter(one: MeasuredReport, other: MeasuredReport): boolean {
  const more = one.reductions.some(
    ({ name, predicted }) =>
      predicted > other.reductions.find((known) => known.name === name)!.predicted * (1 + 1e-9) + 1e-9,
  );
  return !more && one.inDangerZone >= other.inDangerZone && BETTER[one.verdict] <= BETTER[other.verdict];
}

describe('A measured core of any readings', () => {
  const food = fc.constantFrom(...FOODS);

  it('is never better for late readings, wherever they fall', () => {
    fc.assert(
      fc.property(food, course, (name, steps) => {
        const all = readingsOf(steps);
        const inTime = all.filter(({ late }) => !late);
        const end = { at: all.at(-1)!.at + 1000, celsius: 60, late: false };
        return isNoBetter(follow(name, [...all, end]), follow(name, [...inTime, end]));
      }),
      trials(300, 10_000),
    );
  });

  it('is never better for colder readings', () => {
    fc.assert(
      fc.property(food, course, fc.double({ min: 0, max: 30, noNaN: true }), (name, steps, by) => {
        const warm = readingsOf(steps).map((reading) => ({ ...reading, late: false }));
        // A fridge is safe, so readings are never lowered into it.
        const lowered = (celsius: number | null) =>
          celsius === null || celsius < 4.5 ? celsius : Math.max(celsius - by, 4.5);
        const cold = warm.map((reading) => ({ ...reading, celsius: lowered(reading.celsius) }));
        return isNoBetter(follow(name, cold), follow(name, warm));
      }),
      trials(300, 10_000),
    );
  });

  it('is never better by a worse sensor', () => {
    fc.assert(
      fc.property(food, course, fc.double({ min: 0.5, max: 5, noNaN: true }), (name, steps, tolerance) =>
        isNoBetter(follow(name, readingsOf(steps), tolerance), follow(name, readingsOf(steps))),
      ),
      trials(300, 10_000),
    );
  });

  it('is never pasteurised by fewer than its targets, nor below the limit of its food', () => {
    fc.assert(
      fc.property(food, course, (name, steps) => {
        const readings = readingsOf(steps);
        const { verdict, reductions, pasteurizedAt } = follow(name, readings);
        if (verdict !== 'pasteurized') return true;
        const hottest = Math.max(
          ...readings.filter(({ late }) => !late).map((one) => one.celsius ?? -Infinity),
        );
        return (
          reductions.length > 0 &&
          reductions.every(({ predicted, required }) => predicted >= required) &&
          hottest - 0.5 >= needs.get(name)!.floor &&
          pasteurizedAt! <= readings.at(-1)!.at
        );
      }),
      trials(300, 10_000),
    );
  });

  it('is the same however often it is asked on the way', () => {
    fc.assert(
      fc.property(food, course, (name, steps) => {
        const readings = readingsOf(steps);
        const asked = new MeasuredCore(needs.get(name)!, BEGUN, 0.5);
        for (const reading of readings) {
          asked.follow(reading);
          asked.report(reading.at + 5000);
        }
        expect(asked.report(readings.at(-1)!.at)).toEqual(follow(name, readings));
      }),
      trials(100, 10_000),
    );
  });
});
