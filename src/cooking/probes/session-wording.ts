import type { MeasuredReport } from '../../safety/measured/measured-core.js';
import { HOTTEST_BATH } from '../../safety/physics/food-body.js';
import { oneDecimalDown } from '../../safety/named-plan.js';
import { nameAtHead } from '../../shared/printable.js';
import type { ShownSession } from '../../thermometers/sessions/probe-sessions.js';
import { ago } from '../status/ago.js';
import { inMinutes, degrees } from '../../shared/units.js';
import type { MeasuredBeside } from '../status/food-safety.js';
import { colderSentence, DEAD, implausibleSentence, LATE, UNTRUSTED } from './probe-words.js';

/** An older reading is said with its age, in ms. */
const OLD = 2 * 60_000;
/** The share of the time that is allowed between 5 and 54.4 °C from which on there is a warning. */
const MOST = 0.75;

/** What must be said of a session first: why nothing counts, or that the food is to be thrown away. */
export function sessionWarnings(shown: ShownSession, beside: MeasuredBeside | undefined): string[] {
  const { report, probeState, trusted, session } = shown;
  const difference = beside?.difference;
  return [
    ...(report.verdict === 'discarded' ? [discardSentence(report)] : []),
    ...(mayBeSpoilt(report) ? [mayBeSpoiltSentence(report)] : []),
    ...(trusted || session.endedAt !== null ? [] : [UNTRUSTED]),
    ...(probeState === 'dead' && session.endedAt === null ? [DEAD] : []),
    ...(report.newest?.late === true && session.endedAt === null ? [LATE] : []),
    ...(beside?.implausible && beside.celsius !== null ? [implausibleSentence(beside.celsius)] : []),
    ...(beside?.effect === 'worsens' && beside.celsius !== null && difference != null
      ? [colderSentence(beside.celsius, difference, beside.cause)]
      : []),
    ...(isLongWarm(report) ? [slowSentence(report)] : []),
    ...(report.unobserved > 0 && report.newest !== undefined && !mayBeSpoilt(report)
      ? [unobservedSentence(report)]
      : []),
  ];
}

const discardSentence = ({ inDangerZone }: MeasuredReport): string =>
  `Throw the food away: its core was, or may have been, between 5 and 54.4 °C for ${inMinutes(inDangerZone)}. In that time bacteria can grow and leave toxins that no heat destroys.`;

/** Whether the food was too long between 5 and 54.4 °C if it was there while it was not measured. */
const mayBeSpoilt = ({ verdict, maybeInDangerZone, growthLimit, newest }: MeasuredReport): boolean =>
  verdict === 'unknown' && newest !== undefined && maybeInDangerZone > growthLimit;

const mayBeSpoiltSentence = ({ maybeInDangerZone, inDangerZone }: MeasuredReport): string =>
  `Throw the food away, unless you know that it was hotter or colder: its core was not measured for ${inMinutes(maybeInDangerZone - inDangerZone)}, and may have been between 5 and 54.4 °C then.`;

const isLongWarm = ({ verdict, inDangerZone, growthLimit }: MeasuredReport): boolean =>
  (verdict === 'not_pasteurized' || verdict === 'pasteurized') && inDangerZone >= MOST * growthLimit;

const slowSentence = ({ verdict, inDangerZone, growthLimit }: MeasuredReport): string =>
  `The core has been between 5 and 54.4 °C for ${inMinutes(inDangerZone)}: ${verdict === 'pasteurized' ? 'keep it hotter, or chill it' : 'make it hotter'}. After ${inMinutes(growthLimit)} the food must be thrown away.`;

const unobservedSentence = ({ unobserved }: MeasuredReport): string =>
  `The core was not measured for ${inMinutes(unobserved)}: nothing counts as killed in that time.`;

