import fc from 'fast-check';
import { makePlan } from '../../test/harness/plans.js';
import type { CookPlan } from '../safety/cook-plan.js';
import type { EarlierCook } from '../safety/food-history.js';
import { celsius, millimetres, minutes } from '../shared/units.js';
import { approvalDigest, planDigest, type BoundStart } from './approval-digest.js';

const HISTORY: EarlierCook = {
  ...{ cookId: 'before', cookerId: 'cooker', cookerName: 'Kitchen', food: 'pork', foodClass: 'pork' },
  inDangerZone: minutes(30),
  mustBeDiscarded: false,
};
const START: BoundStart = {
  principal: 'tablet',
  cookerId: 'cooker',
  plan: makePlan({ food: 'chicken' }),
  verdict: { outcome: 'pasteurized', rulesVersion: '3-a' },
  history: undefined,
};

describe('The digest of an approval', () => {
  const plan = (changed: Partial<CookPlan>): Partial<BoundStart> => ({ plan: { ...START.plan, ...changed } });

  it.each<[string, Partial<BoundStart>]>([
    ['the principal', { principal: 'phone' }],
    ['the cooker', { cookerId: 'other' }],
    ['the temperature', plan({ target: celsius(64.9) })],
    ['the time', plan({ hold: minutes(91) })],
    ['a timer', plan({ endless: true })],
    ['the food', plan({ food: 'turkey' })],
    ['the name of a food', plan({ food: undefined })],
    ['the thickness', plan({ thickness: millimetres(31) })],
    ['whether a thickness is needed', plan({ thicknessRequired: true })],
    ['the shape', plan({ shape: 'cube' })],
    ['where the food comes from', plan({ startState: 'frozen' })],
    ['who eats it', plan({ vulnerableConsumers: true })],
    ['the model of the cooker', plan({ cookerType: 'a4' })],
    ['the verdict', { verdict: { outcome: 'unpasteurized_allowed', rulesVersion: '3-a' } }],
    ['the rules', { verdict: { outcome: 'pasteurized', rulesVersion: '3-b' } }],
    ['the food in the cooker', { history: HISTORY }],
  ])('is another one where %s differs', (_what, changed) => {
    expect(approvalDigest({ ...START, ...changed })).not.toBe(approvalDigest(START));
  });

  it('is another one where the food in the cooker must be thrown away by now', () => {
    const before = approvalDigest({ ...START, history: HISTORY });
    expect(approvalDigest({ ...START, history: { ...HISTORY, mustBeDiscarded: true } })).not.toBe(before);
    expect(approvalDigest({ ...START, history: { ...HISTORY, cookId: 'another' } })).not.toBe(before);
  });

  it('stays while the minutes of that food grow, and with absent fields written out', () => {
    const before = approvalDigest({ ...START, history: HISTORY });
    expect(approvalDigest({ ...START, history: { ...HISTORY, inDangerZone: minutes(31) } })).toBe(before);
    const written = plan({
      shape: undefined,
      thickness: undefined,
      endless: false,
      thicknessRequired: false,
    });
    expect(approvalDigest({ ...START, ...written })).toBe(approvalDigest(START));
  });

  it('takes no words of a client for another field', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (one, other, food, more) => {
        fc.pre(one !== other || food !== more);
        const digest = (principal: string, name: string) =>
          planDigest({ ...START, principal, plan: { ...START.plan, food: name } });
        expect(digest(one, food)).not.toBe(digest(other, more));
      }),
    );
  });
});
