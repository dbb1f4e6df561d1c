import { loadFoodCatalogue } from '../foods/food-catalogue.js';
import { drawCook } from './core-plot.js';
import { EXAMPLE_COOKS, foresee } from './example-cooks.js';

/** A picture and the name of its file. */
export interface CorePlot {
  readonly file: string;
  readonly svg: string;
}

/**
 * Draws every example cook by what the engine foresees of it.
 * @param foods the folder of the food data
 */
export function drawCorePlots(foods: string): readonly CorePlot[] {
  const catalogue = loadFoodCatalogue(foods);
  return EXAMPLE_COOKS.map((cook) => {
    const { beside } = cook;
    const other =
      beside === undefined
        ? undefined
        : foresee({ ...cook, plan: { ...cook.plan, startState: beside } }, catalogue);
    return { file: `${cook.name}.svg`, svg: drawCook(cook, foresee(cook, catalogue), other) };
  });
}
