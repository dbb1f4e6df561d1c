import { Injectable } from '@nestjs/common';
import type { CookerState } from '../../device/cooker-state.js';
import type { CookPlan } from '../../safety/cook-plan.js';
import { SafetyService } from '../../safety/safety.service.js';
import { Clock } from '../../shared/clock.js';
import { milliseconds, type Milliseconds } from '../../shared/units.js';
import type { JournalRecord } from '../../storage/journal-store.js';
import type { Cook, JudgedPlan } from '../tracking/cook.js';
import { intentionIn, type IntendedStart } from '../audit/cook-journal.js';
import type { RecordedCook } from '../record/cook-record.js';
import { StartCommand, type OwnCook } from './start-command.js';
import { StartRecorder } from './start-command-registry.js';

/** Restores cooks and start commands from storage. A restored command cannot be sent: it has no approval. */
@Injectable()
export class StartRestorer {
  constructor(
    private readonly safety: SafetyService,
    private readonly recorder: StartRecorder,
    private readonly clock: Clock,
  ) {}

  /** @throws SafetyUnavailableError */
  cookOf({ cookId, cookerId, startedBy, startedAt, plan, record }: RecordedCook): Cook {
    return {
      id: cookId,
      cookerId,
      startedBy,
      startedAt: new Date(startedAt),
      began: this.momentOf(startedAt),
      approved: plan === null ? undefined : this.judged(plan),
      requestedBy: record.requestedBy ?? undefined,
    };
  }

  /**
   * @param intention the journal entry with the plan
   * @param known the cook of this start, if it was seen
   * @throws PlanNotReadableError, SafetyUnavailableError
   */
  commandOf(intention: JournalRecord, known: Cook | undefined): StartCommand {
    const intended = intentionIn(intention);
    const { requestedBy: id, requestId, body, cookerName, cookerType } = intended;
    const request = { principal: { id }, requestId: requestId ?? undefined, body };
    const cook = this.ownCook(intention, intended, known);
    const cooker: CookerState = {
      id: intention.cookerId,
      name: cookerName,
      type: cookerType,
      supported: true,
      frequentReports: 0,
    };
    return new StartCommand(request, cook, cooker, (changed) => this.recorder.record(changed));
  }

  /** Reuses the object of a cook that is on: the tracker recognises the start by it. */
  private ownCook(
    { commandId, cookerId, at }: JournalRecord,
    { requestedBy, plan }: IntendedStart,
    known: Cook | undefined,
  ): OwnCook {
    if (known !== undefined && isOwn(known)) return known;
    return {
      id: commandId,
      cookerId,
      startedBy: 'coddle',
      requestedBy,
      startedAt: new Date(at),
      began: this.momentOf(at),
      approved: this.judged(plan),
    };
  }

  private judged(plan: CookPlan): JudgedPlan {
    return { plan, verdict: this.safety.review(plan) };
  }

  /** On the monotonic clock; negative for times before this process started. */
  private momentOf(at: number): Milliseconds {
    return milliseconds(this.clock.monotonic() - Math.max(0, this.clock.now().getTime() - at));
  }
}

const isOwn = (cook: Cook): cook is OwnCook =>
  cook.approved !== undefined && cook.began !== undefined && cook.requestedBy !== undefined;
