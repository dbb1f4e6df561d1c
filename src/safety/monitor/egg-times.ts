import { celsius, type Celsius } from '../../shared/units.js';
import type { FoodSetting, UnderstoodFood } from '../foods/food.js';
import type { Destruction } from '../physics/destruction.js';

/** What the monitor takes off for the thermometer, and a thermostat off for its swing. */
const TOLERANCE = 0.5;
const TARGET = 7;

/** A way of destruction, and the setpoint from which it counts. */
interface EggTime {
  readonly from: Celsius;
  readonly germ: Destruction;
}

/**
 * The times of the rule for eggs in their shell as ways of destruction. Each counts from its own setpoint up: hotter
 * water at a cooler setpoint makes no time shorter.
 */
export function eggTimes({ judgedAs }: UnderstoodFood): readonly EggTime[] {
  const settings = judgedAs.flatMap(({ pasteurizedBy }) => pasteurizedBy);
  return settings.map(({ target }) => ({
    from: target,
    germ: destroyedBy(settings.filter((other) => other.target <= target)),
  }));
}

/** Of all these times the one that counts at a setpoint; undefined below the coolest. */
export const eggTimeAt = (times: readonly EggTime[], setpoint: Celsius): EggTime | undefined =>
  times.filter(({ from }) => setpoint >= from).toSorted((one, other) => other.from - one.from)[0];

function destroyedBy(settings: readonly FoodSetting[]): Destruction {
  const hotEnough = (water: Celsius) => settings.filter(({ target }) => water >= target - TOLERANCE);
  return {
    name: 'Salmonella',
    target: TARGET,
    creditedFrom: celsius(Math.min(...settings.map(({ target }) => target)) - TOLERANCE),
    z: Infinity,
    rate: (water) => Math.max(0, ...hotEnough(water).map(({ hold }) => TARGET / (hold * 60))),
  };
}
