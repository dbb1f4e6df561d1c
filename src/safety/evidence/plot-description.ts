import { GROWTH_UP_TO } from '../forecast.js';
import type { ExampleCook, ForeseenCook } from './example-cooks.js';

/** Where a food comes from, in words. */
export const STARTS = {
  refrigerated: 'from the fridge',
  room: 'from room temperature',
  frozen: 'from the freezer',
};

/** For those who do not see the picture. */
export function descriptionOf({ plan }: ExampleCook, cook: ForeseenCook, other?: ForeseenCook): string {
  const last = cook.moments.at(-1)!;
  const passed = cook.moments.find(({ core }) => core >= GROWTH_UP_TO);
  const growth = passed === undefined ? 'never passes' : `passes after ${passed.minute} min`;
  const ends = last.reductions.map(({ name, required }) => `${required} log of ${name}`).join(', ');
  const beside =
    other === undefined
      ? ''
      : ` The same food ${STARTS[other.start]} is pasteurised after ${other.minimum} min.`;
  return `The core starts at ${cook.moments[0]!.core} °C ${STARTS[cook.start]} and draws near the water's ${plan.target} °C; ${GROWTH_UP_TO} °C it ${growth}. The targets, ${ends}, are all reached after ${cook.minimum} min.${beside}`;
}
