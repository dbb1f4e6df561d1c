import type { CookOutcome, KeptCook } from '../cooking/cook-record.js';
import { SETTINGS_KEY } from '../config/keys-file.js';
import { instant } from '../cooking/instant.js';

/** A cook in a few sentences: what it was, how it ended, and what became of the food. */
export function cookSummary(cook: KeptCook): string {
  const course = [beginning(cook), ending(cook)];
  // What must be done about the food comes first.
  const sentences = isSpoilt(cook)
    ? [food(cook), ...course, blindness(cook)]
    : [...course, food(cook), blindness(cook)];
  return sentences.filter((sentence) => sentence !== undefined).join(' ');
}

/** What became of the food in one sentence, for a list. */
export const foodSummary = (cook: KeptCook): string => food(cook) ?? ending(cook);

const isSpoilt = ({ record: { safety } }: KeptCook): boolean => safety?.error === 'COOK_INTERRUPTED';

function beginning({ plan, startedAt, startedBy, record }: KeptCook): string {
  const what = capitalised(plan?.food?.trim() || (startedBy === 'coddle' ? 'the food' : 'a cook of others'));
  const target = plan?.target ?? record.settings.at(-1)?.target ?? null;
  const heat = target === null ? '' : ` at ${Math.round(target * 10) / 10} °C`;
  const hold = plan === null ? '' : ` for ${plan.hold} minutes`;
  const at = instant(new Date(startedAt));
  const on = record.cookerName === '' ? '' : ` on ${record.cookerName}`;
  return `${what}${heat}${hold}${on}, begun on ${at.slice(0, 10)} at ${at.slice(11, 16)} UTC.`;
}

function ending({ outcome, startedAt, endedAt, record }: KeptCook): string {
  if (endedAt === null) return 'It is still on.';
  // The wall clock may have been set back in between.
  const minutes = Math.max(0, Math.floor((endedAt - startedAt) / 60_000));
  const after = `after ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  // The key of the settings has no name that anybody gave it.
  const { stoppedBy } = record;
  const by = stoppedBy === null || stoppedBy === SETTINGS_KEY ? '' : ` by ${stoppedBy}`;
  return ENDINGS[outcome ?? 'ended'](after, by);
}

const ENDINGS: Readonly<Record<CookOutcome, (after: string, by: string) => string>> = {
  stopped: (after, by) => `Stopped ${after}${by}.`,
  ended: (after) => `It ended ${after}, not through this server.`,
  replaced: (after) => `Another cook took its place ${after}.`,
  'not-seen': (after) => `Its end was not seen: it was over ${after} at the latest.`,
};

function food(cook: KeptCook): string | undefined {
  const { endedAt, record } = cook;
  const { safety, discardedAt } = record;
  if (safety === null) return undefined;
  if (isSpoilt(cook)) return discardedAt === undefined ? THROW_AWAY : `${THROW_AWAY} ${THROWN_AWAY}`;
  if (safety.pasteurized === null) return undefined;
  if (safety.pasteurized) return 'The food was pasteurised.';
  if (endedAt === null) return 'The food is not pasteurised yet.';
  return 'The food was not pasteurised.';
}

const THROW_AWAY = 'Throw the food away: it was between 5 and 54.4 °C for too long.';
const THROWN_AWAY = 'The owner has confirmed that it was thrown away.';

function blindness({ record: { interruptions } }: KeptCook): string | undefined {
  const seconds = interruptions.reduce((sum, interruption) => sum + interruption.seconds, 0);
  if (seconds === 0) return undefined;
  const long = seconds < 120 ? `${Math.round(seconds)} seconds` : `${Math.round(seconds / 60)} minutes`;
  return `For ${long} of it nobody saw the cooker.`;
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
