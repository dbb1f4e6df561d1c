import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Environment } from '../../config/environment.js';
import { CookerGateway } from '../../device/cooker-gateway.js';
import type { CookerState } from '../../device/cooker-state.js';
import { CommandRejectedError, CommandUnconfirmedError } from '../../device/device.errors.js';
import { SafetyService, type ApprovedCook } from '../../safety/safety.service.js';
import { called, visibleTo } from '../../device/visible-cookers.js';
import { Clock, waitFor } from '../../shared/clock.js';
import { CoddleError } from '../../shared/errors.js';
import { milliseconds, inMinutes } from '../../shared/units.js';
import type { Approval } from '../../approvals/approval.js';
import {
  ApprovalOutcomes,
  assertBound,
  StartConsent,
  type JudgedStart,
  type StartPermit,
} from '../approvals/start-consent.js';
import { CookAssessor } from '../status/cook-assessor.js';
import { CookJournal } from '../audit/cook-journal.js';
import { chooseCooker } from '../tracking/cooker-choice.js';
import { CookTracker } from '../tracking/cook-tracker.js';
import { DeviceBusyError, RequestIdReusedError } from '../cooking.errors.js';
import { IdempotencyService } from '../idempotency/idempotency-service.js';
import { visibleHistory } from '../monitoring/food-histories.js';
import { UnfinishedCooks } from '../recovery/unfinished-cooks.js';
import type { Now } from '../status/live-safety.js';
import { CookRecordWriter } from '../record/cook-record-writer.js';
import { StartAllowance, assertStartable } from './start-preconditions.js';
import { StartCommand } from './start-command.js';
import { StartCommandRegistry, StartRecorder, settled, startedBefore } from './start-command-registry.js';
import { RefusedStarts } from './refused-starts.js';
import type { StartRequest } from './start-request.js';

/** Every response arrives within 20 s: 4 to reach the cloud, 9 for its response, and at most 10 to see the cook. */
const CONNECT_TIMEOUT = milliseconds(4_000);
const CONFIRM_TIMEOUT = 10_000;
const COMMAND_TIMEOUT = 9_000;
const RESPONSE_BUDGET = 19_000;

/** The result of a start request: a command of this process, a cook from before a restart, or the owner's decision to wait for. */
export type StartResult =
  | { readonly command: StartCommand; readonly repeated: boolean }
  | { readonly cookId: string; readonly repeated: true }
  | { readonly approval: Approval };

/** Starts cooks, each exactly once, whatever fails and however often it is requested. */
@Injectable()
export class CookStarter {
  private readonly logger = new Logger('CookStarter');

