import { celsius, millimetres, type Celsius, type Millimetres } from '../../shared/units.js';
import type { StartState } from '../cook-plan.js';
import { SHAPE_EXPONENT } from './shape.js';

/** A piece of food as heat sees it: what the conduction equation needs to know, and nothing of what it tastes like. */
export interface FoodBody {
  /** The smallest dimension; the core lies half of it deep. */
  readonly thickness: Millimetres;
  /** β: 0 for a slab, 1 for a long cylinder, 2 for a sphere. */
  readonly shapeExponent: number;
  /** How fast temperature spreads within the food, in m²/s. */
  readonly diffusivity: number;
  /** How well the food conducts heat, in W/(m·K). */
  readonly conductivity: number;
  /** How well the water hands heat to the surface, in W/(m²·K). */
  readonly heatTransfer: number;
  /** Temperature throughout the food as it goes into the bath. */
  readonly start: Celsius;
}

/** The range of thickness, in millimetres, that the model is known to describe: that of the published tables, and a bit. */
export const THINNEST = millimetres(5);
export const THICKEST = millimetres(150);

/** Baths that the physics describes, in °C: liquid water, warmer than any food that goes in. */
export const [COOLEST_BATH, HOTTEST_BATH] = [celsius(40), celsius(100)];

/** W/(m²·K), the lowest for a consumer's water bath. Source: Baldwin, IJGFS 1 (2012) 15-30. */
export const WATER_BATH_HEAT_TRANSFER = 95;

/** W/(m·K), beef at 0 °C. Source: Sanz and others (1987), in Baldwin, IJGFS 1 (2012) 15-30. */
export const FOOD_CONDUCTIVITY = 0.48;

/** Diffusivities in m²/s, the lowest published of each kind, so that errors make the forecast slower, never faster. */
export const DIFFUSIVITY = {
  /** Source: the lowest chicken of Baldwin, IJGFS 1 (2012), table A.4. */
  poultry: 1.08e-7,
  /** Source: beef round by Sanz and others (1987), in Baldwin, IJGFS 1 (2012), table A.4. */
  meat: 1.11e-7,
  /** Source: recovered from table 3.1 of Baldwin's guide; the lowest fish of his 2012 table A.4 is 0.996e-7. */
  fish: 0.99e-7,
} as const;

/** Where the food comes from, as a temperature. Source: fridge of Baldwin's tables, room temperature and freezer by custom. */
export const START_TEMPERATURE: Readonly<Record<StartState, Celsius>> = {
  refrigerated: celsius(5),
  room: celsius(20),
  frozen: celsius(-18),
};

/** Up to here a piece of meat is much wider than it is thick: a slab. */
const SLAB_UP_TO_MM = 20;
/** From here on a piece of meat has the proportions of a portion. */
const PORTION_FROM_MM = 40;

/**
 * The shape exponent of meat of unknown shape: a slab up to 20 mm, a portion from 40 mm, linear between them.
 * Source: recovered from table 5.1 of Baldwin's guide.
 */
export function defaultMeatExponent(thickness: Millimetres): number {
  const share = (thickness - SLAB_UP_TO_MM) / (PORTION_FROM_MM - SLAB_UP_TO_MM);
  return SHAPE_EXPONENT.portion * Math.min(Math.max(share, 0), 1);
}
