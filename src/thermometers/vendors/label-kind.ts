import type { ProbeKind } from '../thermometer.js';

/** Names that people give to probes in the air. */
const IN_AIR = /\b(?:air|ambient|grid|grate|grill|pit|smoker|oven|chamber|cabinet|fridge|freezer|cooler)\b/i;

/** What a probe measures, from the name that its owner gave it: of a vendor that does not say. */
export const kindOfLabel = (label: string | undefined): ProbeKind =>
  label !== undefined && IN_AIR.test(label) ? 'ambient' : 'core';
