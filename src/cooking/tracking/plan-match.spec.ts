import { makePlan } from '../../../test/harness/plans.js';
import { makeCookerState, makeCookingReading, makeReading } from '../../../test/harness/readings.js';
import { celsius, seconds } from '../../shared/units.js';
import { isSameSetpoint, matchesPlan } from './cook-identity.js';

describe('isSameSetpoint', () => {
  it.each([
    [54.46, 54.5, true],
    [65.1, 65, true],
    [64.9, 65, true],
    [65.11, 65, false],
    [NaN, 65, false],
  ])('compares %d and %d: %s', (one, other, same) => {
    expect(isSameSetpoint(celsius(one), celsius(other))).toBe(same);
  });
});

describe('matchesPlan', () => {
  const plan = makePlan();
  const cooker = (known: Parameters<typeof makeCookingReading>[0]) =>
    makeCookerState({ reading: makeCookingReading(known) });

  it('accepts a cook at the setpoint of the plan', () => {
    expect(matchesPlan(cooker({}), plan)).toBe(true);
  });

  it('accepts a cook that heats up and still shows the timer of the cook before', () => {
    const timer = { mode: 'idle', length: seconds(36_000) } as const;
    expect(matchesPlan(cooker({ mode: 'preheating', timer }), plan)).toBe(true);
  });

  it.each([
    ['another setpoint', { target: celsius(60) }],
    ['an unknown setpoint', { target: undefined }],
    ['a timer of another length', { timer: { mode: 'running', length: seconds(1800) } as const }],
  ])('rejects %s', (_case, known) => {
    expect(matchesPlan(cooker(known), plan)).toBe(false);
  });

  it('rejects an idle cooker that keeps the setpoint', () => {
    expect(matchesPlan(makeCookerState({ reading: makeReading({ target: celsius(65) }) }), plan)).toBe(false);
  });

  it('rejects a cooker that has never reported', () => {
    expect(matchesPlan(makeCookerState(), plan)).toBe(false);
  });
});