  constructor(
    private readonly cooker: CookerGateway,
    private readonly safety: SafetyService,
    private readonly commands: StartCommandRegistry,
    private readonly cooks: CookTracker,
    private readonly allowance: StartAllowance,
    private readonly assessor: CookAssessor,
    private readonly unfinished: UnfinishedCooks,
    private readonly journal: CookJournal,
    private readonly idempotency: IdempotencyService,
    private readonly recorder: StartRecorder,
    private readonly refusals: RefusedStarts,
    private readonly records: CookRecordWriter,
    private readonly consent: StartConsent,
    private readonly outcomes: ApprovalOutcomes,
    private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  /**
   * Resolves once the cooker shows the cook, or once the cloud has accepted it and the time is used up.
   * @param permit the owner's consent, for the start that an approval makes
   * @throws UnsafeCookError, the errors of choosing a cooker and of its state
   * @throws StorageUnavailableError, StartsLimitedError, StartsNotAllowedError, the errors of `Approvals.request`, ApprovalOutdatedError; then nothing was sent
   * @throws CommandUnconfirmedError when it is unknown whether the cook started
   */
  async start(request: StartRequest, permit?: StartPermit): Promise<StartResult> {
    const deadline = this.clock.monotonic() + RESPONSE_BUDGET;
    const found = await this.findOrBegin(request, deadline, permit).catch((error: unknown) => {
      this.refusals.note(request, error, this.chosenId(request));
      throw error;
    });
    if (!('command' in found)) return found;
    await found.command.finished;
    return { ...found, command: settled(found.command) };
  }

  private async findOrBegin(
    request: StartRequest,
    deadline: number,
    permit?: StartPermit,
  ): Promise<StartResult> {
    const mustAsk = this.consent.isNeeded(request.principal) && permit === undefined;
    // A repeated start is not judged again: facts stated since then about another piece do not apply to it.
    if (this.commands.find(request, this.clock.monotonic()) === undefined) {
      // An unsafe plan is refused even while no cooker can be reached.
      this.safety.approve(request.plan);
      const cookId = startedBefore(await this.idempotency.outcomeOf(request));
      if (cookId !== undefined) return { cookId, repeated: true };
      const approvedId = mustAsk ? await this.consent.recall(request) : undefined;
      if (approvedId !== undefined) return { cookId: approvedId, repeated: true };
      await this.cooker.ensureConnected(CONNECT_TIMEOUT);
      // Nothing is approved without the history of the food.
      await this.unfinished.restore();
      if (mustAsk) return this.consent.inTurn(() => this.askOrBegin(request, deadline));
    }
    return this.repeatOrBegin(request, deadline, permit);
  }

  /** Begins the start where an arming consents; otherwise nothing happens until the owner decides. */
  private async askOrBegin(request: StartRequest, deadline: number): Promise<StartResult> {
    // An identical start may have begun since.
    if (this.commands.find(request, this.clock.monotonic()) !== undefined)
      return this.repeatOrBegin(request, deadline);
    const { approval, consented } = await this.consent.ask(request, this.judge(request));
    const { cookId, digest, state } = approval;
    if (cookId === null || !(consented || state === 'started')) return { approval };
    if (!consented) return { cookId, repeated: true };
    try {
      return this.repeatOrBegin(request, deadline, { cookId, digest });
    } catch (error) {
      await this.outcomes.fail(cookId, error);
      throw error;
    }
  }

  /** Runs without awaiting, so that of many simultaneous requests one begins and the others find its command. */
  private repeatOrBegin(request: StartRequest, deadline: number, permit?: StartPermit): StartResult {
    const known = this.commands.find(request, this.clock.monotonic());
    if (known?.wasStopped && request.requestId === undefined) throw this.wasStopped(known);
    return { command: known ?? this.begin(request, deadline, permit), repeated: known !== undefined };
  }

  /** Puts the discard sentence first, without an invitation to start the cook again. */
  private wasStopped({ cook: { id, cookerId } }: StartCommand): RequestIdReusedError {
    const stopped = 'That cook was stopped while it was being started.';
    const discard = this.assessor.discardOn(cookerId, this.moment);
    return new RequestIdReusedError(
      discard === undefined ? `${stopped} Send a request_id to start another.` : `${discard} ${stopped}`,
      { cook_id: id },
    );
  }

  private get moment(): Now {
    return { monotonic: this.clock.monotonic(), wall: this.clock.now() };
  }

  private begin(request: StartRequest, deadline: number, permit?: StartPermit): StartCommand {
    const judged = this.judge(request);
    if (permit !== undefined) assertBound(permit, request.principal, judged);
    const command = this.newCommand(request, judged, permit?.cookId ?? randomUUID());
    this.commands.add(command);
    command.finishesWith(this.carryOut(command, request, judged.approved, deadline));
    if (permit !== undefined) this.outcomes.follow(command);
    return command;
  }

  /** Judges a start by the present state of its cooker and of the food in it. */
  private judge(request: StartRequest): JudgedStart {
    const cooker = this.choose(request);
    const plan = { ...request.plan, cookerType: cooker.type };
    const history = visibleHistory(request.principal, this.assessor.historyOn(cooker.id, this.moment));
    const approved = this.safety.approve(plan, history);
    const now = this.clock.monotonic();
    const open = this.commands.openOn(cooker.id, now);
    if (open !== undefined) throw underWay(cooker, open);
    assertStartable(this.cooker.account, cooker, this.cooks.on(cooker.id), now);
    return { cooker, approved, history };
  }

  private choose({ principal, deviceId }: StartRequest): CookerState {
    const account = visibleTo(principal, this.cooker.account);
    return chooseCooker(account, { asked: deviceId, preferred: this.environment.deviceId });
  }

  /** The id of the cooker that a refused request means, for the journal: as it was sent where none can be chosen. */
  private chosenId(request: StartRequest): string {
    try {
      return this.choose(request).id;
    } catch (error) {
      if (!(error instanceof CoddleError)) throw error;
      return request.deviceId ?? '';
    }
  }

  private newCommand(request: StartRequest, { cooker, approved }: JudgedStart, id: string): StartCommand {
    const cook = {
      id,
      cookerId: cooker.id,
      startedBy: 'coddle',
      requestedBy: request.principal.id,
      startedAt: this.clock.now(),
      began: this.clock.monotonic(),
      approved,
    } as const;
    const { principal, requestId, body } = request;
    return new StartCommand({ principal, requestId, body }, cook, cooker, (changed) =>
      this.recorder.record(changed),
    );
  }

  /** A start that cannot be logged is not sent. */
  private async carryOut(
    command: StartCommand,
    request: StartRequest,
    approved: ApprovedCook,
    deadline: number,
  ): Promise<void> {
    try {
      await this.logIntent(command, request);
    } catch (error) {
      this.commands.forget(command);
      this.refusals.note(request, error, command.cook.cookerId);
      throw error;
    }
    await this.sendAndSee(command, approved, deadline);
  }

  private async logIntent(command: StartCommand, { principal }: StartRequest): Promise<void> {
    const giveBack = await this.allowance.take(principal);
    try {
      await this.journal.logStartIntent(command, this.idempotency.claimOf(command));
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  private async sendAndSee(command: StartCommand, approved: ApprovedCook, deadline: number): Promise<void> {
    const { began } = command.cook;
    try {
      await Promise.race([command.seen, this.send(command, approved)]);
      await this.seenWithin(command, Math.min(CONFIRM_TIMEOUT, deadline - this.clock.monotonic()));
    } catch (error) {
      if (!(error instanceof CommandUnconfirmedError)) throw await this.failed(command, error);
      // The connection may have broken early: a state over the next connection still counts.
      await this.seenWithin(command, began + COMMAND_TIMEOUT - this.clock.monotonic());
    }
    command.timeOut(this.clock.monotonic());
    // The record, the outcome for repetitions and the journal are written before the start is acknowledged.
    await Promise.all([command.recorded, this.records.tried(command.cook.id)]);
    this.logger.log(`Start ${command.cook.id} is ${command.state}`);
  }

  /** By now a stop may have cancelled the start, or a cook may have been started at the cooker. */
  private async send(command: StartCommand, approved: ApprovedCook): Promise<void> {
    if (!command.open) return void (await command.seen);
    const { cookerId } = command.cook;
    const { account } = this.cooker;
    const cooker = account.cookers.get(cookerId);
    if (cooker !== undefined)
      assertStartable(account, cooker, this.cooks.on(cookerId), this.clock.monotonic());
    await this.cooker.start(cookerId, approved, () => command.markSent());
    command.markAcknowledged();
  }

  private async seenWithin(command: StartCommand, timeout: number): Promise<void> {
    await waitFor(command.seen, timeout, this.clock);
  }

  /** A rejected start is remembered; one that was never sent is forgotten. */
  private async failed(command: StartCommand, error: unknown): Promise<unknown> {
    if (error instanceof CommandRejectedError) {
      command.reject(error.message);
    } else {
      command.fail();
      this.commands.forget(command);
    }
    await command.recorded;
    return error;
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
