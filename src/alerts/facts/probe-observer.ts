import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import { KnownThermometers } from '../../thermometers/registry/known-thermometers.js';
import type { KnownProbe } from '../../thermometers/registry/known-probe.js';
import type { KnownThermometer } from '../../thermometers/registry/known-thermometer.js';
import { probeIdsOf } from '../../thermometers/sessions/probe-session.js';
import { ProbeSessions, type ShownSession } from '../../thermometers/sessions/probe-sessions.js';
import { ThermometersService } from '../../thermometers/thermometers.service.js';
import { ChangedOnes } from './changed-ones.js';
import type { Observation } from './observation.js';
import type { Extent } from './observed.js';
import { observeProbe } from './probe-facts.js';
import { START_TIME } from './start-time.js';
import { observeThermometer } from './thermometer-facts.js';
import type { WantedFacts } from './wanted-facts.js';

/** The running session of each probe that is in a food; undefined while that cannot be read. */
type Sessions = ReadonlyMap<string, ShownSession> | undefined;

/** Looks at the thermometers, at their probes, and at the foods that these are in. */
@Injectable()
export class ProbeObserver {
  private readonly reports = new ChangedOnes<KnownThermometer>(({ facts }) => facts);
  private readonly readings = new ChangedOnes<KnownProbe>(({ newest }) => newest);
  private readonly startedAt: number;
  private isRestored = false;
  /** The probes that are in a food; undefined until that is known. */
  private inFood: ReadonlySet<string> | undefined;

  constructor(
    private readonly known: KnownThermometers,
    private readonly sessions: ProbeSessions,
    private readonly thermometers: ThermometersService,
    private readonly clock: Clock,
  ) {
    this.startedAt = clock.monotonic();
  }

  /** Observes thermometers and probes. It never rejects for want of the database. */
  async look(wanted: WantedFacts, extent: Extent): Promise<Observation[]> {
    const [wantsThermometers, wantsProbes] = [wanted.has('thermometer'), wanted.has('probe')];
    if (!wantsThermometers && !wantsProbes) return [];
    if (!this.isRestored) this.isRestored = await this.thermometers.restored();
    return [
      ...(wantsThermometers ? this.lookAtThermometers(wanted, extent) : []),
      ...(wantsProbes ? await this.lookAtProbes(wanted, extent) : []),
    ];
  }

  /** The ids of all thermometers; undefined while those from before a restart are not known. */
  get presentThermometers(): ReadonlySet<string> | undefined {
    return this.isRestored ? new Set(this.listed.map(({ id }) => id)) : undefined;
  }

  /** The same of the probes. One in a food stays present when its thermometer does not list it any more. */
  get presentProbes(): ReadonlySet<string> | undefined {
    return this.isRestored && this.inFood !== undefined
      ? new Set(this.probes.map(({ id }) => id))
      : undefined;
  }

  private get listed(): readonly KnownThermometer[] {
    return this.known.all.filter(({ removed }) => !removed);
  }

  private get probes(): readonly KnownProbe[] {
    return this.known.all.flatMap(({ probes, removed }) =>
      [...probes.values()].filter(({ id, listed }) => (listed && !removed) || this.inFood?.has(id) === true),
    );
  }

  private lookAtThermometers(wanted: WantedFacts, extent: Extent): Observation[] {
    const now = this.clock.monotonic();
    const at = this.clock.now().getTime();
    return this.reports
      .in(this.listed, extent)
      .map((thermometer) =>
        observeThermometer({ thermometer, now }, at, wanted.of('thermometer', thermometer.id)),
      );
  }

  private async lookAtProbes(wanted: WantedFacts, extent: Extent): Promise<Observation[]> {
    const changed = this.readings.in(this.probes, extent);
    if (extent === 'changed' && changed.length === 0) return [];
    const sessions = await this.runningSessions();
    if (sessions !== undefined) this.inFood = new Set(sessions.keys());
    const looked = extent === 'all' ? this.probes : withFirst(changed, sessions, this.known);
    return looked.flatMap((probe) => this.observe(probe, sessions, wanted));
  }

  private observe(probe: KnownProbe, sessions: Sessions, wanted: WantedFacts): Observation[] {
    const thermometer = this.known.thermometer(probe.thermometerId);
    if (thermometer === undefined) return [];
    const now = this.clock.monotonic();
    const sources = {
      ...{ probe, thermometer, now },
      session: sessions?.get(probe.id),
      sessionsKnown: sessions !== undefined,
      justStarted: now - this.startedAt < START_TIME,
      at: this.clock.now().getTime(),
    };
    return [observeProbe(sources, wanted.of('probe', probe.id))];
  }

  private async runningSessions(): Promise<Sessions> {
    try {
      const running = await this.sessions.runningNow();
      return new Map(running.flatMap((shown) => probeIdsOf(shown.session).map((id) => [id, shown])));
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      return undefined;
    }
  }
}

/** The probes with the first one of the food that each is in: what the food does is said of that one. */
function withFirst(
  probes: readonly KnownProbe[],
  sessions: Sessions,
  known: KnownThermometers,
): readonly KnownProbe[] {
  const firsts = probes.map(({ id }) => known.probe(sessions?.get(id)?.session.probeId ?? id));
  return [...new Set([...probes, ...firsts.filter((one) => one !== undefined)])];
}
