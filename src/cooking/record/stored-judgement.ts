import { asReduction } from '../../safety/stored-verdict.js';
import { asNumber, asText, type ReadJson } from '../../shared/json-reader.js';
import type { FoodSafety } from '../status/food-safety.js';

/** Parses the stored safety of a food. */
export const asFoodSafety: ReadJson<FoodSafety> = (value) => ({
  pasteurized: value.field('pasteurized').orNull((known) => known.flag()),
  pasteurizedUpTo: value.field('pasteurizedUpTo').orNull(asNumber),
  pasteurizedAt: value.field('pasteurizedAt').orNull(asNumber),
  core: value.field('core').orNull(asNumber),
  reductions: value.field('reductions').list(asReduction),
  inDangerZone: value.field('inDangerZone').orNull(asNumber),
  addedMinutes: value.field('addedMinutes').orNull(asNumber),
  unobservedMinutes: value.field('unobservedMinutes').orNull(asNumber),
  spoilt: value.field('spoilt').flag(),
  basis: value.field('basis').text(),
  allowed: value.field('allowed').flag(),
  warnings: value.field('warnings').list(asText),
});
