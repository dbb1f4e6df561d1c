import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Environment } from '../../config/environment.js';
import { CookerGateway } from '../../device/cooker-gateway.js';
import { called } from '../../device/cooker-names.js';
import type { CookerState } from '../../device/cooker-state.js';
import { CommandRejectedError, CommandUnconfirmedError } from '../../device/device.errors.js';
import type { ApprovedCook } from '../../safety/approved-cook.js';
import type { CookPlan } from '../../safety/cook-plan.js';
import { SafetyService } from '../../safety/safety.service.js';
import { Clock } from '../../shared/clock.js';
import { EventBus } from '../../shared/event-bus.js';
import { milliseconds } from '../../shared/units.js';
import type { RequestIdentity } from '../idempotency/request-identity.js';
import { CookJudge } from '../status/cook-judge.js';
import { CookJournal } from '../audit/cook-journal.js';
import { chooseCooker } from '../tracking/cooker-choice.js';
import { CookTracker } from '../tracking/cook-tracker.js';
import { DeviceBusyError, RequestIdReusedError } from '../cooking.errors.js';
import type { StartedCookDto } from '../dto/started-cook.dto.js';
import { KeptAnswers } from '../idempotency/kept-answers.js';
import { Leftovers } from '../recovery/leftovers.js';
import type { Now } from '../status/live-safety.js';
import { CookRecordWriter } from '../record/cook-record-writer.js';
import { StartAllowance } from './start-allowance.js';
import { StartCommand } from './start-command.js';
import { StartCommandRegistry } from './start-command-registry.js';
import { reportStart } from './start-report.js';
import { assertStartable } from './start-preconditions.js';
import type { ToldFields } from './told-facts.js';
import { unconfirmed } from './unconfirmed.js';
import { waitFor } from '../../shared/wait-for.js';
import { inMinutes } from '../status/wording.js';

/** Every answer comes within 20 s: 4 to reach the cloud, 9 for its answer, and what is left, at most 10, to see the cook. */
const REACH = milliseconds(4_000);
const TO_BE_SEEN_MS = 10_000;
const ANSWER_MS = 9_000;
const ALTOGETHER_MS = 19_000;

/** A start as a client asked for it. */
export interface StartRequest extends RequestIdentity {
  readonly plan: CookPlan;
  /** Which fields were told; left out, all of them count as told. */
  readonly told?: ToldFields | undefined;
  /** The cooker asked for. */
  readonly deviceId?: string | undefined;
}

/** What a start is answered, and whether this call repeated it. */
export interface StartResult {
  readonly answer: StartedCookDto;
  readonly repeated: boolean;
}

/** Starts cooks: each once, whatever breaks and however often it is asked for. */
@Injectable()
export class CookStarter {
  private readonly logger = new Logger('CookStarter');

