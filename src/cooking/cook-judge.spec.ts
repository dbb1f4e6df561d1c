import { approve, makePlan } from '../../test/support/plans.js';
import { makeCookerState, makeCookingReading } from '../../test/support/readings.js';
import { makeSafety } from '../../test/support/safety.js';
import { SafetyUnavailableError } from '../safety/safety.errors.js';
import type { SafetyService } from '../safety/safety.service.js';
import { celsius, minutes, seconds } from '../shared/units.js';
import type { Cook } from './cook.js';
import { CookJudge } from './cook-judge.js';

const theirs: Cook = { id: 'theirs', cookerId: 'cooker-one', startedBy: 'app', startedAt: new Date(0) };
const ours: Cook = { ...theirs, id: 'ours', startedBy: 'coddle', approved: approve() };
const showing = (known: Parameters<typeof makeCookingReading>[0]) =>
  makeCookerState({ reading: makeCookingReading(known) });

describe('CookJudge', () => {
  const judge = new CookJudge(makeSafety());

  it('repeats the approval of a cook that goes on as it was approved', () => {
    const { verdict } = approve(makePlan());
    expect(judge.judge(ours, showing({ target: celsius(64.95) }))).toEqual({
      basis: 'the setpoint, for chicken',
      allowed: true,
      warnings: verdict.warnings,
    });
  });

  it('warns when somebody lowered the temperature of our cook', () => {
    expect(judge.judge(ours, showing({ target: celsius(50) }))).toMatchObject({
      allowed: false,
      warnings: expect.arrayContaining([expect.stringMatching(/50 °C.*57 °C/)]) as string[],
    });
  });

  it('judges a cook of others by the strictest limit, for nobody told the food', () => {
    expect(judge.judge(theirs, showing({ target: celsius(50) }))).toMatchObject({
      basis: 'the setpoint, for a food that nobody named',
      allowed: false,
      warnings: expect.arrayContaining([expect.stringMatching(/50 °C.*60 °C/)]) as string[],
    });
    expect(judge.judge(theirs, showing({ target: celsius(65) }))).toMatchObject({ allowed: true });
  });

  it('has nothing against the time of a cook without a timer', () => {
    const endless = showing({ target: celsius(65), timer: { mode: 'idle', length: seconds(0) } });
    expect(judge.judge(theirs, endless)).toMatchObject({ allowed: true });
  });

  it('does not let a cook pass whose temperature is unknown', () => {
    expect(judge.judge(theirs, showing({ target: undefined }))).toMatchObject({
      allowed: false,
      warnings: ['This cook cannot be judged, because its temperature is not known.'],
    });
  });

  it('judges a setting once, however often it is asked', () => {
    const review = jest.spyOn(makeSafety(), 'review');
    const fresh = new CookJudge(makeSafety());
    const first = fresh.judge(theirs, showing({ target: celsius(55) }));
    expect(fresh.judge(theirs, showing({ target: celsius(55) }))).toBe(first);
    expect(review).toHaveBeenCalledTimes(1);
    review.mockRestore();
  });

  it('says so when the engine cannot judge, and the status goes on', () => {
    const broken = {
      review: () => {
        throw new SafetyUnavailableError();
      },
    } as unknown as SafetyService;
    expect(new CookJudge(broken).judge(theirs, showing({ target: celsius(55) }))).toMatchObject({
      allowed: false,
      warnings: [expect.stringContaining('cannot judge')],
    });
  });

  it('does not hide a bug of ours', () => {
    const buggy = {
      review: () => {
        throw new TypeError('bug');
      },
    } as unknown as SafetyService;
    expect(() => new CookJudge(buggy).judge(theirs, showing({ target: celsius(55) }))).toThrow(TypeError);
  });

  it('keeps the time that was approved when only the temperature changed', () => {
    const plan = makePlan({ hold: minutes(5999) });
    const long: Cook = { ...ours, approved: approve(plan) };
    expect(judge.judge(long, showing({ target: celsius(66) }))).toMatchObject({ allowed: true });
  });
});
