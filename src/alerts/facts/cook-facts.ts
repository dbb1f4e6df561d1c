import type { AssessedCook } from '../../cooking/status/cook-assessor.js';
import { timerWaits } from '../../cooking/status/wording.js';
import type { CookerMode } from '../../device/cooker-state.js';
import { observedTimer } from '../../device/freshness.js';
import { measured, NO, UNKNOWN, yes, type Fact, type FactMakers } from './fact.js';
import * as words from './cooker-words.js';
import type { KnownCooker } from './known-cooker.js';

/** The facts of the cook on a cooker. Without a cook they are not so, once its cooker has shown that it is at rest. */
export const COOK_FACTS: FactMakers<KnownCooker> = {
  core_celsius: core,
  offline_in_cook: offline,
  timer_ends_too_early: tooEarly,
  must_discard: discard,
  target_reached: targetReached,
  cook_done: done,
  pasteurized,
};

/** What holds of a cooker without a cook. */
const atRest = ({ isHere }: KnownCooker): Fact => (isHere ? NO : UNKNOWN);

/** The assessment of the cook that is on; undefined without one. */
const assessedOn = ({ cook, onIt }: KnownCooker): AssessedCook | undefined =>
  cook === undefined ? undefined : onIt.assessed;

function core(known: KnownCooker): Fact | undefined {
  const assessed = assessedOn(known);
  if (assessed === undefined) return undefined;
  const value = known.fresh === undefined ? null : assessed.safety.core;
  return measured(value, (celsius) => words.core(known, celsius));
}

/** Whether nothing is heard of the cooker of a cook, or nothing of the water. */
function offline(known: KnownCooker): Fact {
  const { cook, isHere, cooker, sources } = known;
  if (cook === undefined) return NO;
  const unmeasured = assessedOn(known)?.unmeasured;
  if (isHere) return unmeasured === undefined ? NO : yes(words.unmeasured(known, unmeasured));
  const hadNoTime = cooker.latest === undefined && sources.justStarted;
  return hadNoTime ? UNKNOWN : yes(words.offline(known));
}

/**
 * By the safety engine's own monitor of the food. The strictest limits, which apply to a cook of unknown food, prove that
 * its timer is long enough, and not that it is too short.
 */
function tooEarly(known: KnownCooker): Fact {
  const assessed = assessedOn(known);
  if (assessed === undefined) return atRest(known);
  const { tooEarly: warning, safety } = assessed;
  if (safety.pasteurized === null || warning === undefined) return NO;
  if (warning === null || known.cook?.approved === undefined) return UNKNOWN;
  return yes(words.about(known, warning));
}

function discard(known: KnownCooker): Fact {
  const { onIt, sources } = known;
  if (onIt.discard !== undefined) return yes(words.about(known, onIt.discard));
  const isUnmeasured = assessedOn(known)?.unmeasured !== undefined;
  return isUnmeasured || !sources.foodsKnown ? UNKNOWN : NO;
}

function targetReached(known: KnownCooker): Fact {
  const { cook, fresh, cooker } = known;
  if (cook === undefined) return atRest(known);
  if (fresh === undefined) return UNKNOWN;
  const stillOnItsWay = cook.approved !== undefined && timerWaits(cooker);
  const isReached = stillOnItsWay ? false : REACHED[fresh.mode];
  if (isReached === undefined) return UNKNOWN;
  return isReached ? yes(words.targetReached(known)) : NO;
}

/** Whether the water of a cook has reached its target, by what its cooker is doing; left out where that does not say it. */
const REACHED: Readonly<Partial<Record<CookerMode, boolean>>> = {
  preheating: false,
  cooking: true,
  done: true,
  holding: true,
};

/** Whether the timer was seen to run out. */
function done(known: KnownCooker): Fact {
  const { cook, cooker, sources, fresh } = known;
  if (cook === undefined) return atRest(known);
  const isOver = cooker.latest?.reading.mode === 'done' || observedTimer(cooker, sources.now).remaining === 0;
  if (isOver) return yes(words.done(known, assessedOn(known)?.safety.pasteurized ?? null));
  return fresh === undefined ? UNKNOWN : NO;
}

function pasteurized(known: KnownCooker): Fact | undefined {
  const assessed = assessedOn(known);
  if (assessed === undefined) return atRest(known);
  const { safety, unmeasured } = assessed;
  if (safety.pasteurized === null) return undefined;
  if (safety.pasteurized) return yes(words.pasteurized(known));
  return known.fresh === undefined || unmeasured !== undefined ? UNKNOWN : NO;
}
