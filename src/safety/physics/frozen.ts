import { SHELLS, HeatedFood, type Phase } from './finite-volumes.js';
import type { FoodBody } from './food-body.js';

/** °C at which the water in food freezes. Source: recovered from the frozen half of table 2.3 of Baldwin's guide. */
export const FREEZING_POINT = -1.5;

/**
 * J/m³ that frozen food absorbs on its way from the freezer, at −18 °C, to thawed at its freezing point. Source: as
 * above; the enthalpy of lean beef in the ASHRAE tables says the same.
 */
export const THAWING_HEAT = 2.66e8;
const FREEZER = -18;

/** Heat capacity of frozen food as a share of that of thawed food: what ice has of water, 2.1 of 4.2 kJ/(kg·K). */
const FROZEN_CAPACITY = 0.5;

/**
 * The phases of a body by its heat: frozen, melting at one temperature, thawed. Frozen food conducts as the thawed
 * does; in truth ice conducts better, so this errs on the slow side.
 */
function phasesOf({ conductivity, diffusivity }: FoodBody): readonly Phase[] {
  const asIce = FROZEN_CAPACITY * (FREEZING_POINT - FREEZER);
  const from = FREEZING_POINT - (THAWING_HEAT * diffusivity) / conductivity + asIce;
  const slope = 1 / FROZEN_CAPACITY;
  return [
    { from: -Infinity, slope, offset: FREEZING_POINT - slope * from },
    { from, slope: 0, offset: FREEZING_POINT },
    { from: FREEZING_POINT, slope: 1, offset: 0 },
  ];
}

/** Food that may start frozen, and melts on its way; otherwise as `HeatedFood`, which it equals when never frozen. */
export class FrozenFood extends HeatedFood {
  constructor(body: FoodBody, shells = SHELLS) {
    super(body, shells, phasesOf(body));
  }
}
