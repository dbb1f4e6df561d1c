import { cited, nameInSentence } from '../shared/printable.js';
import type { Minutes } from '../shared/units.js';
import type { EarlierCook, FoodHistory } from './food-history.js';
import type { Growth } from './monitor/growth.js';
import type { Finding, Verdict } from './verdict.js';

/** The code of the refusal of food that an earlier cook has made unsafe. No cooking makes it safe again. */
export const FOOD_MUST_BE_DISCARDED = 'FOOD_MUST_BE_DISCARDED';

/**
 * The verdict on a plan whose food may have been in an earlier cook.
 * @param verdict what is to be said of the plan alone
 */
export function continued(verdict: Verdict, growth: Growth, { here, elsewhere }: FoodHistory): Verdict {
  const warnings = elsewhere.filter((cook) => mayBeSame(cook, verdict)).map(elsewhereWarning);
  const refusal = here && refusalOf(here, growth);
  if (refusal === undefined && warnings.length === 0) return verdict;
  if (refusal === undefined)
    return Object.freeze({ ...verdict, warnings: [...warnings, ...verdict.warnings] });
  return Object.freeze({
    ...verdict,
    allowed: false,
    outcome: 'rejected',
    violations: [refusal, ...verdict.violations],
    // What is said of a plan that may start would be misleading here.
    warnings,
    // Another setting does not help: heat does not destroy the toxins.
    alternatives: [],
  } satisfies Verdict);
}

/** Undefined as long as this cook brings the food through in time. */
function refusalOf(earlier: EarlierCook, { expected, limit }: Growth): Finding | undefined {
  const { cookId, cookerId, inDangerZone, mustBeDiscarded } = earlier;
  const altogether = inDangerZone + expected;
  if (!mustBeDiscarded && (inDangerZone === 0 || altogether <= limit)) return undefined;
  return {
    rule: 'food-history',
    code: FOOD_MUST_BE_DISCARDED,
    message: `${mustBeDiscarded ? alreadySpoilt(earlier) : wouldSpoil(earlier, expected, limit)} ${ADVICE}`,
    details: { cook_id: cookId, device_id: cookerId, minutes_in_danger_zone: inDangerZone, maximum: limit },
  };
}

const ADVICE =
  'Bacteria may have grown and left toxins that no heat destroys. Throw this food away, whatever it is called. The owner must confirm that it was thrown away.';

const alreadySpoilt = (earlier: EarlierCook): string =>
  `${nameOf(earlier)} on ${nameInSentence(earlier.cookerName)} was between 5 and 54.4 °C for about ${earlier.inDangerZone} minutes in a cook that broke off.`;

const wouldSpoil = (earlier: EarlierCook, expected: Minutes, limit: Minutes): string =>
  `${alreadySpoilt(earlier)} This cook would add ${expected} minutes, and at most ${limit} are allowed altogether.`;

const elsewhereWarning = (earlier: EarlierCook): string =>
  `${nameOf(earlier)} from a cook that broke off on ${nameInSentence(earlier.cookerName)} must be thrown away: it was between 5 and 54.4 °C for about ${earlier.inDangerZone} minutes. Do not use it here.`;

const mayBeSame = (earlier: EarlierCook, { foodClass }: Verdict): boolean =>
  earlier.mustBeDiscarded &&
  (earlier.foodClass === foodClass || earlier.foodClass === 'unknown' || foodClass === 'unknown');

/** The food at the head of a sentence that goes on in the singular, whatever its name. */
function nameOf({ food }: EarlierCook): string {
  const name = food?.trim();
  return name ? `The food ${cited(name)}` : 'The food';
}
