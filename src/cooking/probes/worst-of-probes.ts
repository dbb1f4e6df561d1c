import { hardestOfEachKind } from '../../safety/forecast.js';
import type { MonitorReport } from '../../safety/monitor/food-monitor.js';
import { millimetres, milliseconds, minutes, seconds } from '../../shared/units.js';
import type { ProbesInFood } from '../monitoring/food-probes.js';
import type { WatchedCook } from '../monitoring/watched-cook.js';
import type { MeasuredBeside } from '../status/food-safety.js';
import type { CorrectedCook } from './corrected-cook.js';

/** Several probes in the food of one cook, which may be in several pieces: the worst of what they say counts. */
export class WorstOfProbes implements ProbesInFood {
  private readonly probes: CorrectedCook[] = [];

  add(probe: CorrectedCook): void {
    this.probes.push(probe);
  }

  /** Those of a session. */
  of(sessionId: string): readonly CorrectedCook[] {
    return this.probes.filter((probe) => probe.sessionId === sessionId);
  }

  follow(watched: WatchedCook): void {
    for (const probe of this.probes) probe.follow(watched);
  }

  correct(report: MonitorReport): MonitorReport {
    return this.probes.map((probe) => probe.correct(report)).reduce(worse, this.probes[0]!.correct(report));
  }

  get measured(): MeasuredBeside {
    return coldestOf(this.probes);
  }

  get warnings(): ProbesInFood['warnings'] {
    const all = this.probes.map(({ warnings }) => warnings);
    return {
      first: [...new Set(all.flatMap(({ first }) => first))],
      others: [...new Set(all.flatMap(({ others }) => others))],
    };
  }
}

/** What the probe says that reads the most below the model. @param probes at least one */
export const coldestOf = (probes: readonly CorrectedCook[]): MeasuredBeside =>
  probes
    .map(({ measured }) => measured)
    .reduce((one, other) => ((other.difference ?? Infinity) < (one.difference ?? Infinity) ? other : one));

/** What is bad in either of two reports of one food. */
function worse(one: MonitorReport, other: MonitorReport): MonitorReport {
  const pasteurized = one.pasteurized && other.pasteurized;
  const { pasteurizedAt, unforeseen, ...rest } = one;
  const at = Math.max(pasteurizedAt ?? Infinity, other.pasteurizedAt ?? Infinity);
  return {
    ...rest,
    reductions: hardestOfEachKind([...one.reductions, ...other.reductions]),
    pasteurized,
    pasteurizedUpTo: millimetres(Math.min(one.pasteurizedUpTo, other.pasteurizedUpTo)),
    pasteurizedAt: at < Infinity ? milliseconds(at) : undefined,
    missing: seconds(Math.max(one.missing, other.missing)),
    inDangerZone: minutes(Math.max(one.inDangerZone, other.inDangerZone)),
    spoilt: one.spoilt || other.spoilt,
    ...((unforeseen ?? other.unforeseen) && !(at < Infinity) && { unforeseen: true as const }),
  };
}
