import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Principal } from '../../auth/principal.js';
import { CookerGateway } from '../../device/cooker-gateway.js';
import type { CookerState, Observation } from '../../device/cooker-state.js';
import { CommandRejectedError, CommandUnconfirmedError } from '../../device/device.errors.js';
import { restsInFault } from '../../device/freshness.js';
import { called, visibleTo } from '../../device/visible-cookers.js';
import { Clock, waitFor } from '../../shared/clock.js';
import { milliseconds, type Milliseconds } from '../../shared/units.js';
import type { Cook } from '../tracking/cook.js';
import { CookJournal, type JournalledCommand, type Stage } from '../audit/cook-journal.js';
import { namesOf, summaries } from '../tracking/cooker-choice.js';
import { CookTracker, ReadingWatchers } from '../tracking/cook-tracker.js';
import { NoActiveCookError } from '../cooking.errors.js';
import { StartCommandRegistry } from '../start/start-command-registry.js';
import { chooseStop, otherRunning, runningOf, type StopSituation } from './stop-choice.js';
import { notSent, refused, sentWithoutResponse, withWarnings } from './stop-failures.js';
import type { StopSelection } from './stop-request.js';
import { stoppedMeanwhile } from '../start/unconfirmed.js';

/** Every response arrives within 20 s: 4 to reach the cloud, up to 9 of sending, 5 to see the cooker idle. */
const CONNECT_TIMEOUT = milliseconds(4_000);
const SEND_TIMEOUT = 9_000;
const CONFIRM_TIMEOUT = 10_000;
const RESPONSE_BUDGET = 18_500;

/** How long a stop waits for the journal altogether, in ms: switching the heater off matters more. */
const JOURNAL_TIMEOUT = 500;
/** The most other running cookers that a sentence names. */
const MOST_NAMED = 10;

/** A stopped cook, with the cooker before and after. */
export interface StopResult {
  readonly verified: boolean;
  readonly cook: Cook | undefined;
  readonly before: CookerState;
  readonly after: CookerState;
  /** When the request arrived. */
  readonly at: Milliseconds;
  /** Resolves once all stages of the stop are in the journal, or its time for that is used up. */
  readonly journalled: Promise<void>;
  /** Further warnings for the user, such as another cooker that runs. */
  readonly warnings?: readonly string[];
}

type Stopped = Omit<StopResult, 'warnings'>;

/** An observation of a cooker after a stop. */
interface Watch {
  /** Resolves with the first state that shows it stopped: idle, or in a fault in which nothing continues. */
  readonly seen: Promise<CookerState>;
  /** The cook that it showed before that state, if any. */
  readonly ran: () => Cook | undefined;
  readonly leave: () => void;
}

/** One stop command for one cooker. */
class StopCommand {
  readonly command: JournalledCommand;
  /** Whether the last state showed no cook. */
  readonly isOfIdle: boolean;
  /** When the vendor's cloud accepted it; undefined until then. */
  acceptedAt: Milliseconds | undefined;
  /** How much longer it may wait for the journal, in ms. */
  private journalBudget = JOURNAL_TIMEOUT;

  constructor(
    { id: cookerId, latest }: CookerState,
    readonly cook: Cook | undefined,
    readonly principal: Principal,
  ) {
    this.command = { id: randomUUID(), cookerId, kind: 'stop' };
    this.isOfIdle = latest?.reading.mode === 'idle' && cook === undefined;
  }

  /** Resolves once an entry is durable or the time for the journal is used up. */
  async waitFor(written: Promise<void>, clock: Clock): Promise<void> {
    const from = clock.monotonic();
    await waitFor(written, this.journalBudget, clock);
    this.journalBudget -= clock.monotonic() - from;
  }
}

/** Stops cooks. A stop is safe to repeat, so it is sent until a response arrives or the time is used up. */
@Injectable()
export class CookStopper {
  private readonly logger = new Logger('CookStopper');

  constructor(
    private readonly cooker: CookerGateway,
    private readonly watchers: ReadingWatchers,
    private readonly commands: StartCommandRegistry,
    private readonly cooks: CookTracker,
    private readonly journal: CookJournal,
    private readonly clock: Clock,
  ) {}

