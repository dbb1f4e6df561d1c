import { makeForeignCook, makeCook, makeAssessor } from '../../../test/harness/cook-monitor-harness.js';
import { celsius, seconds } from '../../shared/units.js';

const [before, ours, theirs] = [makeCook({ id: 'before' }), makeCook(), makeForeignCook()];
const waiting = { mode: 'preheating', timer: { mode: 'idle', length: seconds(5400) } } as const;

/** A test set-up in which chicken was in water of 45 °C for so many minutes before its cook broke off. */
function afterBreak(inZone: number) {
  const assessor = makeAssessor();
  const { harness } = assessor;
  harness.cook(before, 0, 20);
  harness.clock.advance(inZone * 60_000);
  harness.end(before, 20);
  return assessor;
}

describe('The assessment of a cook whose food has a history', () => {
  it('says to throw spoilt food away, from the first state on and at the stop', () => {
    const { seen, stopped, assessor, harness } = afterBreak(250);
    const expected = {
      safety: { spoilt: true, allowed: false, pasteurized: false },
      headline: expect.stringMatching(/^Throw the food away: .* 250 minutes/) as string,
      leads: true,
    };
    expect(seen(theirs, waiting)).toMatchObject(expected);
    expect(stopped(theirs, waiting)).toMatchObject(expected);
    expect(assessor.discardOn('cooker-one', harness.now)).toMatch(/^Throw the food away: /);
  });

  it('says so in advance when the cook would take too long', () => {
    const { seen } = afterBreak(205);
    expect(seen(ours, waiting)).toMatchObject({
      safety: { spoilt: false, allowed: false, inDangerZone: 205 },
      headline: expect.stringMatching(
        /205 minutes, and to heat it would add about 4\d, where at most 240/,
      ) as string,
      leads: true,
    });
  });

  it('names the minutes and what is left of them while it heats up, later on, and at the stop', () => {
    const { harness, seen, stopped } = afterBreak(190);
    const expected =
      /^The food on this cooker has already been 19\d minutes between 5 and 54\.4 °C; (50|4\d) are left/;
    expect(seen(ours, waiting).headline).toMatch(expected);
    expect(stopped(ours, waiting).headline).toMatch(/ are left .* The food is not pasteurised\.$/);
    harness.cook(ours, 2);
    const { headline, safety } = seen(ours);
    expect(headline).toMatch(expected);
    expect(safety.warnings[0]).toMatch(expected);
    harness.end(ours, 65, 'default');
    expect(stopped(ours).headline).toMatch(/ are left .* Not pasteurised: /);
  });

  it('leaves the history out once the food was pasteurised in time', () => {
    const { harness, seen } = afterBreak(150);
    harness.cook(ours, 90);
    expect(seen(ours)).toMatchObject({ headline: 'The food is pasteurised.', safety: { spoilt: false } });
  });

  it('keeps the history while the water is not measured, and adds that time', () => {
    const { harness, seen, assessor, left } = afterBreak(150);
    seen(ours, { water: undefined });
    expect(seen(ours, { water: undefined }).headline).toMatch(/been 150 minutes/);
    harness.clock.advance(95 * 60_000);
    expect(seen(ours, { water: undefined })).toMatchObject({
      headline: expect.stringMatching(/^Throw the food away: .* 245 minutes/) as string,
      leads: true,
    });
    expect(assessor.historyOn('cooker-one', harness.now).here).toMatchObject({ mustBeDiscarded: true });
    const cooker = harness.showing({
      mode: 'idle',
      running: false,
      water: undefined,
      timer: { mode: 'idle' },
    });
    harness.endWith(ours, cooker, 'default');
    expect(left()).toMatchObject({ leads: true, safety: { spoilt: true } });
  });

  it('names the history when the setpoint is unknown', () => {
    const { seen } = afterBreak(205);
    expect(seen(theirs, { ...waiting, target: undefined }).headline).toMatch(/205 minutes .*; 35 are left/);
  });
});

describe('The assessment of food that a cook left', () => {
  it('suggests to continue while a start would be accepted', () => {
    const { left } = afterBreak(190);
    expect(left()?.headline).toMatch(/start it again now; .* 190 minutes .*; 50 are left/);
  });

  it('says to throw the food away when a start would be refused', () => {
    const { left } = afterBreak(205);
    expect(left()).toMatchObject({ leads: true, safety: { allowed: false, warnings: [left()!.headline] } });
    expect(left()?.headline).toMatch(/^Throw the food away: .* 205 minutes/);
    expect(left()?.headline).not.toMatch(/start it again|would do/);
  });

  it('suggests nothing when the plan itself is refused', () => {
    const { harness, left } = makeAssessor();
    const cool = makeForeignCook();
    const timer = { mode: 'running', length: seconds(5400), elapsed: seconds(0) } as const;
    harness.see(cool, harness.showing({ target: celsius(50), water: celsius(50), timer }));
    harness.end(cool, 50);
    expect(left()?.headline).toMatch(/ Do not eat it\.$/);
    expect(left()?.headline).not.toContain('start it again');
  });
});
