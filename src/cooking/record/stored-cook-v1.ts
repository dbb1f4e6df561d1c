import type { PredictedReduction } from '../../safety/forecast.js';
import { FOOD_CLASSES } from '../../safety/foods/food-class.js';
import { OUTCOMES, type Alternative, type CoreOutcome, type Finding } from '../../safety/verdict.js';
import { asNumber, asText, type JsonReader, type ReadJson } from '../../shared/json-reader.js';
import { celsius, millimetres, minutes } from '../../shared/units.js';
import type { FoodSafety } from '../status/food-safety.js';
import { detailsOf, type RecordedVerdict } from '../../safety/stored-verdict.js';

/** The safety of a food as release 0.1.0 stored it: the `safety` of its GET /status. */
export const safetyOfVersion1: ReadJson<FoodSafety> = (value) => {
  const pasteurizedAt = value.field('pasteurized_at').orNull(asText);
  return {
    pasteurized: value.field('pasteurized').orNull((known) => known.flag()),
    pasteurizedUpTo: value.field('pasteurized_up_to_mm').orNull(asNumber),
    pasteurizedAt: pasteurizedAt === null ? null : Date.parse(pasteurizedAt),
    core: value.field('core_temp_celsius').orNull(asNumber),
    reductions: value.field('log_reductions').list(reductionOf),
    inDangerZone: value.field('minutes_core_in_danger_zone').orNull(asNumber),
    addedMinutes: value.field('added_minutes').orNull(asNumber),
    unobservedMinutes: value.field('minutes_unobserved').orNull(asNumber),
    spoilt: value.field('error').orNull((code) => code.oneOf(['COOK_INTERRUPTED'])) !== null,
    basis: value.field('basis').text(),
    allowed: value.field('allowed').flag(),
    warnings: value.field('warnings').list(asText),
  };
};

/** A verdict as release 0.1.0 stored it: the response to POST /check-cook. */
export const verdictOfVersion1: ReadJson<RecordedVerdict> = (value) => ({
  allowed: value.field('allowed').flag(),
  outcome: value.field('verdict').oneOf(OUTCOMES),
  foodClass: value.field('food_class').oneOf(FOOD_CLASSES),
  thickness: millimetres(value.field('thickness_mm').number()),
  thicknessAssumed: value.field('thickness_assumed').flag(),
  core: coreOf(value),
  violations: value.field('violations').list(findingOf),
  warnings: value.field('warnings').list(asText),
  alternatives: value.field('alternatives').list(alternativeOf),
  assumptions: value.field('assumptions').list(asText),
  sources: value.field('sources').list(asText),
  rulesVersion: value.field('rules_version').text(),
});

function coreOf(value: JsonReader): CoreOutcome | undefined {
  const reachesTarget = value.field('core_reaches_target_after_minutes').orNull(asNumber);
  const inDangerZone = value.field('minutes_core_in_danger_zone').orNull(asNumber);
  if (reachesTarget === null || inDangerZone === null) return undefined;
  const upTo = value.field('pasteurized_up_to_mm').orNull(asNumber);
  const minimum = value.field('minimum_minutes').orNull(asNumber);
  return {
    pasteurizedUpTo: upTo === null ? undefined : millimetres(upTo),
    minimum: minimum === null ? undefined : minutes(minimum),
    governing: value.field('governing_organism').orNull(asText) ?? undefined,
    reductions: value.field('log_reductions').list(reductionOf),
    reachesTarget: minutes(reachesTarget),
    inDangerZone: minutes(inDangerZone),
  };
}

/** Names such as `e_coli` are shown unchanged. */
const reductionOf: ReadJson<PredictedReduction> = (value) => ({
  name: value.field('organism').text(),
  predicted: value.field('predicted').number(),
  required: value.field('required').number(),
});

/** The rule behind it was not stored. */
const findingOf: ReadJson<Finding> = (value) => ({
  rule: '',
  code: value.field('error').text(),
  message: value.field('message').text(),
  ...detailsOf(value),
});

const alternativeOf: ReadJson<Alternative> = (value) => ({
  target: celsius(value.field('temperature_celsius').number()),
  hold: minutes(value.field('time_minutes').number()),
  outcome: value.field('verdict').oneOf(OUTCOMES),
});
