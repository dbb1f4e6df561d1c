import fc from 'fast-check';
import type { CookPlan } from '../../src/safety/cook-plan.js';
import { celsius, millimetres, minutes } from '../../src/shared/units.js';
import { AdversarialTestApp } from '../harness/adversarial-test-app.js';
import { plans, type AdversarialPlan } from '../harness/adversarial-plans.js';
import { askEverywhere } from '../harness/adversarial-round.js';
import { makePlan } from '../harness/plans.js';
import { makePrincipal } from '../harness/principals.js';
import { trials } from '../harness/soak.js';
import type { TrueFood } from './oracle-foods.js';

const RUN = trials(100, 20_000);
const CALLS_A_PLAN = 25;
/** In ms; a soak run takes a quarter of an hour. */
const TIMEOUT = 60 * RUN.numRuns + 60_000;

let testApp: AdversarialTestApp;
beforeAll(async () => {
  testApp = await AdversarialTestApp.open();
});
afterAll(() => testApp.close());

const GOOD: AdversarialPlan = {
  suspect: { text: 'chicken', readings: [[{ foodClass: 'poultry', bird: 'chicken' }]] },
  plan: makePlan({ cookerType: undefined }),
};

describe('Any plan that is requested in any way', () => {
  it(
    'starts no cook that the oracle refuses',
    async () => {
      let [other, round, started] = [GOOD, 0, 0];
      await fc.assert(
        fc.asyncProperty(plans, async (one) => {
          round += 1;
          const any = await askEverywhere(testApp, { one, other, id: `round ${round}` });
          started += any ? 1 : 0;
          other = one;
        }),
        RUN,
      );
      expect(testApp.calls).toBeGreaterThanOrEqual(CALLS_A_PLAN * RUN.numRuns);
      expect(started).toBeGreaterThan(RUN.numRuns / 10);
    },
    TIMEOUT,
  );
});

/** Reduced: each of these did start. */
const ONCE_STARTED: readonly AdversarialPlan[] = [
  slipped(
    'tenderised salmon',
    { target: celsius(45), hold: minutes(30) },
    { foodClass: 'fish', altered: 'pierced' },
  ),
  slipped(
    'corned beef',
    { target: celsius(53), hold: minutes(720) },
    { foodClass: 'beef', altered: 'pierced' },
  ),
];

describe('A plan that once slipped through', () => {
  it.each(ONCE_STARTED.map((one) => [one.suspect.text, one] as const))(
    'does not start again: %s',
    async (_text, one) => {
      expect(await askEverywhere(testApp, { one, other: GOOD, id: 'again' })).toBe(true);
      await testApp.start({ principal: makePrincipal(), plan: one.plan, body: 'alone' });
      expect(await testApp.startedSince()).toEqual([]);
    },
  );
});

function slipped(food: string, known: Partial<CookPlan>, what: TrueFood): AdversarialPlan {
  return {
    suspect: { text: food, readings: [[what]] },
    plan: { ...GOOD.plan, ...known, food, thickness: millimetres(30) },
  };
}

/** Says one thing as a text and another as a number. */
const twoFaced = (text: string, value: number) => ({ toString: () => text, valueOf: () => value });

describe('A plan that is none', () => {
  it.each<[string, Readonly<Partial<Record<keyof CookPlan, unknown>>>]>([
    ['a temperature that is not a number', { target: NaN }],
    ['no end of heat', { target: Infinity }],
    ['a temperature in a text', { target: '65' }],
    ['a temperature in a list', { target: [65] }],
    ['a temperature with two faces', { target: twoFaced('65', 40) }],
    ['a temperature as a big integer', { target: 65n }],
    ['a time that is not a number', { hold: NaN }],
    ['a time without end', { hold: Infinity }],
    ['a time in a text', { hold: '90' }],
    ['a time with two faces', { hold: twoFaced('90', 1) }],
    ['a thickness that is not a number', { thickness: NaN }],
    ['a thickness of nothing', { thickness: null }],
    ['a thickness in a text', { thickness: 'undefined' }],
    ['a shape that every object knows', { shape: 'constructor' }],
    ['a start state that does not exist', { startState: 'warm' }],
    ['no start', { startState: undefined }],
    ['a list of foods', { food: ['chicken'] }],
    ['a food that passes for another', { food: { toJSON: () => 'chicken', trim: () => 'raw beans' } }],
  ])('never reaches the cooker, even after a sound plan was started: %s', async (_name, wrong) => {
    await testApp.start({ principal: makePrincipal(), plan: GOOD.plan, body: 'good' });
    expect(await testApp.startedSince()).toHaveLength(1);
    const plan = { ...GOOD.plan, ...wrong } as CookPlan;
    await testApp.start({ principal: makePrincipal(), plan, body: 'none' }).catch(() => false);
    expect(await testApp.startedSince()).toEqual([]);
  });
});
