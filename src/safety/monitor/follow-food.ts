import { celsius, millimetres, minutes, type Celsius, type Minutes } from '../../shared/units.js';
import type { CookPlan } from '../cook-plan.js';
import { CoreHeating } from '../core-heating.js';
import type { UnderstoodFood } from '../foods/food.js';
import type { Forecast } from '../forecast.js';
import { isEggInShell, PUBLISHED_FROM } from '../pasteurisation.js';
import type { Destruction } from '../physics/destruction.js';
import { HeatedFood } from '../physics/finite-volumes.js';
import type { FoodBody } from '../physics/food-body.js';
import { FrozenFood } from '../physics/frozen.js';
import { STRICT_ORGANISMS } from '../physics/lethality.js';
import { unpasteurizedLimit } from '../rules/hold-limit.rule.js';
import type { ThermalNeed } from '../thermal-need.js';
import { EggTimes } from './egg-times.js';
import { FollowedPiece } from './followed-piece.js';
import { FoodMonitor, SENSOR_ERROR, type Followed } from './food-monitor.js';
import { ThicknessLadder } from './thickness-ladder.js';

/** Shells of the piece itself, and of those that only tell how thick it might be. */
const SHELLS = 40;
const RUNG_SHELLS = 20;
/** More than 4 h between 5 and 54.4 °C spoil food; 6 h where the plan itself was that slow, and let through. */
const GROWTH_LIMIT = minutes(4 * 60);
const SLOW_GROWTH_LIMIT = minutes(6 * 60);
/** In minutes: the core counts as in that range for the whole of the step in which it comes out. */
const ONE_LOOK = 1;
/** Eggs from small to the thickest for which a time in a bath is published. */
const EGG_SIZES = [25, 30, 35, 40, 45, 50].map(millimetres);

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
  const growth = { thickness, growthLimit: growthLimit(plan, food, forecast) };
  const frozen = plan.startState === 'frozen';
  const eggs = isEggInShell(food) ? new EggTimes(food, heating, thickness, frozen) : undefined;
  const germs = eggs?.germs ?? germsOf(plan, need);
  const pieceOf = (body: FoodBody, shells: number) =>
    new FollowedPiece(frozen ? new FrozenFood(body, shells) : new HeatedFood(body, shells), germs);
  return new FoodMonitor({
    ...growth,
    piece: pieceOf(heating.body(thickness), SHELLS),
    ladder: new ThicknessLadder(
      (rung) => pieceOf(heating.body(rung), RUNG_SHELLS),
      eggs === undefined ? undefined : EGG_SIZES,
    ),
    countsAt: eggs === undefined ? countsAt(food, need) : countsOf(eggs),
  });
}

const countsOf =
  (eggs: EggTimes): Followed['countsAt'] =>
  (target) => {
    const counted = eggs.at(target);
    return counted && ((germ) => germ === counted);
  };

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

function growthLimit(plan: CookPlan, food: UnderstoodFood, forecast: Forecast | undefined): Minutes {
  if (forecast === undefined) return unpasteurizedLimit(food) ?? GROWTH_LIMIT;
  const planned = forecast.inDangerZone;
  const limit = limitFor(planned, food, forecast);
  // The monitor takes the planned water for cooler than it is, and must not call a plan that was let through spoilt.
  const followed = forecast.at(celsius(plan.target - SENSOR_ERROR), plan.hold).inDangerZone;
  return planned <= limit && followed > limit ? minutes(followed + ONE_LOOK) : limit;
}

/** Where the plan pasteurises, the limit for food that is eaten without does not hold. */
function limitFor(planned: Minutes, food: UnderstoodFood, { pasteurizes }: Forecast): Minutes {
  if (!pasteurizes) return unpasteurizedLimit(food) ?? GROWTH_LIMIT;
  return planned > GROWTH_LIMIT ? SLOW_GROWTH_LIMIT : GROWTH_LIMIT;
}
