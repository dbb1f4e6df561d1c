import { asReduction } from '../../safety/stored-verdict.js';
import { asNumber, asText, type ReadJson } from '../../shared/json-reader.js';
import { DIFFERENCE_CAUSES, PROBE_EFFECTS } from '../dto/measured-core.dto.js';
import type { FoodSafety, MeasuredBeside } from '../status/food-safety.js';

/** Parses the stored safety of a food. */
export const asFoodSafety: ReadJson<FoodSafety> = (value) => {
  const measured = value.field('measured').optional(asMeasured);
  return {
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
    ...(measured !== undefined && { measured }),
  };
};

const asMeasured: ReadJson<MeasuredBeside> = (value) => ({
  sessionId: value.field('sessionId').text(),
  probeId: value.field('probeId').text(),
  celsius: value.field('celsius').orNull(asNumber),
  readingAt: value.field('readingAt').orNull(asNumber),
  ageSeconds: value.field('ageSeconds').orNull(asNumber),
  difference: value.field('difference').orNull(asNumber),
  cause: value.field('cause').orNull((cause) => cause.oneOf(DIFFERENCE_CAUSES)),
  effect: value.field('effect').oneOf(PROBE_EFFECTS),
  implausible: value.field('implausible').flag(),
});
