import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SafetyService } from '../../safety/safety.service.js';
import { Clock } from '../../shared/clock.js';
import { probeIdsOf, type ProbeSession } from '../../thermometers/sessions/probe-session.js';
import { ProbeSessions, type AttachedFollower } from '../../thermometers/sessions/probe-sessions.js';
import { FoodProbes } from '../monitoring/food-probes.js';
import { CorrectedCook } from './corrected-cook.js';
import type { MeasuredBeside } from '../status/food-safety.js';
import { coldestOf, WorstOfProbes } from './worst-of-probes.js';

/** The most cooks whose probes are remembered, those that are over included. */
const MOST_COOKS = 100;

/** Has the probes of every session that is attached to a cook correct the model of its food. */
@Injectable()
export class ProbedCooks implements AttachedFollower, OnModuleInit {
  constructor(
    readonly sessions: ProbeSessions,
    private readonly probes: FoodProbes,
    readonly safety: SafetyService,
    readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.sessions.followWith(this);
  }

  begun(session: ProbeSession): void {
    if (session.cook === null) return;
    const known = this.probes.get(session.cook.id);
    const probes = known instanceof WorstOfProbes ? known : new WorstOfProbes();
    for (const id of probeIdsOf(session)) probes.add(new CorrectedCook(this, session, id));
    this.probes.set(session.cook.id, probes);
    const [oldest] = this.probes.keys();
    if (this.probes.size > MOST_COOKS && oldest !== undefined) this.probes.delete(oldest);
  }

  ended(session: ProbeSession): void {
    for (const correction of this.correctionsOf(session)) correction.end();
  }

  /** What the probes of a session say of its cook: the one that reads coldest. Undefined when it stands alone. */
  besideOf(session: ProbeSession): MeasuredBeside | undefined {
    const corrections = this.correctionsOf(session);
    return corrections.length === 0 ? undefined : coldestOf(corrections);
  }

  private correctionsOf({ id, cook }: ProbeSession): readonly CorrectedCook[] {
    const probes = this.probes.get(cook?.id ?? '');
    return probes instanceof WorstOfProbes ? probes.of(id) : [];
  }
}