/** A session in a few sentences that may be read out. @param now milliseconds since 1970 */
export function sessionSummary(shown: ShownSession, warnings: readonly string[], now: number): string {
  const { report } = shown;
  const [first, ...others] = warnings;
  const state = [coreSentence(shown, now), ...verdictSentences(shown, now)];
  const isUrgent = report.verdict === 'discarded' || mayBeSpoilt(report);
  const all = isUrgent ? [first, ...state, ...others] : [...state, ...warnings];
  return all.filter((sentence) => sentence !== undefined).join(' ');
}

function coreSentence({ session, report }: ShownSession, now: number): string {
  const food = nameAtHead(session.food.trim() || 'the food');
  const over = overSentence(session);
  if (report.newest === undefined)
    return `${food}: the probe has reported no core temperature since the session began.${over}`;
  const { celsius, at, outside } = report.newest;
  const age = now - at;
  const when = session.endedAt === null && age > OLD ? ` ${ago(age)}` : '';
  const verb = session.endedAt !== null || when !== '' ? 'was' : 'is';
  if (outside && celsius > HOTTEST_BATH)
    return `${food}: the probe ${verb === 'is' ? 'reads' : 'read'} ${degrees(celsius)}${when}, and food that holds water gets no hotter than ${HOTTEST_BATH} °C. It is out of the food, or its readings are in °F.${over}`;
  return outside
    ? `${food}: the probe ${verb} out of the food; it reads ${degrees(celsius)}${when}.${over}`
    : `${food}: the core ${verb} ${degrees(celsius)}${when}.${over}`;
}

function overSentence({ endedBy }: ShownSession['session']): string {
  switch (endedBy) {
    case null:
      return '';
    case 'request':
      return ' The session has ended.';
    case 'age':
      return ' The session ended by itself after 7 days.';
    case 'silence':
      return ' The session ended by itself after 24 hours without a reading.';
  }
}

function verdictSentences({ report, forecast, session }: ShownSession, now: number): string[] {
  const target = targetSentence({ forecast, session }, now);
  switch (report.verdict) {
    case 'no_matter':
      return [...target, 'Heat need not make this food safe.'];
    case 'discarded':
      return [];
    case 'unknown':
      return report.wasPasteurized
        ? ['It was pasteurised when its core was last measured.']
        : ['Whether it is pasteurised is not known.'];
    case 'pasteurized':
      return ['It is pasteurised.', ...target];
    case 'not_pasteurized':
      return [`Not pasteurised${soFar(report)}.${ahead(report, now)}`, ...target];
  }
}

/** The inactivation so far, for the pathogen that is furthest from its target. */
function soFar({ reductions }: MeasuredReport): string {
  const [worst] = reductions.toSorted(
    (one, other) => one.predicted / one.required - other.predicted / other.required,
  );
  if (worst === undefined) return ': no times are published for the core of this food';
  if (worst.predicted >= worst.required) return ': its core was never hot enough';
  return `: ${oneDecimalDown(worst.predicted)} of ${worst.required} log of ${worst.name} so far`;
}

function ahead({ pasteurizedAt }: MeasuredReport, now: number): string {
  if (pasteurizedAt === undefined || pasteurizedAt <= now) return '';
  const left = Math.ceil((pasteurizedAt - now) / 60_000);
  return left > 24 * 60 ? '' : ` If the core stays as it is, it will be in ${inMinutes(left)}.`;
}

function targetSentence(
  { forecast, session }: Pick<ShownSession, 'forecast' | 'session'>,
  now: number,
): string[] {
  if (session.target === null || forecast === undefined) return [];
  const target = degrees(session.target);
  if (forecast.state === 'reached') return [`The core has reached ${target}.`];
  if (forecast.earliest === null || forecast.latest === null)
    return [`When it reaches ${target} cannot be said yet.`];
  const [from, to] = [forecast.earliest, forecast.latest].map((at) =>
    Math.max(0, Math.round((at - now) / 60_000)),
  );
  return [`It reaches ${target} in ${from} to ${inMinutes(to!)}.`];
}
