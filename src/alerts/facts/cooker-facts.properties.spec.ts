import fc from 'fast-check';
import { cooking, lookAt } from '../../../test/harness/observed-cooker.js';
import type { CookerMode, CookerReading } from '../../device/cooker-state.js';
import { celsius, seconds } from '../../shared/units.js';
import { FLAG_FACTS, type FactName } from './observation.js';

const reading = fc.record({
  mode: fc.constantFrom<CookerMode>(
    'idle',
    'preheating',
    'cooking',
    'done',
    'holding',
    'ice_bath',
    'fault',
    'unknown',
  ),
  running: fc.boolean(),
  water: fc.option(fc.double({ min: -5, max: 105, noNaN: true }).map(celsius), { nil: undefined }),
  target: fc.option(fc.double({ noNaN: true, min: 0, max: 95 }).map(celsius), { nil: undefined }),
  timer: fc.record({
    mode: fc.constantFrom('idle', 'running', 'paused', 'completed', 'unknown'),
    length: fc.option(fc.nat(360_000).map(seconds), { nil: undefined }),
    elapsed: fc.option(fc.nat(360_000).map(seconds), { nil: undefined }),
  }),
  fault: fc.constantFrom(undefined, 'low-water', 'overheated'),
  origin: fc.constant('unknown'),
}) as fc.Arbitrary<CookerReading>;

describe('Whatever a cooker says', () => {
  const withCook = cooking();

  it('no number is known by an old reading, and every sentence belongs to a fact that holds', () => {
    fc.assert(
      fc.property(reading, fc.nat(600_000), fc.boolean(), (shown, age, hasCook) => {
        const { facts, words = {} } = lookAt(shown, { age, ...(hasCook && withCook) });
        const isOld = age > 15_000;
        if (isOld) expect(facts).toMatchObject({ water_celsius: null, water_celsius_per_hour: null });
        if (isOld && hasCook) expect([facts.minutes_left, facts.core_celsius]).toEqual([null, null]);
        for (const name of Object.keys(words) as FactName[]) expect([false, null]).not.toContain(facts[name]);
        for (const name of FLAG_FACTS) if (facts[name] === true) expect(words[name]).toMatch(/\.$/);
      }),
      { numRuns: 300 },
    );
  });
});
