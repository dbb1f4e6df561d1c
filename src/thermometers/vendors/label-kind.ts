import type { ProbeKind } from '../thermometer.js';

/** Names that people give to probes in the air, or in the water of a bath. */
const AROUND_FOOD =
  /\b(?:air|ambient|grid|grate|grill|pit|smoker|oven|chamber|cabinet|fridge|freezer|cooler|water|bath)\b/i;

/** What a probe measures, from the name that its owner gave it: of a vendor that does not say. */
export const kindOfLabel = (label: string | undefined): ProbeKind =>
  label !== undefined && AROUND_FOOD.test(label) ? 'ambient' : 'core';
