import type { CookOutcome, KeptCook } from '../cooking/cook-record.js';
import { SETTINGS_KEY } from '../config/keys-file.js';
import { instant } from '../cooking/instant.js';

/** A cook in a few sentences: what it was, how it ended, and what became of the food. */
export function cookSummary(cook: KeptCook): string {
  const sentences = [beginning(cook), ending(cook), food(cook), blindness(cook)];
  return sentences.filter((sentence) => sentence !== undefined).join(' ');
}

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

function food({ endedAt, record: { safety } }: KeptCook): string | undefined {
  if (safety === null) return undefined;
  if (safety.error !== null) {
    return 'The food was too long between 5 and 54.4 °C: throw it away.';
  }
  if (safety.pasteurized === null) return undefined;
  if (safety.pasteurized) return 'The food was pasteurised.';
  return endedAt === null ? 'The food is not pasteurised yet.' : 'The food was not pasteurised.';
}

function blindness({ record: { interruptions } }: KeptCook): string | undefined {
  const seconds = interruptions.reduce((sum, interruption) => sum + interruption.seconds, 0);
  if (seconds === 0) return undefined;
  const long = seconds < 120 ? `${Math.round(seconds)} seconds` : `${Math.round(seconds / 60)} minutes`;
  return `For ${long} of it nobody saw the cooker.`;
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
