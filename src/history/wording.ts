import type { CookOutcome, RecordedCook } from '../cooking/record/cook-record.js';
import { principalInSentence } from '../auth/principal-in-words.js';
import { ago } from '../cooking/status/ago.js';
import type { StartedBy } from '../cooking/tracking/cook.js';
import { mustBeDiscarded, THROW_AWAY } from '../cooking/status/discarded-food.js';
import { unmeasuredUpTo } from '../cooking/status/unmeasured.js';
import { degrees, inMinutes } from '../shared/units.js';
import { ORIGINS } from '../cooking/status/wording.js';
import { nameAtHead, nameInSentence } from '../shared/printable.js';

/**
 * A cook in a few sentences: what it was, how it ended, and what became of the food.
 * @param now wall clock, milliseconds since 1970
 */
export function cookSummary(cook: RecordedCook, now: number): string {
  const course = [beginning(cook, now), ending(cook)];
  // What must be done about the food comes first.
  const sentences = mustBeDiscarded(cook)
    ? [food(cook, now), ...course, blindness(cook)]
    : [...course, food(cook, now), blindness(cook)];
  return sentences.filter((sentence) => sentence !== undefined).join(' ');
}

/** What became of the food, for a list. @param now wall clock, milliseconds since 1970 */
export const foodSummary = (cook: RecordedCook, now: number): string => food(cook, now) ?? ending(cook);

function beginning({ plan, startedAt, startedBy, record }: RecordedCook, now: number): string {
  const isOurs = startedBy === 'coddle';
  const what = nameAtHead(plan?.food?.trim() || (isOurs ? 'the food' : 'a cook'));
  const target = plan?.target ?? record.settings.at(-1)?.target ?? null;
  const heat = target === null ? '' : ` at ${degrees(target)}`;
  const hold = plan === null ? '' : ` for ${inMinutes(plan.hold)}`;
  const on = record.cookerName === '' ? '' : ` on ${nameInSentence(record.cookerName)}`;
  const begun = isOurs ? 'begun' : ORIGINS[startedBy as StartedBy];
  return `${what}${heat}${hold}${on}, ${begun} ${since(startedAt, now)}.`;
}

function ending({ outcome, startedAt, endedAt, record }: RecordedCook): string {
  if (endedAt === null) return 'It is still on.';
  // The wall clock may have been set back in between.
  const minutes = Math.max(0, Math.floor((endedAt - startedAt) / 60_000));
  const after = `after ${minutes < 1 ? 'less than a minute' : inMinutes(minutes)}`;
  const who = record.stoppedBy === null ? undefined : principalInSentence(record.stoppedBy);
  const by = who === undefined ? '' : ` by ${who}`;
  return ENDINGS[outcome ?? 'ended'](after, by);
}

const ENDINGS: Readonly<Record<CookOutcome, (after: string, by: string) => string>> = {
  stopped: (after, by) => `Stopped ${after}${by}.`,
  ended: (after) => `It ended ${after}, not through this server.`,
  replaced: (after) => `Another cook took its place ${after}.`,
  'not-seen': (after) => `Its end was not seen: it was over ${after} at the latest.`,
};

function food(cook: RecordedCook, now: number): string | undefined {
  const { safety, discardedAt, foodNote } = cook.record;
  if (safety === null) return undefined;
  if (discardedAt !== undefined) return thrownAway(discardedAt, now);
  if (mustBeDiscarded(cook)) return foodNote?.leads === true ? (foodNote.headline ?? THROW_AWAY) : THROW_AWAY;
  if (safety.pasteurized === null) return foodNote?.headline;
  const sentences = cook.endedAt === null ? foodOnItsWay(cook) : foodOfEnded(cook);
  return sentences.filter((sentence) => sentence !== undefined).join(' ');
}

function foodOnItsWay({ record: { safety, foodNote } }: RecordedCook): (string | undefined)[] {
  if (safety?.pasteurized === true) return [foodNote?.headline ?? 'The food is pasteurised.'];
  return [foodNote?.headline, 'The food is not pasteurised yet.'];
}

function foodOfEnded({ record: { safety, foodNote } }: RecordedCook): (string | undefined)[] {
  const unmeasured = foodNote?.unmeasuredMinutes;
  return [
    safety?.pasteurized === true ? 'The food was pasteurised.' : 'The food was not pasteurised.',
    unmeasured === undefined ? undefined : unmeasuredUpTo(unmeasured),
    foodNote?.headline,
  ];
}

/** What is said of food to throw away once the owner confirmed it. @param at, now wall clock, milliseconds since 1970 */
export const thrownAway = (at: number, now: number): string =>
  `The owner confirmed ${since(at, now)} that the food was thrown away. It had been between 5 and 54.4 °C for too long.`;

function blindness({ record: { interruptions } }: RecordedCook): string | undefined {
  const seconds = interruptions.reduce((sum, interruption) => sum + interruption.seconds, 0);
  if (seconds === 0) return undefined;
  const long = seconds < 120 ? `${Math.round(seconds)} seconds` : `${Math.round(seconds / 60)} minutes`;
  return `The cooker was not seen for ${long} of this cook.`;
}

/** The wall clock may have been set back in between. */
const since = (at: number, now: number): string => ago(Math.max(0, now - at));
