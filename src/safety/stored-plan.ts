import { settledPlan, SHAPES, START_STATES, type CookPlan } from './cook-plan.js';
import { asFlag, asNumber, asText, type ReadJson } from '../shared/json-reader.js';
import { celsius, millimetres, minutes } from '../shared/units.js';

/** Parses a stored plan, as records and the journal hold it. */
export const asPlan: ReadJson<CookPlan> = (value) => {
  const thickness = value.field('thickness').optional(asNumber);
  return settledPlan({
    target: celsius(value.field('target').number()),
    hold: minutes(value.field('hold').number()),
    endless: value.field('endless').optional(asFlag),
    food: value.field('food').optional(asText),
    thickness: thickness === undefined ? undefined : millimetres(thickness),
    thicknessRequired: value.field('thicknessRequired').optional(asFlag),
    shape: value.field('shape').optional((shape) => shape.oneOf(SHAPES)),
    startState: value.field('startState').oneOf(START_STATES),
    vulnerableConsumers: value.field('vulnerableConsumers').flag(),
    cookerType: value.field('cookerType').optional(asText),
  });
};
