import { sessionWarnings } from '../../cooking/probes/session-wording.js';
import type { ShownSession } from '../../thermometers/sessions/probe-sessions.js';
import { measured, NO, UNKNOWN, yes, type Fact, type FactMakers } from './fact.js';
import * as words from './probe-words.js';
import type { WatchedProbe } from './watched-probe.js';

/** The facts of a food that is followed by probes in it. They are said of the first of its probes. */
export const SESSION_FACTS: FactMakers<WatchedProbe> = {
  core_celsius: ofSession((shown, known) =>
    measured(coreIn(shown), (value) => words.core(shown.session, value, ageOf(shown, known))),
  ),
  minutes_to_target: ofSession(timeToTarget),
  target_reached: ofSession(targetReached),
  pasteurized: ofFoodAlone(pasteurized),
  must_discard: ofFoodAlone(discard),
};

type MakeFact = (shown: ShownSession, known: WatchedProbe) => Fact | undefined;

function ofSession(make: MakeFact) {
  return (known: WatchedProbe): Fact | undefined => {
    if (!known.sources.sessionsKnown) return UNKNOWN;
    const shown = known.ownSession;
    return shown && make(shown, known);
  };
}

/** Of a food in a cook, its cooker says it: the probe corrects the model there. */
function ofFoodAlone(make: MakeFact) {
  return ofSession((shown, known) => (shown.session.cook === null ? make(shown, known) : undefined));
}

/** The core as it is measured now; null while a probe in it is not read, or is out of the food. */
function coreIn({ report, probeState }: ShownSession): number | null {
  const isRead = probeState === 'ok' || probeState === 'silent';
  const { newest } = report;
  return isRead && newest !== undefined && !newest.outside ? newest.celsius : null;
}

const ageOf = ({ report }: ShownSession, { sources }: WatchedProbe): number =>
  Math.max(0, sources.at - (report.newest?.at ?? sources.at)) / 1000;

function timeToTarget(shown: ShownSession, { sources }: WatchedProbe): Fact | undefined {
  const { session, forecast } = shown;
  if (session.target === null || forecast === undefined) return undefined;
  const minutes = forecast.likely === null ? null : Math.max(0, forecast.likely - sources.at) / 60_000;
  const left = forecast.state === 'reached' ? 0 : minutes;
  return measured(left, (value) => words.timeToTarget(session, value));
}

function targetReached(shown: ShownSession): Fact | undefined {
  const { session, forecast } = shown;
  if (session.target === null) return undefined;
  if (forecast?.state === 'reached') return yes(words.targetReached(session));
  return coreIn(shown) === null ? UNKNOWN : NO;
}

function pasteurized({ report, session }: ShownSession): Fact | undefined {
  switch (report.verdict) {
    case 'no_matter':
      return undefined;
    case 'unknown':
      return UNKNOWN;
    case 'pasteurized':
      return yes(words.pasteurized(session));
    case 'not_pasteurized':
    case 'discarded':
      return NO;
  }
}

function discard(shown: ShownSession): Fact | undefined {
  switch (shown.report.verdict) {
    case 'no_matter':
      return undefined;
    case 'unknown':
      return UNKNOWN;
    case 'discarded':
      return yes(words.about(shown.session, sessionWarnings(shown, undefined)[0] ?? ''));
    case 'pasteurized':
    case 'not_pasteurized':
      return NO;
  }
}
