import { celsius, type Celsius } from '../../shared/units.js';
import { constantBath, type CoreCourse } from './constant-bath.js';
import type { FoodBody } from './food-body.js';
import { FrozenFood } from './frozen.js';

/** Shells enough to come within 1 % of the time that a hundred give, at a fiftieth of the price. */
const FROZEN_SHELLS = 14;
/** The core is sampled so many times in each time constant; between two samples it is linear. */
const LOOKS = 20;
/** This close to the bath, in degrees, the rest of the way is known without stepping. */
const ALMOST = 0.05;

/**
 * The course of the core of a body that comes frozen into a bath of constant temperature, by finite volumes.
 * The bath must be hotter than what melts. Throws a RangeError as `constantBath` does.
 */
export function frozenCourse(body: FoodBody, bath: Celsius): CoreCourse {
  const { timeConstant } = constantBath(body, bath);
  const interval = timeConstant / LOOKS;
  const food = new FrozenFood(body, FROZEN_SHELLS);
  const cores: number[] = [body.start];
  /** The core after so many intervals; no further than until it is almost as hot as the bath. */
  const look = (count: number): number => {
    while (cores.length <= count && cores.at(-1)! < bath - ALMOST) {
      food.advance(interval, bath);
      cores.push(Math.max(food.core, cores.at(-1)!));
    }
    return cores[count] ?? tail(count);
  };
  const tail = (count: number): number => {
    const last = cores.length - 1;
    return bath - (bath - cores[last]!) * Math.exp((last - count) / LOOKS);
  };
  const core = (timeSeconds: number): Celsius => {
    const at = timeSeconds / interval;
    const before = Math.floor(at);
    const [from, to] = [look(before), look(before + 1)];
    return celsius(from + (to - from) * (at - before));
  };
  return { bath, core, timeConstant };
}
