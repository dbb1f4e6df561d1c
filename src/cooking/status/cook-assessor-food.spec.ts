import { toCurrentSafetyDto } from '../dto/food-safety.mapper.js';
import { approve, makePlan } from '../../../test/harness/plans.js';
import { makeCook, makeForeignCook, makeAssessor } from '../../../test/harness/cook-monitor-harness.js';
import type { CookPlan } from '../../safety/cook-plan.js';
import { celsius, minutes, seconds } from '../../shared/units.js';

const [ours, theirs] = [makeCook(), makeForeignCook()];
const cookOf = (known: Partial<CookPlan>) => makeCook({ approved: approve(makePlan(known)) });
const steak = cookOf({ food: 'beef steak', target: celsius(54), hold: minutes(120) });
/** A message among the warnings. */
const warning = (expected: RegExp) =>
  expect.arrayContaining([expect.stringMatching(expected)]) as unknown as string[];

describe('A cook whose food is followed', () => {
  it('is told of by its core, and when it will be pasteurised', () => {
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

  it('tells of the moment at which it was pasteurised from then on', () => {
    const { harness, seen } = makeAssessor();
    harness.cook(ours, 90);
    const { safety, headline } = seen(ours);
    expect(safety).toMatchObject({ pasteurized: true, allowed: true });
    expect(safety.pasteurizedUpTo).toBeGreaterThanOrEqual(35);
    expect(headline).toBe('The food is pasteurised.');
    harness.clock.advance(3_600_000);
    expect(seen(ours).safety.pasteurizedAt).toBe(safety.pasteurizedAt);
  });

  it('says by how much the timer ends too early, first of all', () => {
    const { seen } = makeAssessor();
    const timer = { mode: 'running', length: seconds(1800), elapsed: seconds(0) } as const;
    const { safety, headline } = seen(ours, { timer });
    expect(headline).toMatch(/^The timer ends 5\d minutes before the food is pasteurised/);
    expect(safety.warnings[0]).toBe(headline);
    expect(safety).toMatchObject({ allowed: true });
  });

  it('takes the core for the judge of the time: what others planned too short is forgiven once it is enough', () => {
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

  it('does not let the core forgive a temperature below the floor', () => {
    const { harness, seen } = makeAssessor();
    harness.cook(ours, 90);
    expect(seen(ours, { target: celsius(50) }).safety).toMatchObject({
      pasteurized: true,
      allowed: false,
      warnings: warning(/50 °C.*57 °C/),
    });
  });

  it('says to make it hotter when somebody lowered the temperature below the floor', () => {
    const { harness, seen } = makeAssessor();
    harness.cook(ours, 20);
    harness.clock.advance(60_000);
    const { safety, headline } = seen(ours, { target: celsius(50) });
    expect(headline).toContain('make the water hotter');
    expect(safety).toMatchObject({ allowed: false, pasteurizedAt: null });
  });

  it.each([56.95, 57.05])(
    'takes the setpoint %d °C for the floor of 57 °C that it was rounded from',
    (target) => {
      const { seen } = makeAssessor();
      const cool = cookOf({ target: celsius(57), hold: minutes(400) });
      const timer = { mode: 'running', length: seconds(24_000), elapsed: seconds(0) } as const;
      const { safety } = seen(cool, { target: celsius(target), water: celsius(57), timer });
      expect(safety).toMatchObject({ allowed: true });
      expect(safety.pasteurizedAt).not.toBeNull();
    },
  );

  it('asks no pasteurisation of a steak that may be eaten without', () => {
    const { seen } = makeAssessor();
    const timer = { mode: 'running', length: seconds(7200), elapsed: seconds(0) } as const;
    const { safety, headline } = seen(steak, { target: celsius(54), water: celsius(54), timer });
    expect(headline).toBeUndefined();
    expect(safety).toMatchObject({ allowed: true, pasteurized: false });
    expect(safety.warnings).toEqual(steak.approved!.verdict.warnings);
  });

  it('calls food spoilt that was warm for too long, and the cook no longer right', () => {
    const { harness, seen } = makeAssessor();
    harness.cook(ours, 241, 45);
    const { safety, headline } = seen(ours, { water: celsius(45) });
    expect(safety).toMatchObject({ spoilt: true, allowed: false });
    expect(headline).toContain('Throw the food away:');
  });

  it('calls food spoilt also where it was pasteurised before, and pasteurised no more', () => {
    const { harness, seen } = makeAssessor();
    harness.cook(ours, 90);
    harness.cook(ours, 300, 30);
    const { safety, headline } = seen(ours, { water: celsius(30) });
    expect(safety).toMatchObject({ spoilt: true, pasteurized: false, allowed: false });
    expect(headline).toContain('Throw the food away:');
  });
});

describe('A cook that was stopped', () => {
  it('says what is missing, in water as it is, and foretells nothing more', () => {
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

  it('is still known as pasteurised, and since when', () => {
    const { harness, stopped } = makeAssessor();
    harness.cook(ours, 90);
    harness.end(ours);
    const { safety, headline } = stopped(ours);
    expect(safety).toMatchObject({ pasteurized: true, allowed: true, basis: 'modelled from bath readings' });
    expect(safety.pasteurizedAt).not.toBeNull();
    expect(headline).toBe('The food is pasteurised.');
  });

  it('is known as pasteurised also where its water was not measured at last', () => {
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

  it('misses nothing where it need not be pasteurised, and foretells nothing either', () => {
    const { harness, stopped } = makeAssessor();
    harness.cook(steak, 60, 54);
    harness.end(steak, 54);
    const { safety, headline } = stopped(steak, { target: celsius(54) });
    expect(safety).toMatchObject({ pasteurized: false, pasteurizedAt: null, allowed: true });
    expect(headline).toBeUndefined();
  });

  it('is not pasteurised where its food was never followed, unless it need not be', () => {
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

describe('Food that was left behind', () => {
  it('is told of with what it would still take', () => {
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

  it('is spoilt after too long', () => {
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

  it('is told of for food that nobody named', () => {
    const { harness, left } = makeAssessor();
    harness.cook(theirs, 30);
    harness.end(theirs);
    expect(left()?.headline).toContain('The cook ended before its food was done');
  });

  it('is nothing while a cook goes on, where it was pasteurised, or where it need not be', () => {
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