  /**
   * Resolves once the cooker shows the stop, or once the cloud has accepted it and the time is used up.
   * @throws NoActiveCookError when it was sent, and a state shows that nothing runs and nothing ran
   * @throws CommandUnconfirmedError when no response arrived; the errors of choosing a cooker
   */
  async stop(selection: StopSelection, principal: Principal): Promise<StopResult> {
    const at = this.clock.monotonic();
    await this.cooker.ensureConnected(CONNECT_TIMEOUT);
    const { cookers, warnings } = this.chosen(selection, principal);
    const ended = await Promise.allSettled(cookers.map((cooker) => this.stopOne(cooker, principal, at)));
    const others = otherRunning(this.situation(principal), cookers);
    const stopped = ended.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
    const best = stopped.find(({ verified }) => verified) ?? stopped[0];
    if (best === undefined) {
      const reason = notSent(failureOf(ended, cookers, others));
      throw withWarnings(reason, [...warnings, ...this.startingBeside(cookers, principal)]);
    }
    const wasIdle = best.before.latest?.reading.mode === 'idle' && best.cook === undefined;
    const running = wasIdle ? others.map(stillRuns) : [];
    const journalled = Promise.all(stopped.map((one) => one.journalled)).then(() => undefined);
    return {
      ...best,
      journalled,
      warnings: [...warnings, ...running, ...this.startingBeside(cookers, principal)],
    };
  }

  private chosen(selection: StopSelection, principal: Principal) {
    try {
      return chooseStop(this.situation(principal), selection);
    } catch (error) {
      throw notSent(error);
    }
  }

  /** A start in progress on another cooker may be the one that the user wants to stop. */
  private startingBeside(stopped: readonly CookerState[], principal: Principal): string[] {
    const { account, isStarting } = this.situation(principal);
    return [...account.cookers.values()]
      .filter(({ id }) => isStarting(id) && !stopped.some((cooker) => cooker.id === id))
      .map((cooker) => `A cook is being started on ${called(cooker)}: name it to stop it.`);
  }

  /** The present knowledge about the cookers that a principal may use. */
  situation(principal: Principal): StopSituation {
    const now = this.clock.monotonic();
    const starting = (id: string) => this.commands.openOn(id, now);
    return {
      account: visibleTo(principal, this.cooker.account),
      now,
      cookOn: (id) => (this.cooks.on(id) ?? starting(id)?.cook)?.id,
      isStarting: (id) => starting(id) !== undefined,
    };
  }

  private async stopOne(before: CookerState, principal: Principal, at: Milliseconds): Promise<Stopped> {
    const cook = this.cooks.on(before.id) ?? this.commands.openOn(before.id, at)?.cook;
    const stop = new StopCommand(before, cook, principal);
    this.commands.cancelIfUnsent(before.id, stoppedMeanwhile());
    const watch = this.watch(before, stop);
    // Repeated stops of an idle cooker must not fill the disk: a stop without effect is not logged.
    if (!stop.isOfIdle) await this.logIntent(stop);
    try {
      const seen = await this.sendAndSee(stop, watch.seen, at);
      const stopped = cook ?? watch.ran();
      if (stop.isOfIdle && stopped === undefined && (seen || this.isSurelyIdle(before, principal)))
        throw nothingOn([before], []);
      // Whoever repeats the request meanwhile already meets a known stop.
      const journalled = this.note(stop, seen ? 'verified' : 'acknowledged');
      return { verified: seen !== undefined, cook: stopped, before, after: seen ?? before, at, journalled };
    } catch (error) {
      if (error instanceof NoActiveCookError) throw error;
      if (error instanceof CommandRejectedError && this.isSurelyIdle(before, principal))
        throw nothingOn([before], []);
      await this.note(stop, endOf(error));
      throw error;
    } finally {
      watch.leave();
    }
  }

  private async sendAndSee(
    stop: StopCommand,
    shown: Promise<CookerState>,
    at: Milliseconds,
  ): Promise<CookerState | undefined> {
    await this.send(stop, shown, at);
    const seen = await waitFor(shown, this.confirmTimeout(at), this.clock);
    this.logger.debug(
      `Cooker ${stop.command.cookerId} ${seen ? 'shows the stop' : 'has not shown the stop yet'}`,
    );
    return seen;
  }

  /** Whether a fresh state shows that the cooker is idle. */
  private isSurelyIdle(before: CookerState, principal: Principal): boolean {
    const situation = this.situation(principal);
    return runningOf(situation.account.cookers.get(before.id) ?? before, situation) === 'no';
  }

