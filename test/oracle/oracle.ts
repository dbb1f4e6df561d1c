import type { CookPlan, Shape } from '../../src/safety/cook-plan.js';
import type { FoodClass } from '../../src/safety/foods/food-class.js';
import { natureOf, type Nature, type TrueFood } from './oracle-foods.js';
import { EGG_CORE, STRICT } from './oracle-pathogens.js';
import { minutesToKill, minutesToReach, type Kill, type Piece } from './oracle-physics.js';

/** What is let pass: degrees below a floor, and minutes beyond a limit. */
const [DEGREES, MINUTES] = [0.05, 1];
const START = { refrigerated: 5, room: 20, frozen: -18 };
const BETA: Readonly<Record<Shape, number>> = { slab: 0, portion: 0.28, cylinder: 1, cube: 1.25, sphere: 2 };
const HARMLESS: readonly FoodClass[] = ['vegetable', 'yoghurt', 'chocolate', 'grain'];
/** Pathogens grow up to here, °C… */
const GROWTH = 54.4;
/** …and the core must be through it after so many minutes. */
const SLOWEST = 360;
/** FSIS's times count in baths from here up, °C. */
const FSIS_BATH = 57.8;

/**
 * Why a plan must not start; undefined when nothing is clearly wrong with it. Written from the rules on food safety and
 * from nothing that the engine is made of.
 * @param foods everything that the name holds: each must be safe by itself, but beside the others what makes no one ill
 * for want of heat does not count
 */
export function refusalOf(plan: CookPlan, foods: readonly TrueFood[]): string | undefined {
  const grave = foods.filter(({ foodClass }) => !HARMLESS.includes(foodClass));
  const wrong = formOf(plan);
  if (wrong !== undefined) return wrong;
  const single = foods.length === 1;
  const reasons = (grave.length > 0 ? grave : foods).map((food) => againstFood(plan, food, single));
  if (grave.length === 0 && reasons.includes(undefined)) return undefined;
  return reasons.find((reason) => reason !== undefined);
}

/** The shortest time, in minutes, for which a food that is served pasteurised only is not refused. */
export function shortestFor(plan: CookPlan, food: TrueFood): number {
  const nature = natureOf(food);
  return timeToPasteurize(nature, pieceOf(plan, nature), plan.vulnerableConsumers);
}

/** What no cooker accepts, for any food. */
function formOf({ target, hold, thickness, shape, startState }: CookPlan): string | undefined {
  const spoken = (shape === undefined || Object.hasOwn(BETA, shape)) && Object.hasOwn(START, startState);
  if (!spoken) return 'a word that is none';
  const size =
    thickness === undefined || (typeof thickness === 'number' && thickness >= 5 && thickness <= 150);
  if (typeof target !== 'number' || typeof hold !== 'number' || !size) return 'a number that is none';
  if (!(target >= 40 - DEGREES && target <= 95 + DEGREES)) return 'beyond the absolute limits';
  return hold > 1 - MINUTES && hold < 5999 + MINUTES ? undefined : 'beyond what the timer takes';
}

function againstFood(asked: CookPlan, food: TrueFood, single: boolean): string | undefined {
  const plan: CookPlan = food.frozen === true ? { ...asked, startState: 'frozen' } : asked;
  const { target, hold, thickness } = plan;
  const nature = natureOf(food);
  const { floor, ceiling = 100, longest = Infinity } = nature;
  if (!(target >= floor - DEGREES)) return `${food.foodClass} below ${floor} °C`;
  if (target > ceiling + DEGREES || hold > longest + MINUTES) return `${food.foodClass} too hot or too long`;
  const guessed = thickness === undefined && nature.thickness >= 70 && target < 60 - DEGREES;
  if (guessed) return `${food.foodClass} of a thickness that may not be guessed`;
  if (food.foodClass === 'egg') return againstEgg(plan) && againstEggBeside(plan, single);
  return nature.kills.length === 0 ? undefined : againstPathogens(plan, nature);
}

/** 75 min in a bath of 57 °C, where it is no larger than a hen's, or the times of its core; for those who fall ill easily. */
function againstEgg(plan: CookPlan): string | undefined {
  const { target, hold, thickness = 45, startState, vulnerableConsumers } = plan;
  const byBath = target >= 57 - DEGREES && hold >= 75 - MINUTES && thickness <= 50 && startState !== 'frozen';
  if (!vulnerableConsumers || byBath) return undefined;
  const needed = killTime(pieceOf(plan, natureOf({ foodClass: 'egg' })), [EGG_CORE]);
  return hold >= needed - MINUTES ? undefined : `a raw egg for the vulnerable, who need ${needed} min`;
}

/** Beside other foods an egg may also be safe by what heat does to it, as the ball that it is. */
const againstEggBeside = (plan: CookPlan, single: boolean): string | undefined =>
  single
    ? againstEgg(plan)
    : againstPathogens(plan, { ...natureOf({ foodClass: 'egg_dish' }), shape: 'sphere' });

function againstPathogens(plan: CookPlan, nature: Nature): string | undefined {
  const { target, hold, vulnerableConsumers } = plan;
  const piece = pieceOf(plan, nature);
  const cool = Math.min(
    hold,
    once(`warm ${keyOf(piece)}`, () => minutesToReach(piece, GROWTH - DEGREES)),
  );
  const coolFor = (nature.coolFor ?? Infinity) + MINUTES;
  if (target < GROWTH - DEGREES && hold > coolFor) return `kept below ${GROWTH} °C too long`;
  if (cool > SLOWEST + MINUTES) return `below ${GROWTH} °C for ${cool} min`;
  if (!nature.must && !vulnerableConsumers && cool <= coolFor) return undefined;
  const needed = timeToPasteurize(nature, piece, vulnerableConsumers);
  return hold >= needed ? undefined : `pasteurised after ${needed} min only`;
}

function timeToPasteurize({ kills, fsis, floor }: Nature, piece: Piece, vulnerable: boolean): number {
  const own = vulnerable ? [...kills, ...STRICT] : kills;
  if (fsis === undefined || piece.bath < FSIS_BATH + DEGREES) return killTime(piece, own);
  // A hotter bath never needs longer than a cooler one that suffices.
  const cooler = floor < FSIS_BATH ? killTime({ ...piece, bath: FSIS_BATH }, own) : Infinity;
  return Math.min(killTime(piece, [...own, fsis]), cooler);
}

function pieceOf(plan: CookPlan, { thickness: assumed, shape: usual, diffusivity }: Nature): Piece {
  const { target: bath, thickness = assumed, shape = usual, startState } = plan;
  const flat = BETA.portion * Math.min(Math.max((thickness - 20) / 20, 0), 1);
  return {
    thickness: thickness / 1000,
    beta: shape === undefined ? flat : BETA[shape],
    diffusivity: diffusivity * 1e-7,
    start: START[startState],
    bath,
  };
}

const killTime = (piece: Piece, kills: readonly Kill[]): number =>
  once(`${kills.map(({ name }) => name).join()} ${keyOf(piece)}`, () => minutesToKill(piece, kills));

const keyOf = (piece: Piece): string => Object.values(piece).join(' ');

/** The physics is slow and always says the same. */
const known = new Map<string, number>();
function once(key: string, make: () => number): number {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
