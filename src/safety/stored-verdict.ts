import { asNumber, asObject, asText, type JsonReader, type ReadJson } from '../shared/json-reader.js';
import { celsius, millimetres, minutes } from '../shared/units.js';
import type { PredictedReduction } from './forecast.js';
import { FOOD_CLASSES } from './foods/food-class.js';
import { OUTCOMES, type Alternative, type CoreOutcome, type Finding, type Verdict } from './verdict.js';

/** A verdict as it is stored. */
export type RecordedVerdict = Omit<Verdict, 'forVulnerable' | 'past'>;

/** Reduces a verdict to what is stored. */
export const toRecordedVerdict = ({
  forVulnerable: _forVulnerable,
  past: _past,
  ...verdict
}: Verdict): RecordedVerdict => verdict;

/** Parses the stored verdict on a plan. */
export const asRecordedVerdict: ReadJson<RecordedVerdict> = (value) => ({
  allowed: value.field('allowed').flag(),
  outcome: value.field('outcome').oneOf(OUTCOMES),
  foodClass: value.field('foodClass').oneOf(FOOD_CLASSES),
  thickness: millimetres(value.field('thickness').number()),
  thicknessAssumed: value.field('thicknessAssumed').flag(),
  core: value.field('core').optional(asCore),
  violations: value.field('violations').list(asFinding),
  warnings: value.field('warnings').list(asText),
  alternatives: value.field('alternatives').list(asAlternative),
  assumptions: value.field('assumptions').list(asText),
  sources: value.field('sources').list(asText),
  rulesVersion: value.field('rulesVersion').text(),
});

const asCore: ReadJson<CoreOutcome> = (value) => {
  const upTo = value.field('pasteurizedUpTo').optional(asNumber);
  const minimum = value.field('minimum').optional(asNumber);
  return {
    pasteurizedUpTo: upTo === undefined ? undefined : millimetres(upTo),
    minimum: minimum === undefined ? undefined : minutes(minimum),
    governing: value.field('governing').optional(asText),
    reductions: value.field('reductions').list(asReduction),
    reachesTarget: minutes(value.field('reachesTarget').number()),
    inDangerZone: minutes(value.field('inDangerZone').number()),
  };
};

/** Parses the stored reduction of one pathogen. */
export const asReduction: ReadJson<PredictedReduction> = (value) => ({
  name: value.field('name').text(),
  // JSON has no infinity and writes null instead.
  predicted: value.field('predicted').orNull(asNumber) ?? Infinity,
  required: value.field('required').number(),
});

const asFinding: ReadJson<Finding> = (value) => ({
  rule: value.field('rule').text(),
  code: value.field('code').text(),
  message: value.field('message').text(),
  ...detailsOf(value),
});

/** The details of a refusal, which are shown unchanged. */
export function detailsOf(value: JsonReader): Pick<Finding, 'details'> {
  const details = value.field('details').optional(asObject);
  return details === undefined ? {} : { details: { ...details } };
}

const asAlternative: ReadJson<Alternative> = (value) => ({
  target: celsius(value.field('target').number()),
  hold: minutes(value.field('hold').number()),
  outcome: value.field('outcome').oneOf(OUTCOMES),
});