  constructor(
    private readonly cooker: CookerGateway,
    private readonly safety: SafetyService,
    private readonly attempts: StartCommandRegistry,
    private readonly cooks: CookTracker,
    private readonly allowance: StartAllowance,
    private readonly judge: CookJudge,
    private readonly leftovers: Leftovers,
    private readonly journal: CookJournal,
    private readonly answers: KeptAnswers,
    private readonly records: CookRecordWriter,
    private readonly events: EventBus,
    private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  /**
   * Resolves once the cooker shows the cook, or once its cloud said yes and patience ran out.
   * @throws UnsafeCookError, the errors of choosing a cooker and of its state
   * @throws StorageUnavailableError, StartsLimitedError, and then nothing was sent
   * @throws CommandUnconfirmedError when nobody knows whether it started
   */
  async start(request: StartRequest): Promise<StartResult> {
    const deadline = this.clock.monotonic() + ALTOGETHER_MS;
    // A start that comes again is not judged again: what was told of another piece since then is not about it.
    if (this.attempts.find(request, this.clock.monotonic()) === undefined) {
      // What is unsafe is refused also while no cooker can be reached.
      this.safety.approve(request.plan);
      const answer = await this.answers.ofStart(request);
      if (answer !== undefined) return { answer, repeated: true };
      await this.cooker.reach(REACH);
      // Without what the food went through before, nothing is approved.
      await this.leftovers.restore();
    }
    return this.repeatOrBegin(request, deadline);
  }

  /** Comes to its attempt without a pause, so that of many calls at once one begins and the others find it. */
  private async repeatOrBegin(request: StartRequest, deadline: number): Promise<StartResult> {
    const repeated = this.attempts.find(request, this.clock.monotonic());
    if (repeated !== undefined) {
      if (repeated.wasStopped && request.requestId === undefined) throw this.calledOff(repeated);
      return { answer: await this.answerOf(repeated), repeated: true };
    }
    const { attempt, done } = this.begin(request, deadline);
    await done;
    return { answer: await this.answerOf(attempt), repeated: false };
  }

  /** Food that must be thrown away comes first, without an invitation to start it again. */
  private calledOff({ cook: { id, cookerId } }: StartCommand): RequestIdReusedError {
    const stopped = 'That cook was stopped while it was being started.';
    const discard = this.judge.discardOn(cookerId, this.moment);
    return new RequestIdReusedError(
      discard === undefined ? `${stopped} Send a request_id to start another.` : `${discard} ${stopped}`,
      { cook_id: id },
    );
  }

  private get moment(): Now {
    return { monotonic: this.clock.monotonic(), wall: this.clock.now() };
  }

  private begin(request: StartRequest, deadline: number): { attempt: StartCommand; done: Promise<void> } {
    const cooker = this.choose(request);
    const plan = { ...request.plan, cookerType: cooker.type };
    const approved = this.safety.approve(plan, this.judge.historyOn(cooker.id, this.moment));
    const now = this.clock.monotonic();
    const open = this.attempts.openOn(cooker.id, now);
    if (open !== undefined) throw underWay(cooker, open);
    assertStartable(this.cooker.account, cooker, this.cooks.on(cooker.id), now);
    const attempt = this.newAttempt(request, cooker, approved);
    this.attempts.add(attempt);
    const done = this.carryOut(attempt, approved, deadline);
    attempt.finishesWith(done);
    return { attempt, done };
  }

  private choose({ deviceId }: StartRequest): CookerState {
    return chooseCooker(this.cooker.account, { asked: deviceId, preferred: this.environment.deviceId });
  }

  private newAttempt(request: StartRequest, cooker: CookerState, approved: ApprovedCook): StartCommand {
    const cook = {
      id: randomUUID(),
      cookerId: cooker.id,
      startedBy: 'coddle',
      requestedBy: request.key,
      startedAt: this.clock.now(),
      began: this.clock.monotonic(),
      approved,
    } as const;
    const { key, requestId, body } = request;
    return new StartCommand({ key, requestId, body }, cook, cooker, (changed) =>
      this.events.emit('start.changed', changed),
    );
  }

  /** What is not written down is not sent. */
  private async carryOut(attempt: StartCommand, approved: ApprovedCook, deadline: number): Promise<void> {
    try {
      await this.intend(attempt);
    } catch (error) {
      this.attempts.forget(attempt);
      throw error;
    }
    await this.sendAndSee(attempt, approved, deadline);
  }

  private async intend(attempt: StartCommand): Promise<void> {
    const giveBack = await this.allowance.take(attempt.call.key);
    try {
      await this.journal.logStartIntent(attempt);
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  private async sendAndSee(attempt: StartCommand, approved: ApprovedCook, deadline: number): Promise<void> {
    const { began } = attempt.cook;
    try {
      await Promise.race([attempt.seen, this.send(attempt, approved)]);
      await this.seenWithin(attempt, Math.min(TO_BE_SEEN_MS, deadline - this.clock.monotonic()));
      attempt.giveUp('accepted', this.clock.monotonic());
    } catch (error) {
      if (!(error instanceof CommandUnconfirmedError)) throw this.failed(attempt, error);
      // The line may have died early: what the cooker shows after a new connection still counts.
      await this.seenWithin(attempt, began + ANSWER_MS - this.clock.monotonic());
      attempt.giveUp('unknown', this.clock.monotonic());
    }
    // A cook that was acknowledged is on record: the next server knows it by its identity.
    await this.records.settled();
    this.logger.log(`Start ${attempt.cook.id} is ${attempt.outcome}`);
  }

  /** Meanwhile a stop may have called it back, or somebody may have begun a cook at the cooker. */
  private async send(attempt: StartCommand, approved: ApprovedCook): Promise<void> {
    if (!attempt.open) return void (await attempt.seen);
    const { cookerId } = attempt.cook;
    const { account } = this.cooker;
    const cooker = account.cookers.get(cookerId);
    if (cooker !== undefined)
      assertStartable(account, cooker, this.cooks.on(cookerId), this.clock.monotonic());
    await this.cooker.start(cookerId, approved, () => {
      attempt.leave();
      this.journal.noteStart(attempt, 'sent');
    });
    this.journal.noteStart(attempt, 'acknowledged');
  }

  private async seenWithin(attempt: StartCommand, patience: number): Promise<void> {
    await waitFor(attempt.seen, patience, this.clock);
  }

  /** A refused start is remembered, one that was never sent is not. */
  private failed(attempt: StartCommand, error: unknown): unknown {
    if (error instanceof CommandRejectedError) {
      attempt.refuse(error.message);
    } else {
      attempt.fail();
      this.attempts.forget(attempt);
    }
    return error;
  }

  /** Waits for an attempt of another call too; turns into an error what is not known. A refusal has thrown while waiting. */
  private async answerOf(attempt: StartCommand): Promise<StartedCookDto> {
    await attempt.finished;
    switch (attempt.outcome) {
      case 'unknown':
        throw unconfirmed('unknown');
      case 'not-started':
        throw unconfirmed('not_started');
      case 'under-way':
      case 'refused':
      case 'not-sent':
      case 'accepted':
      case 'verified':
        return reportStart(attempt);
    }
  }
}

function underWay(cooker: CookerState, { cook }: StartCommand): DeviceBusyError {
  const { target, hold } = cook.approved.plan;
  return new DeviceBusyError(
    `Coddle is starting another cook on ${called(cooker)}, at ${target} °C for ${inMinutes(hold)}. Ask for the status before you try again.`,
    {
      details: {
        device_id: cooker.id,
        started_by: 'coddle',
        target_temp_celsius: target,
        time_remaining_minutes: hold,
        cook_id: cook.id,
      },
    },
  );
}
