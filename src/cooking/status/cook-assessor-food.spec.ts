import { toCurrentSafetyDto } from '../dto/food-safety.mapper.js';
import { approve, makePlan } from '../../../test/harness/plans.js';
import { makeCook, makeForeignCook, makeAssessor } from '../../../test/harness/cook-monitor-harness.js';
import type { CookPlan } from '../../safety/cook-plan.js';
import { celsius, minutes, seconds } from '../../shared/units.js';

const [ours, theirs] = [makeCook(), makeForeignCook()];
const cookOf = (known: Partial<CookPlan>) => makeCook({ approved: approve(makePlan(known)) });
const steak = cookOf({ food: 'beef steak', target: celsius(54), hold: minutes(120) });
/** A matcher for one of the warnings. */
const warning = (expected: RegExp) =>
  expect.arrayContaining([expect.stringMatching(expected)]) as unknown as string[];

describe('The assessment of a followed cook', () => {
  it('contains the core temperature and the time of pasteurisation', () => {
    const { harness, seen } = makeAssessor();
    harness.cook(ours, 30);
    const { safety, headline } = seen(ours, { timer: { mode: 'running', length: seconds(5400) } });
    expect(safety).toMatchObject({
      basis: 'modelled from bath readings',
      allowed: true,
      pasteurized: false,
      pasteurizedUpTo: 14,
      inDangerZone: 30,
      addedMinutes: 0,
      spoilt: false,
    });
    expect(safety.core).toBeGreaterThan(40);
    const shown = toCurrentSafetyDto(safety);
    expect(shown.core_temp_celsius).toBe(Math.round(safety.core! * 10) / 10);
    expect(shown.log_reductions).toContainEqual({ organism: 'salmonella', predicted: 0, required: 7 });
    // The 90 minutes of the plan began with the first reading, at noon.
    expect(shown.pasteurized_at).toMatch(/^2026-03-01T13:2[12]:..Z$/);
    expect(headline).toMatch(/^The water was not observed for 30 minutes before this server saw the cook/);
  });

  it('contains the time when the food was pasteurised', () => {
    const { harness, seen } = makeAssessor();
    harness.cook(ours, 90);
    const { safety, headline } = seen(ours);
    expect(safety).toMatchObject({ pasteurized: true, allowed: true });
    expect(safety.pasteurizedUpTo).toBeGreaterThanOrEqual(35);
    expect(headline).toBe('The food is pasteurised.');
    harness.clock.advance(3_600_000);
    expect(seen(ours).safety.pasteurizedAt).toBe(safety.pasteurizedAt);
  });

  it('begins with how much too early the timer ends', () => {
    const { seen } = makeAssessor();
    const timer = { mode: 'running', length: seconds(1800), elapsed: seconds(0) } as const;
    const { safety, headline } = seen(ours, { timer });
    expect(headline).toMatch(/^The timer ends 5\d minutes before the food is pasteurised/);
    expect(safety.warnings[0]).toBe(headline);
    expect(safety).toMatchObject({ allowed: true });
  });

  it('allows a foreign cook with too short a time once its core is pasteurised in time', () => {
    const { harness, seen } = makeAssessor();
    const short = { timer: { mode: 'running', length: seconds(3600), elapsed: seconds(0) } } as const;
    expect(seen(theirs, short).safety).toMatchObject({
      allowed: false,
      warnings: warning(/65 °C for 60 min is not enough/),
    });
    for (let minute = 0; minute < 200; minute++) {
      harness.clock.advance(60_000);
      harness.see(theirs, harness.showing(short));
    }
    const { safety } = seen(theirs, short);
    expect(safety).toMatchObject({ pasteurized: true, allowed: true });
    expect(safety.warnings).not.toEqual(warning(/is not enough/));
  });

  it('rejects a setpoint below the lowest bath of its food whatever the core shows', () => {
    const { harness, seen } = makeAssessor();
    harness.cook(ours, 90);
    expect(seen(ours, { target: celsius(50) }).safety).toMatchObject({
      pasteurized: true,
      allowed: false,
      warnings: warning(/50 °C.*57 °C/),
    });
  });

  it('asks for hotter water when the setpoint was lowered below the lowest bath of its food', () => {
    const { harness, seen } = makeAssessor();
    harness.cook(ours, 20);
    harness.clock.advance(60_000);
    const { safety, headline } = seen(ours, { target: celsius(50) });
    expect(headline).toContain('make the water hotter');
    expect(safety).toMatchObject({ allowed: false, pasteurizedAt: null });
  });

  it.each([56.95, 57.05])(
    'treats the setpoint %d °C as the lowest bath of 57 °C, which it was rounded from',
    (target) => {
      const { seen } = makeAssessor();
      const cool = cookOf({ target: celsius(57), hold: minutes(400) });
      const timer = { mode: 'running', length: seconds(24_000), elapsed: seconds(0) } as const;
      const { safety } = seen(cool, { target: celsius(target), water: celsius(57), timer });
      expect(safety).toMatchObject({ allowed: true });
      expect(safety.pasteurizedAt).not.toBeNull();
    },
  );

  it('does not require pasteurisation of a steak that may be eaten without', () => {
    const { seen } = makeAssessor();
    const timer = { mode: 'running', length: seconds(7200), elapsed: seconds(0) } as const;
    const { safety, headline } = seen(steak, { target: celsius(54), water: celsius(54), timer });
    expect(headline).toBeUndefined();
    expect(safety).toMatchObject({ allowed: true, pasteurized: false });
    expect(safety.warnings).toEqual(steak.approved!.verdict.warnings);
  });

  it('rejects a cook whose food was warm for too long', () => {
    const { harness, seen } = makeAssessor();
    harness.cook(ours, 241, 45);
    const { safety, headline } = seen(ours, { water: celsius(45) });
    expect(safety).toMatchObject({ spoilt: true, allowed: false });
    expect(headline).toContain('Throw the food away:');
  });

  it('reports food that was warm for too long as not pasteurised, even if it was before', () => {
    const { harness, seen } = makeAssessor();
    harness.cook(ours, 90);
    harness.cook(ours, 300, 30);
    const { safety, headline } = seen(ours, { water: celsius(30) });
    expect(safety).toMatchObject({ spoilt: true, pasteurized: false, allowed: false });
    expect(headline).toContain('Throw the food away:');
  });
});

