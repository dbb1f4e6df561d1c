import { temperature } from './unit.js';

/** Between these, in °C, bacteria grow in food. The source of the limits is the safety engine. */
const GROWTH = [5, 54.4] as const;

/** The range in which bacteria grow, in the unit of the page. */
export const growthRange = (): { readonly from: string; readonly to: string } => ({
  from: temperature(GROWTH[0]),
  to: temperature(GROWTH[1]),
});
