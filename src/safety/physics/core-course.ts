import { seconds, type Celsius, type Seconds } from '../../shared/units.js';

/** The temperature of the core after so many seconds in the bath. It never falls as time goes on. */
export type CoreTemperature = (timeSeconds: number) => Celsius;

/** What happens to the core of a piece of food in a bath of constant temperature that is hotter than the food. */
export interface CoreCourse {
  readonly bath: Celsius;
  readonly core: CoreTemperature;
  /** Seconds in which the difference to the bath falls to 1/e, once the food has warmed up evenly. */
  readonly timeConstant: number;
}

/** How close to a temperature a moment is found, as a share of the time. */
const CLOSE = 1e-8;

/** The moment at which the core reaches a temperature; 0 when it begins there, Infinity when it never does. */
export function timeUntil({ bath, core, timeConstant }: CoreCourse, temperature: Celsius): Seconds {
  if (core(0) >= temperature) return seconds(0);
  if (!(bath > temperature)) return seconds(Infinity);
  let [early, late] = [0, timeConstant];
  while (core(late) < temperature) [early, late] = [late, late * 2];
  while (late - early > CLOSE * late) {
    const middle = (early + late) / 2;
    if (core(middle) < temperature) early = middle;
    else late = middle;
  }
  return seconds(late);
}