  /** Logs a stop before it is sent. A full or slow disk does not keep it from being sent. */
  private async logIntent(stop: StopCommand): Promise<void> {
    const { command, cook, principal } = stop;
    const written = this.journal
      .logStopIntent(command, principal.id, cook?.id ?? null)
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        this.logger.warn(`A stop is sent without a journal entry: ${reason}`);
      });
    await stop.waitFor(written, this.clock);
  }

  /** Logs how a stop ended. With it, all of its stages are durable before the stop is acknowledged. */
  private async note(stop: StopCommand, stage: Stage): Promise<void> {
    if (stop.isOfIdle) await this.logIntent(stop);
    await stop.waitFor(this.journal.noteEnd(stop.command, stage), this.clock);
    this.logger.log(`The stop of cooker ${stop.command.cookerId} is ${stage}`);
  }

  private confirmTimeout(at: Milliseconds): number {
    return Math.min(CONFIRM_TIMEOUT, at + RESPONSE_BUDGET - this.clock.monotonic());
  }

  private watch(before: CookerState, stop: StopCommand): Watch {
    const since = this.clock.monotonic();
    let leave = (): void => undefined;
    let ran: Cook | undefined;
    const seen = new Promise<CookerState>((resolve) => {
      leave = this.watchers.add((cooker) => {
        const { latest } = cooker;
        if (cooker.id !== before.id) return;
        ran ??= this.cooks.on(before.id);
        if (latest === undefined || latest.seenAt < since || !isStopped(latest, stop)) return;
        this.commands.stopped(cooker.id, stoppedMeanwhile());
        resolve(cooker);
      });
    });
    return { seen, ran: () => ran, leave };
  }

  private accept(stop: StopCommand): void {
    stop.acceptedAt = this.clock.monotonic();
    this.cooks.noteStopAccepted(stop.command.cookerId);
  }

  private async send(stop: StopCommand, seen: Promise<CookerState>, at: Milliseconds): Promise<void> {
    const { cookerId } = stop.command;
    let wasSent = false;
    const sent = () => {
      wasSent = true;
      if (!stop.isOfIdle) void this.journal.note(stop.command, 'sent');
      this.cooks.noteStopSent(cookerId, stop.principal.id);
    };
    for (;;) {
      try {
        await Promise.race([seen, this.cooker.stop(cookerId, sent).then(() => this.accept(stop))]);
        return;
      } catch (error) {
        if (error instanceof CommandRejectedError) throw refused(error);
        if (this.clock.monotonic() < at + SEND_TIMEOUT) await this.cooker.ensureConnected(CONNECT_TIMEOUT);
        const isOver = this.clock.monotonic() >= at + SEND_TIMEOUT;
        if (isOver || this.cooker.account.link !== 'connected')
          throw wasSent ? sentWithoutResponse(error) : error;
      }
    }
  }
}

/** In a fault, the states before and after a stop look alike, so only a state after the acceptance counts. */
function isStopped({ reading, seenAt }: Observation, { acceptedAt }: StopCommand): boolean {
  if (reading.mode === 'idle') return true;
  return restsInFault(reading) && acceptedAt !== undefined && seenAt >= acceptedAt;
}

const stillRuns = (cooker: CookerState): string => `${called(cooker)} is still cooking: name it to stop it.`;

/** Why nothing was stopped; of several reasons the one that leaves a cooker in doubt. */
function failureOf(
  ended: readonly PromiseSettledResult<Stopped>[],
  cookers: readonly CookerState[],
  others: readonly CookerState[],
): unknown {
  const reasons = ended.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
  const grave = reasons.find((reason) => !(reason instanceof NoActiveCookError));
  return grave ?? nothingOn(cookers, others);
}

function nothingOn(cookers: readonly CookerState[], others: readonly CookerState[]): NoActiveCookError {
  const places = cookers.length > 2 ? namesOf(cookers) : cookers.map(called).join(' or ');
  const sentences = [`Nothing is cooking on ${places}.`, ...others.slice(0, MOST_NAMED).map(stillRuns)];
  const details = others.length > 0 ? { devices: summaries(others) } : {};
  return new NoActiveCookError(sentences.join(' '), cookers, { details });
}

/** The journal stage of a failed stop: a stop that was sent without a response may have worked. */
function endOf(error: unknown): Stage {
  if (error instanceof CommandRejectedError) return 'refused';
  return error instanceof CommandUnconfirmedError ? 'unknown' : 'abandoned';
}
