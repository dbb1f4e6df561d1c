import { visibleName } from '../../shared/printable.js';
import type { FactName, Observation, Thing } from './observation.js';
import { measured, NO, observe, UNKNOWN, yes, type Fact, type FactMakers } from './fact.js';
import * as words from './probe-words.js';
import { SESSION_FACTS } from './session-facts.js';
import { WatchedProbe, type ProbeSources } from './watched-probe.js';

/** A probe as a thing that rules watch. In the food of a cook it belongs to the cooker of that. */
export const probeThing = ({ probe, session }: Pick<ProbeSources, 'probe' | 'session'>): Thing => ({
  kind: 'probe',
  id: probe.id,
  name: visibleName(probe.facts.name),
  cookerId: session?.session.cook?.cookerId ?? null,
});

/** Observes a probe. */
export const observeProbe = (sources: ProbeSources, wanted: ReadonlySet<FactName>): Observation =>
  observe(
    { thing: probeThing(sources), known: new WatchedProbe(sources), at: sources.at },
    PROBE_FACTS,
    wanted,
  );

/** The facts of a probe, and of the food that it is in. */
const PROBE_FACTS: FactMakers<WatchedProbe> = {
  ...SESSION_FACTS,
  probe_celsius: ofHeat((known) => measured(known.value, (value) => words.reading(known, value))),
  probe_celsius_per_hour: ofHeat((known) =>
    measured(known.value && known.probe.rateAt(known.sources.now), (rate) => words.rate(known, rate)),
  ),
  data_age_seconds: (known) => measured(known.age, (age) => words.age(known, age)),
  probe_lost: lost,
  probe_dead: dead,
};

/** A sensor of humidity has no temperature. */
function ofHeat(make: (known: WatchedProbe) => Fact) {
  return (known: WatchedProbe): Fact | undefined =>
    known.probe.facts.kind === 'humidity' ? undefined : make(known);
}

/** A probe that is in no food is lost whenever somebody switches it off: only one in use matters. */
function lost(known: WatchedProbe): Fact | undefined {
  const { session, sessionsKnown, justStarted } = known.sources;
  if (session === undefined) return sessionsKnown ? undefined : UNKNOWN;
  const isMissing = known.state === 'lost' || known.state === 'no_reading';
  if (!isMissing) return NO;
  return justStarted ? UNKNOWN : yes(words.lost(known, session.session.food));
}

function dead(known: WatchedProbe): Fact {
  if (known.state === 'dead') return yes(words.dead(known));
  return known.state === 'lost' ? UNKNOWN : NO;
}
