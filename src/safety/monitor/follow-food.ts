import { millimetres, type Celsius } from '../../shared/units.js';
import type { CookPlan } from '../cook-plan.js';
import { CoreHeating, isEggInShell, PUBLISHED_FROM } from '../pasteurisation.js';
import type { UnderstoodFood } from '../foods/food.js';
import type { Forecast } from '../forecast.js';
import type { InactivationModel } from '../physics/inactivation-model.js';
import { HeatedFood } from '../physics/finite-volumes.js';
import type { FoodBody } from '../physics/food-body.js';
import { FrozenFood } from '../physics/frozen.js';
import { STRICT_ORGANISMS } from '../physics/lethality.js';
import type { ThermalNeed } from '../thermal-need.js';
import { CoreReplay } from './core-replay.js';
import { EggTimes } from './egg-times.js';
import { FollowedPiece } from './followed-piece.js';
import { FoodMonitor, type Followed } from './food-monitor.js';
import { growthOf } from './growth.js';
import { ThicknessLadder } from './thickness-ladder.js';

/** Shells of the piece itself, and of those that only show how thick it might be. */
const SHELLS = 40;
const RUNG_SHELLS = 20;
/** Eggs from small to the thickest for which a time in a bath is published. */
const EGG_SIZES = [25, 30, 35, 40, 45, 50].map(millimetres);

/** A monitor for a food as it goes into the water; undefined where heat has nothing to make safe. */
export function followFood(
  plan: CookPlan,
  food: UnderstoodFood,
  need: ThermalNeed,
  forecast: Forecast | undefined,
): FoodMonitor | undefined {
  if (need.pathogens.length === 0) return undefined;
  const heating = new CoreHeating(plan, food, need);
  const thickness = plan.thickness ?? food.assumedThickness;
  const growth = { thickness, growthLimit: growthOf(plan, food, forecast).limit };
  const frozen = plan.startState === 'frozen';
  const eggs = isEggInShell(food) ? new EggTimes(food, heating, thickness, frozen) : undefined;
  const pathogens = eggs?.pathogens ?? pathogensOf(plan, need);
  const pieceOf = (body: FoodBody, shells: number) =>
    new FollowedPiece(inWater(plan, body, shells), pathogens);
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

/** The core of a food over water that was measured; undefined where `followFood` follows nothing. */
export function replayCore(plan: CookPlan, food: UnderstoodFood, need: ThermalNeed): CoreReplay | undefined {
  if (need.pathogens.length === 0) return undefined;
  const body = new CoreHeating(plan, food, need).body(plan.thickness ?? food.assumedThickness);
  return new CoreReplay(inWater(plan, body, SHELLS));
}

const inWater = ({ startState }: CookPlan, body: FoodBody, shells: number): HeatedFood =>
  startState === 'frozen' ? new FrozenFood(body, shells) : new HeatedFood(body, shells);

const countsOf =
  (eggs: EggTimes): Followed['countsAt'] =>
  (target) => {
    const counted = eggs.at(target);
    return counted && ((pathogen) => pathogen === counted);
  };

const pathogensOf = ({ vulnerableConsumers }: CookPlan, need: ThermalNeed): readonly InactivationModel[] => [
  ...need.pathogens,
  ...(need.published === undefined ? [] : [need.published]),
  ...(vulnerableConsumers ? STRICT_ORGANISMS : []),
];

/** Below its bath floor a food is never called safe, even where the physics would allow it. */
function countsAt(food: UnderstoodFood, { published }: ThermalNeed): Followed['countsAt'] {
  const floor = Math.max(...food.judgedAs.map((rule) => rule.floor ?? 0));
  return (target: Celsius) => {
    if (!(target >= floor)) return undefined;
    return (pathogen) => pathogen !== published || target >= PUBLISHED_FROM;
  };
}
