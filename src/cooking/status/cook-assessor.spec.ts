import fc from 'fast-check';
import { approve, makePlan } from '../../../test/harness/plans.js';
import { makeSafety } from '../../../test/harness/safety.js';
import { makeCook, makeForeignCook, makeAssessor } from '../../../test/harness/cook-monitor-harness.js';
import type { CookPlan } from '../../safety/cook-plan.js';
import { SafetyUnavailableError } from '../../safety/safety.errors.js';
import type { SafetyService } from '../../safety/safety.service.js';
import { celsius, milliseconds, minutes, seconds } from '../../shared/units.js';

const [ours, theirs] = [makeCook(), makeForeignCook()];
const cookOf = (known: Partial<CookPlan>) => makeCook({ approved: approve(makePlan(known)) });
/** A matcher for one of the warnings. */
const warning = (expected: RegExp) =>
  expect.arrayContaining([expect.stringMatching(expected)]) as unknown as string[];
const failing = (error: Error) => {
  const fail = () => {
    throw error;
  };
  return { review: fail, follow: fail } as unknown as SafetyService;
};

const waiting = { mode: 'preheating', timer: { mode: 'idle', length: seconds(5400) } } as const;

describe('The assessment of a cook whose food is not in yet', () => {
  const { assessed } = makeAssessor();

  it('is the verdict of the approved plan', () => {
    expect(assessed(ours, { target: celsius(64.95), ...waiting })).toEqual({
      safety: {
        basis: 'the setpoint, for chicken',
        allowed: true,
        pasteurized: false,
        pasteurizedUpTo: 0,
        pasteurizedAt: null,
        core: null,
        reductions: [],
        inDangerZone: null,
        addedMinutes: null,
        unobservedMinutes: null,
        spoilt: false,
        warnings: approve().verdict.warnings,
      },
      headline: undefined,
      leads: false,
      unmeasured: undefined,
      tooEarly: null,
    });
  });

  it('warns when the setpoint of our own cook was lowered', () => {
    expect(assessed(ours, { target: celsius(50) }).safety).toMatchObject({
      allowed: false,
      warnings: warning(/50 °C.*57 °C/),
    });
  });

  it('applies the strictest limit to a foreign cook, because its food is unknown', () => {
    expect(assessed(theirs, { target: celsius(50) }).safety).toMatchObject({
      basis: 'the setpoint, for food without a name',
      allowed: false,
      warnings: warning(/50 °C.*60 °C/),
    });
    const long = { mode: 'running', length: seconds(4 * 3600) } as const;
    expect(assessed(theirs, { target: celsius(65), timer: long }).safety).toMatchObject({ allowed: true });
  });

  it.each([50, 60, 65])('mentions no time of a foreign cook without a timer at %d °C', (target) => {
    const endless = { target: celsius(target), timer: { mode: 'idle', length: seconds(0) } } as const;
    const { safety, headline } = assessed(theirs, endless);
    expect(safety.warnings.length).toBeGreaterThan(0);
    expect([headline, ...safety.warnings].join(' ')).not.toMatch(/5999|99 h/);
  });

  it('accepts a cook without a timer', () => {
    const endless = { target: celsius(65), timer: { mode: 'idle', length: seconds(0) } } as const;
    expect(assessed(theirs, endless).safety).toMatchObject({ allowed: true });
  });

  it('rejects a cook while its setpoint is unknown', () => {
    expect(assessed(theirs, { target: undefined }).safety).toMatchObject({
      basis: 'nothing: the setpoint is not known',
      allowed: false,
      pasteurized: false,
      warnings: ['This cook cannot be judged, because its temperature is not known.'],
    });
  });

  it('leaves pasteurisation out when heat is not needed to make the food safe', () => {
    const carrots = cookOf({ food: 'carrots', target: celsius(85) });
    expect(makeAssessor().seen(carrots, { target: celsius(85) }).safety).toMatchObject({
      allowed: true,
      pasteurized: null,
      pasteurizedUpTo: null,
    });
  });

  it('is computed once for each setting', () => {
    const review = jest.spyOn(makeSafety(), 'review');
    const { assessed: again } = makeAssessor();
    for (const target of [55, 55, 56, 56]) again(theirs, { target: celsius(target) });
    expect(review).toHaveBeenCalledTimes(2);
    again(ours, { target: celsius(56) });
    expect(review).toHaveBeenCalledTimes(3);
    review.mockRestore();
  });

  it('is the one that it would be anew, after any others and however old the reading is', () => {
    const { harness, assessor } = makeAssessor();
    const timers = fc.record({
      mode: fc.constantFrom('idle', 'running'),
      length: fc.constantFrom(0, 5400, 5999 * 60),
    });
    const target = fc.constantFrom(50, 65, 92, undefined);
    fc.assert(
      fc.property(
        fc.constantFrom(ours, theirs),
        target,
        timers,
        fc.nat(600),
        (cook, degrees, timer, later) => {
          const setpoint = degrees === undefined ? undefined : celsius(degrees);
          const full = { mode: timer.mode, length: seconds(timer.length) } as const;
          const shown = harness.showing({ target: setpoint, timer: full });
          const now = { ...harness.now, monotonic: milliseconds(harness.now.monotonic + later * 60_000) };
          expect(assessor.assess(cook, shown, now)).toEqual(makeAssessor().assessor.assess(cook, shown, now));
        },
      ),
    );
  });

  it.each([50, 60, 65])('tells the longest timer from none at %d °C', (target) => {
    const { assessed: again } = makeAssessor();
    const none = { target: celsius(target), timer: { mode: 'idle', length: seconds(0) } } as const;
    const longest = { ...none, timer: { mode: 'running', length: seconds(5999 * 60) } } as const;
    for (const setting of [none, longest, none])
      expect(again(theirs, setting)).toEqual(makeAssessor().assessed(theirs, setting));
  });

  it('cannot be changed by its receiver', () => {
    const { assessed: again } = makeAssessor();
    const first = again(theirs, { target: celsius(50) });
    expect(() => Object.assign(first, { headline: 'All is well.' })).toThrow(TypeError);
    expect(() => Object.assign(first.safety, { allowed: true })).toThrow(TypeError);
    expect(() => (first.safety.warnings as string[]).pop()).toThrow(TypeError);
    expect(() => (first.safety.reductions as unknown[]).push(first)).toThrow(TypeError);
  });

  it('keeps the approved time when only the setpoint changed', () => {
    const long = cookOf({ hold: minutes(5999) });
    expect(assessed(long, { target: celsius(66) }).safety).toMatchObject({ allowed: true });
  });
});

describe('The assessment when the safety engine is unavailable', () => {
  it('says so and does not stop the status', () => {
    const { assessed, seen } = makeAssessor(failing(new SafetyUnavailableError()));
    const expected = {
      allowed: false,
      pasteurized: false,
      warnings: [expect.stringContaining('cannot judge')],
    };
    expect(assessed(theirs).safety).toMatchObject(expected);
    expect(seen(ours).safety).toMatchObject(expected);
  });

  it('passes on a programming error', () => {
    const { assessed } = makeAssessor(failing(new TypeError('bug')));
    expect(() => assessed(theirs)).toThrow(TypeError);
  });
});
