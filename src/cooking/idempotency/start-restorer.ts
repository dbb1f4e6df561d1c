import { Injectable } from '@nestjs/common';
import type { CookerState } from '../../device/cooker-state.js';
import type { CookPlan } from '../../safety/cook-plan.js';
import { SafetyService } from '../../safety/safety.service.js';
import { Clock } from '../../shared/clock.js';
import { EventBus } from '../../shared/event-bus.js';
import { milliseconds, type Milliseconds } from '../../shared/units.js';
import type { JournalRecord } from '../../storage/journal-store.js';
import type { Cook, JudgedPlan, StartedBy } from '../tracking/cook.js';
import type { IntendedStart } from '../audit/cook-journal.js';
import type { KeptCook } from '../record/cook-record.js';
import { StartCommand, type OwnCook } from '../start/start-command.js';

/** Makes cooks and starts again out of what was written down of them. What it makes cannot be started: it is no approval. */
@Injectable()
export class StartRestorer {
  constructor(
    private readonly safety: SafetyService,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** @throws SafetyUnavailableError */
  cookOf({ cookId, cookerId, startedBy, startedAt, plan, record }: KeptCook): Cook {
    return {
      id: cookId,
      cookerId,
      startedBy: startedBy as StartedBy,
      startedAt: new Date(startedAt),
      began: this.momentOf(startedAt),
      approved: plan === null ? undefined : this.judged(plan),
      requestedBy: record.requestedBy ?? undefined,
    };
  }

  /**
   * @param intention the entry of the journal that says that it was meant
   * @param known the cook that came of it, if it was seen
   * @throws SafetyUnavailableError
   */
  attemptOf(intention: JournalRecord, known: Cook | undefined): StartCommand {
    const { requestedBy: key, requestId, body, ...meant } = intention.content as IntendedStart;
    const call = { key, requestId: requestId ?? undefined, body };
    const cook = (known ?? this.meantCook(intention)) as OwnCook;
    const cooker: CookerState = {
      id: intention.cookerId,
      name: meant.cookerName,
      type: meant.cookerType,
      supported: true,
      quickStates: 0,
    };
    return new StartCommand(call, cook, cooker, (changed) => this.events.emit('start.changed', changed));
  }

  private meantCook({ commandId, cookerId, at, content }: JournalRecord): OwnCook {
    const { requestedBy, plan } = content as IntendedStart;
    return {
      id: commandId,
      cookerId,
      startedBy: 'coddle',
      requestedBy,
      startedAt: new Date(at),
      began: this.momentOf(at),
      approved: this.judged(plan as CookPlan),
    };
  }

  private judged(plan: CookPlan): JudgedPlan {
    return { plan, verdict: this.safety.review(plan) };
  }

  /** On the monotonic clock: negative where this process was not there yet. */
  private momentOf(at: number): Milliseconds {
    return milliseconds(this.clock.monotonic() - Math.max(0, this.clock.now().getTime() - at));
  }
}