describe('The assessment of a stopped cook', () => {
  it('says what is missing in the present water, without a forecast', () => {
    const { harness, stopped } = makeAssessor();
    harness.cook(ours, 60);
    harness.end(ours);
    const { safety, headline } = stopped(ours);
    expect(headline).toMatch(
      /^Not pasteurised: 0\.\d of 6 log of Listeria so far; 2\d minutes more would do\.$/,
    );
    expect(safety).toMatchObject({ pasteurized: false, pasteurizedAt: null, allowed: false });
    expect(safety.warnings.at(-1)).toBe(headline);
    expect(safety.warnings.join()).not.toMatch(/The timer|enough up to/);
  });

  it('still says when the food was pasteurised', () => {
    const { harness, stopped } = makeAssessor();
    harness.cook(ours, 90);
    harness.end(ours);
    const { safety, headline } = stopped(ours);
    expect(safety).toMatchObject({ pasteurized: true, allowed: true, basis: 'modelled from bath readings' });
    expect(safety.pasteurizedAt).not.toBeNull();
    expect(headline).toBe('The food is pasteurised.');
  });

  it('still says that the food was pasteurised when the water was not measured at the end', () => {
    const { harness, stopped } = makeAssessor();
    harness.cook(ours, 90);
    harness.clock.advance(15 * 60_000);
    expect(stopped(ours)).toMatchObject({
      unmeasured: 15,
      headline: expect.stringMatching(
        /^The food is pasteurised\. The water was not measured for the last 15 minutes/,
      ) as string,
    });
  });

  it('has no missing time for food that need not be pasteurised, and no forecast', () => {
    const { harness, stopped } = makeAssessor();
    harness.cook(steak, 60, 54);
    harness.end(steak, 54);
    const { safety, headline } = stopped(steak, { target: celsius(54) });
    expect(safety).toMatchObject({ pasteurized: false, pasteurizedAt: null, allowed: true });
    expect(headline).toBeUndefined();
  });

  it('reports food that was never followed as not pasteurised, unless it need not be', () => {
    const { stopped } = makeAssessor();
    expect(stopped(ours)).toMatchObject({
      headline: 'The food is not pasteurised.',
      safety: { allowed: false, pasteurized: false },
    });
    expect(stopped(steak, { target: celsius(54) })).toMatchObject({
      headline: undefined,
      safety: { allowed: true },
    });
    const carrots = cookOf({ food: 'carrots', target: celsius(85) });
    expect(stopped(carrots, { target: celsius(85) }).headline).toBeUndefined();
  });
});

describe('The assessment of an unfinished cook', () => {
  it('contains what is still missing', () => {
    const { harness, left } = makeAssessor();
    harness.cook(ours, 60);
    harness.end(ours, 20);
    const { safety, headline } = left()!;
    expect(safety).toMatchObject({
      basis: 'modelled from bath readings',
      allowed: false,
      pasteurized: false,
      pasteurizedAt: null,
      spoilt: false,
      warnings: [headline],
    });
    expect(headline).toMatch(/^The cook ended before its food was done\. .* 2\d minutes more would do\./);
  });

  it('asks to throw the food away after too long', () => {
    const { harness, left } = makeAssessor();
    harness.cook(ours, 60, 45);
    harness.end(ours, 45);
    for (let minute = 0; minute < 181; minute++) {
      harness.clock.advance(60_000);
      harness.idle(45);
    }
    expect(left()).toMatchObject({
      safety: { spoilt: true },
      headline: expect.stringContaining('Throw the food away') as string,
    });
  });

  it('exists for food without a name', () => {
    const { harness, left } = makeAssessor();
    harness.cook(theirs, 30);
    harness.end(theirs);
    expect(left()?.headline).toContain('The cook ended before its food was done');
  });

  it('does not exist while a cook is on, when the food was pasteurised, or when it need not be', () => {
    const { harness, left } = makeAssessor();
    harness.cook(ours, 30);
    expect(left()).toBeUndefined();
    harness.cook(ours, 60);
    harness.end(ours);
    expect(left()).toBeUndefined();
    harness.see(steak, harness.showing({ target: celsius(54) }));
    harness.end(steak);
    expect(harness.monitors.unfinishedCookOn('cooker-one')).toBeDefined();
    expect(left()).toBeUndefined();
  });
});
