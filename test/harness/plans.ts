import type { ApprovedCook } from '../../src/safety/safety.service.js';
import type { CookPlan } from '../../src/safety/cook-plan.js';
import { celsius, minutes } from '../../src/shared/units.js';
import { makeSafety } from './safety.js';

/** Chicken at 65 °C for 90 minutes; a test says only what matters to it. */
export const makePlan = (known: Partial<CookPlan> = {}): CookPlan => ({
  target: celsius(65),
  hold: minutes(90),
  food: 'chicken',
  startState: 'refrigerated',
  vulnerableConsumers: false,
  cookerType: 'a7',
  ...known,
});

/** The real engine's approval of a plan. */
export const approve = (plan: CookPlan = makePlan()): ApprovedCook => makeSafety().approve(plan);
