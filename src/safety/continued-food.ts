import { cited, nameInSentence } from '../shared/printable.js';
import { inMinutes, minutes, type Minutes } from '../shared/units.js';
import type { EarlierCook, FoodHistory } from './food-history.js';
import type { Growth } from './monitor/growth.js';
import type { Finding, Verdict } from './verdict.js';

/** The code of the refusal of food that an earlier cook has made unsafe. No cooking makes it safe again. */
export const FOOD_MUST_BE_DISCARDED = 'FOOD_MUST_BE_DISCARDED';

/** What a cook would add to the history of its food, and whether that may be. */
export interface Continuation extends Growth {
  /**
   * `spoilt` where the food must be thrown away already, `would-spoil` where it would have to be during this cook,
   * `allowed` where minutes of before count on, `none` where nothing of before matters.
   */
  readonly fate: 'spoilt' | 'would-spoil' | 'allowed' | 'none';
}

/** What an earlier cook means to one that goes on with its food. */
export function continuationOf(earlier: EarlierCook, growth: Growth): Continuation {
  const { inDangerZone, mustBeDiscarded } = earlier;
  if (mustBeDiscarded) return { ...growth, fate: 'spoilt' };
  if (inDangerZone === 0) return { ...growth, fate: 'none' };
  return { ...growth, fate: inDangerZone + growth.expected > growth.limit ? 'would-spoil' : 'allowed' };
}

/**
 * The verdict on a plan whose food may have been in an earlier cook.
 * @param verdict what is to be said of the plan alone
 */
export function continued(verdict: Verdict, growth: Growth, { here, elsewhere }: FoodHistory): Verdict {
  const beside = elsewhere.filter((cook) => mayBeSame(cook, verdict)).map(elsewhereWarning);
  const continuation = here && continuationOf(here, growth);
  const updated = here === undefined ? verdict : withMinutes(verdict, here.inDangerZone);
  const refusal = here && continuation && refusalOf(here, continuation);
  if (refusal === undefined) {
    const past = [...beside, ...(here && continuation ? allowedWarning(here, continuation) : [])];
    return past.length === 0
      ? verdict
      : Object.freeze({ ...updated, past, warnings: [...past, ...verdict.warnings] });
  }
  return Object.freeze({
    ...updated,
    allowed: false,
    outcome: 'rejected',
    violations: [refusal, ...verdict.violations],
    // What is said of a plan that may start would be misleading here.
    warnings: beside,
    // Another setting does not help: heat does not destroy the toxins.
    alternatives: [],
  } satisfies Verdict);
}

/** The minutes between 5 and 54.4 °C go on where the earlier cook left them. */
function withMinutes(verdict: Verdict, before: Minutes): Verdict {
  const { core } = verdict;
  return core === undefined
    ? verdict
    : { ...verdict, core: { ...core, inDangerZone: minutes(core.inDangerZone + before) } };
}

/** Undefined as long as this cook brings the food through in time. */
function refusalOf(earlier: EarlierCook, { fate, expected, limit }: Continuation): Finding | undefined {
  if (fate === 'none' || fate === 'allowed') return undefined;
  const { cookId, cookerId, inDangerZone } = earlier;
  return {
    rule: 'food-history',
    code: FOOD_MUST_BE_DISCARDED,
    message: `${fate === 'spoilt' ? alreadySpoilt(earlier) : wouldSpoil(earlier, expected, limit)} ${ADVICE}`,
    details: { cook_id: cookId, device_id: cookerId, minutes_in_danger_zone: inDangerZone, maximum: limit },
  };
}

function allowedWarning({ inDangerZone }: EarlierCook, { fate, expected, limit }: Continuation): string[] {
  if (fate !== 'allowed') return [];
  const adds = expected > 0 ? ` This cook takes about ${expected} of them.` : '';
  return [`${historySentence(inDangerZone, limit)}${adds}`];
}

/** The history of a food that may still be cooked. @param limit how many minutes are allowed altogether */
export function historySentence(inDangerZone: number, limit: number): string {
  const left = Math.max(0, limit - inDangerZone);
  return `The food on this cooker has already been ${inMinutes(inDangerZone)} between 5 and 54.4 °C; ${left} ${left === 1 ? 'is' : 'are'} left before it must be thrown away.`;
}

const ADVICE =
  'Bacteria may have grown and left toxins that no heat destroys. Throw this food away, whatever it is called. The owner must confirm that it was thrown away.';

const alreadySpoilt = (earlier: EarlierCook): string =>
  `${nameOf(earlier)} on ${nameInSentence(earlier.cookerName)} was between 5 and 54.4 °C for about ${earlier.inDangerZone} minutes in ${earlier.isOn === true ? 'the cook that is on' : 'a cook that broke off'}.`;

const wouldSpoil = (earlier: EarlierCook, expected: Minutes, limit: Minutes): string =>
  `${alreadySpoilt(earlier)} This cook would add ${expected} minutes, and at most ${limit} are allowed altogether.`;

const elsewhereWarning = (earlier: EarlierCook): string =>
  `${nameOf(earlier)} from a cook that broke off on ${nameInSentence(earlier.cookerName)} must be thrown away: it was between 5 and 54.4 °C for about ${earlier.inDangerZone} minutes. Do not use it here.`;

const mayBeSame = (earlier: EarlierCook, { foodClass }: Verdict): boolean =>
  earlier.mustBeDiscarded &&
  (earlier.foodClass === foodClass || earlier.foodClass === 'unknown' || foodClass === 'unknown');

/** The food as the singular subject of a sentence. */
function nameOf({ food }: EarlierCook): string {
  const name = food?.trim();
  return name ? `The food ${cited(name)}` : 'The food';
}
