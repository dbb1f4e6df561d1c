import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Environment } from '../config/environment.js';
import { Cooker } from '../device/cooker.js';
import type { CookerState } from '../device/cooker-state.js';
import { CommandRejectedError, CommandUnconfirmedError } from '../device/device.errors.js';
import type { ApprovedCook } from '../safety/approved-cook.js';
import type { CookPlan } from '../safety/cook-plan.js';
import { SafetyService } from '../safety/safety.service.js';
import { Clock } from '../shared/clock.js';
import { milliseconds } from '../shared/units.js';
import { chooseCooker } from './cooker-choice.js';
import { Cooks } from './cooks.js';
import { DeviceBusyError } from './cooking.errors.js';
import { StartAttempt } from './start-attempt.js';
import { StartAttempts, type CallIdentity } from './start-attempts.js';
import { assertStartable } from './startable.js';
import { waitFor } from './wait-for.js';

/** Every answer comes within 20 s: 4 to reach the cloud, 9 for its answer, and what is left, at most 10, to see the cook. */
const REACH = milliseconds(4_000);
const TO_BE_SEEN_MS = 10_000;
const ANSWER_MS = 9_000;
const ALTOGETHER_MS = 19_000;

/** A start as a client asked for it. */
export interface StartRequest extends CallIdentity {
  readonly plan: CookPlan;
  /** The cooker asked for. */
  readonly deviceId?: string | undefined;
}

/** A start and whether this call repeated it. */
export interface StartResult {
  readonly attempt: StartAttempt;
  readonly repeated: boolean;
}

/** Starts cooks: each once, whatever breaks and however often it is asked for. */
@Injectable()
export class CookStarter {
  private readonly logger = new Logger('CookStarter');

  constructor(
    private readonly cooker: Cooker,
    private readonly safety: SafetyService,
    private readonly attempts: StartAttempts,
    private readonly cooks: Cooks,
    private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  /**
   * Resolves once the cooker shows the cook, or once its cloud said yes and patience ran out.
   * @throws UnsafeCookError, the errors of choosing a cooker and of its state
   * @throws CommandUnconfirmedError when nobody knows whether it started
   */
  async start(request: StartRequest): Promise<StartResult> {
    // What is unsafe is refused also while no cooker can be reached.
    this.safety.approve(request.plan);
    const deadline = this.clock.monotonic() + ALTOGETHER_MS;
    if (this.attempts.find(request, this.clock.monotonic()) === undefined) await this.cooker.reach(REACH);
    return this.repeatOrBegin(request, deadline);
  }

  /** Runs without a pause up to the sending, so that of many calls at once one begins and the others find it. */
  private async repeatOrBegin(request: StartRequest, deadline: number): Promise<StartResult> {
    const repeated = this.attempts.find(request, this.clock.monotonic());
    if (repeated !== undefined) return { attempt: await this.outcomeOf(repeated), repeated: true };
    const { attempt, done } = this.begin(request, deadline);
    await done;
    return { attempt: await this.outcomeOf(attempt), repeated: false };
  }

  private begin(request: StartRequest, deadline: number): { attempt: StartAttempt; done: Promise<void> } {
    const cooker = this.choose(request);
    const approved = this.safety.approve({ ...request.plan, cookerType: cooker.type });
    const now = this.clock.monotonic();
    if (this.attempts.openOn(cooker.id, now)) throw underWay(cooker);
    assertStartable(this.cooker.kitchen, cooker, this.cooks.on(cooker.id), now);
    const attempt = this.newAttempt(request, cooker, approved);
    this.attempts.add(request, attempt);
    const done = this.carryOut(request, attempt, deadline);
    attempt.finishesWith(done);
    return { attempt, done };
  }

  private choose({ deviceId }: StartRequest): CookerState {
    return chooseCooker(this.cooker.kitchen, { asked: deviceId, preferred: this.environment.deviceId });
  }

  private newAttempt(request: StartRequest, cooker: CookerState, approved: ApprovedCook): StartAttempt {
    const cook = {
      id: randomUUID(),
      cookerId: cooker.id,
      startedBy: 'coddle',
      startedAt: this.clock.now(),
      began: this.clock.monotonic(),
      approved,
    } as const;
    return new StartAttempt(request.body, cook, cooker);
  }

  private async carryOut(request: StartRequest, attempt: StartAttempt, deadline: number): Promise<void> {
    const { cookerId, approved, began } = attempt.cook;
    try {
      await Promise.race([attempt.seen, this.cooker.start(cookerId, approved)]);
      await this.seenWithin(attempt, Math.min(TO_BE_SEEN_MS, deadline - this.clock.monotonic()));
      attempt.giveUp('accepted', this.clock.monotonic());
    } catch (error) {
      if (!(error instanceof CommandUnconfirmedError)) throw this.failed(request, attempt, error);
      // The line may have died early: what the cooker shows after a new connection still counts.
      await this.seenWithin(attempt, began + ANSWER_MS - this.clock.monotonic());
      attempt.giveUp('unknown', this.clock.monotonic());
    }
    this.logger.log(`Start ${attempt.cook.id} is ${attempt.outcome}`);
  }

  private async seenWithin(attempt: StartAttempt, patience: number): Promise<void> {
    await waitFor(attempt.seen, patience, this.clock);
  }

  /** A refused start is remembered, one that was never sent is not. */
  private failed(request: StartRequest, attempt: StartAttempt, error: unknown): unknown {
    if (error instanceof CommandRejectedError) attempt.refuse();
    else this.attempts.forget(request, attempt);
    return error;
  }

  /** Waits for an attempt of another call too; turns into an error what is not known. A refusal has thrown while waiting. */
  private async outcomeOf(attempt: StartAttempt): Promise<StartAttempt> {
    await attempt.finished;
    switch (attempt.outcome) {
      case 'unknown':
        throw unconfirmed('unknown', 'It is not known whether the cook started');
      case 'not-started':
        throw unconfirmed('not_started', 'The cook did not start: the cooker was seen idle afterwards');
      case 'under-way':
      case 'refused':
      case 'accepted':
      case 'verified':
        return attempt;
    }
  }
}

const underWay = (cooker: CookerState) =>
  new DeviceBusyError(
    `Another start is under way on ${cooker.name}. Ask for the status before trying again.`,
    {
      details: { device_id: cooker.id, started_by: 'coddle' },
    },
  );

const unconfirmed = (outcome: 'unknown' | 'not_started', sentence: string) =>
  new CommandUnconfirmedError(
    `${sentence}. Read /status before you try again; never send it again blindly.`,
    {
      details: { outcome },
    },
  );
