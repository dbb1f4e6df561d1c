import { millimetres, type Celsius, type Millimetres } from '../../shared/units.js';
import type { CookPlan } from '../cook-plan.js';
import { CoreHeating } from '../core-heating.js';
import type { UnderstoodFood } from '../foods/food.js';
import type { Forecast } from '../forecast.js';
import { isEggInShell, PUBLISHED_FROM, THICKEST_EGG } from '../pasteurisation.js';
import type { Destruction } from '../physics/destruction.js';
import { HeatedFood } from '../physics/finite-volumes.js';
import type { FoodBody } from '../physics/food-body.js';
import { FrozenFood } from '../physics/frozen.js';
import { STRICT_ORGANISMS } from '../physics/lethality.js';
import type { ThermalNeed } from '../thermal-need.js';
import { eggTimeAt, eggTimes } from './egg-times.js';
import { FollowedPiece } from './followed-piece.js';
import { FoodMonitor, type Followed } from './food-monitor.js';
import { growthOf } from './growth.js';
import { ThicknessLadder } from './thickness-ladder.js';

/** Shells of the piece itself, of those that only tell how thick it might be, and of what is all but water. */
const SHELLS = 40;
const RUNG_SHELLS = 20;
const WATER_SHELLS = 2;
/** The rule for eggs in their shell is about the water: a sheet so thin has its temperature. In mm. */
const AS_THE_WATER = millimetres(1);

/** A monitor for a food as it goes into the water; undefined where heat has nothing to make safe. */
export function followFood(
  plan: CookPlan,
  food: UnderstoodFood,
  need: ThermalNeed,
  forecast: Forecast | undefined,
): FoodMonitor | undefined {
  if (need.germs.length === 0) return undefined;
  const heating = new CoreHeating(plan, food, need);
  const thickness = plan.thickness ?? food.assumedThickness;
  const growth = { thickness, growthLimit: growthOf(plan, food, forecast).limit };
  if (isEggInShell(food))
    return new FoodMonitor({ ...growth, ...eggInShell(plan, food, heating, thickness) });
  const germs = germsOf(plan, need);
  const pieceOf = (body: FoodBody, shells: number) => {
    const heated = plan.startState === 'frozen' ? new FrozenFood(body, shells) : new HeatedFood(body, shells);
    return new FollowedPiece(heated, germs);
  };
  return new FoodMonitor({
    ...growth,
    piece: pieceOf(heating.body(thickness), SHELLS),
    ladder: new ThicknessLadder((rung) => pieceOf(heating.body(rung), RUNG_SHELLS)),
    countsAt: countsAt(food, need),
  });
}

/** The rule for eggs in their shell holds for no frozen one, nor for any that is thicker than a hen's. */
function eggInShell(plan: CookPlan, food: UnderstoodFood, heating: CoreHeating, thickness: Millimetres) {
  const times = eggTimes(food);
  const germs = times.map(({ germ }) => germ);
  const piece = () => new FollowedPiece(new HeatedFood(heating.body(AS_THE_WATER), WATER_SHELLS), germs);
  const isUsual = plan.startState !== 'frozen' && thickness <= THICKEST_EGG;
  const countsAt: Followed['countsAt'] = (target) => {
    const time = isUsual ? eggTimeAt(times, target) : undefined;
    return time && ((germ) => germ === time.germ);
  };
  return { piece: piece(), ladder: new ThicknessLadder(piece, [THICKEST_EGG]), countsAt };
}

const germsOf = ({ vulnerableConsumers }: CookPlan, need: ThermalNeed): readonly Destruction[] => [
  ...need.germs,
  ...(need.published === undefined ? [] : [need.published]),
  ...(vulnerableConsumers ? STRICT_ORGANISMS : []),
];

/** Below its floor a food is never called safe, whatever the physics says. */
function countsAt(food: UnderstoodFood, { published }: ThermalNeed): Followed['countsAt'] {
  const floor = Math.max(...food.judgedAs.map((rule) => rule.floor ?? 0));
  return (target: Celsius) => {
    if (!(target >= floor)) return undefined;
    return (germ) => germ !== published || target >= PUBLISHED_FROM;
  };
}
