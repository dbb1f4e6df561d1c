import { celsius, type Celsius, type Millimetres } from '../../shared/units.js';
import { type CoreHeating, eggBathTime, THICKEST_EGG } from '../pasteurisation.js';
import type { UnderstoodFood } from '../foods/food.js';
import { pasteurisationTime, type InactivationModel } from '../physics/inactivation-model.js';
import { HOTTEST_BATH } from '../physics/food-body.js';
import { EGG_CORE_TIMES } from '../physics/lethality.js';

/** What the monitor takes off for the thermometer, and a thermostat off for its swing. */
const TOLERANCE = 0.5;
const TARGET = 7;

/**
 * The published times of eggs in their shell as ways of destruction: one counts by the water, the other by the core. At
 * every setpoint the one counts by which the engine judges: the one that is over first.
 */
export class EggTimes {
  private readonly byWater: InactivationModel;
  private readonly known = new Map<Celsius, InactivationModel | undefined>();

  /** @param frozen whether the egg comes from the freezer, for which no time in a bath is published */
  constructor(
    private readonly food: UnderstoodFood,
    private readonly heating: CoreHeating,
    private readonly thickness: Millimetres,
    private readonly frozen: boolean,
  ) {
    this.byWater = countedByWater(food);
  }

  get pathogens(): readonly InactivationModel[] {
    return [this.byWater, EGG_CORE_TIMES];
  }

  /** The way that counts at a setpoint; undefined where none does. */
  at(setpoint: Celsius): InactivationModel | undefined {
    if (!this.known.has(setpoint)) this.known.set(setpoint, this.find(setpoint));
    return this.known.get(setpoint);
  }

  private find(setpoint: Celsius): InactivationModel | undefined {
    const describes = setpoint >= EGG_CORE_TIMES.creditedFrom && setpoint <= HOTTEST_BATH;
    if (!this.food.facts.hensEgg || !describes) return undefined;
    const isUsual = !this.frozen && this.thickness <= THICKEST_EGG;
    const byWater = isUsual ? eggBathTime(this.food, setpoint) * 60 : Infinity;
    const byCore = pasteurisationTime(this.heating.course(setpoint, this.thickness), [EGG_CORE_TIMES]);
    if (Math.min(byWater, byCore) === Infinity) return undefined;
    return byCore < byWater ? EGG_CORE_TIMES : this.byWater;
  }
}

/** Water at or above a published bath counts by the time beside it, and cooler water not at all. */
function countedByWater({ judgedAs }: UnderstoodFood): InactivationModel {
  const settings = judgedAs.flatMap(({ pasteurizedBy }) => pasteurizedBy);
  const coolest = celsius(Math.min(...settings.map(({ target }) => target)) - TOLERANCE);
  const rates = (water: Celsius) =>
    settings.filter(({ target }) => water >= target - TOLERANCE).map(({ hold }) => TARGET / (hold * 60));
  return {
    name: 'Salmonella',
    target: TARGET,
    creditedFrom: coolest,
    z: Infinity,
    rate: (core, water = core) => Math.max(0, ...rates(water)),
  };
}
