import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Environment } from '../config/environment.js';
import { Cooker } from '../device/cooker.js';
import type { CookerState } from '../device/cooker-state.js';
import { CommandRejectedError, CommandUnconfirmedError } from '../device/device.errors.js';
import { isStale } from '../device/freshness.js';
import { Clock } from '../shared/clock.js';
import { KitchenEvents } from '../shared/kitchen-events.js';
import { milliseconds, type Milliseconds } from '../shared/units.js';
import { StorageUnavailableError } from '../storage/storage.errors.js';
import type { Cook } from './cook.js';
import { CookJournal, type JournalledCommand, type Stage } from './cook-journal.js';
import { chooseRunningCooker } from './cooker-choice.js';
import { Cooks } from './cooks.js';
import { NoActiveCookError } from './cooking.errors.js';
import { StartAttempts } from './start-attempts.js';
import { stoppedMeanwhile } from './unconfirmed.js';
import { waitFor } from './wait-for.js';

/** Every answer comes within 20 s: 4 to reach the cloud, up to 9 of sending, 5 to see the cooker idle. */
const REACH = milliseconds(4_000);
const SENDING_MS = 9_000;
const TO_BE_SEEN_MS = 10_000;
const ALTOGETHER_MS = 18_500;

/** What was stopped, as it was before and after. */
export interface StopResult {
  readonly verified: boolean;
  readonly cook: Cook | undefined;
  readonly before: CookerState;
  readonly after: CookerState;
  /** Moment of the call. */
  readonly at: Milliseconds;
}

/** Stops cooks. A stop is safe to repeat, so it is sent until somebody answers or patience runs out. */
@Injectable()
export class CookStopper {
  private readonly logger = new Logger('CookStopper');

  constructor(
    private readonly cooker: Cooker,
    private readonly events: KitchenEvents,
    private readonly attempts: StartAttempts,
    private readonly cooks: Cooks,
    private readonly journal: CookJournal,
    private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  /**
   * Resolves once the cooker is seen idle, or once its cloud said yes and patience ran out.
   * @param key the name of the key that asks for it
   * @throws NoActiveCookError when a fresh state says that nothing runs
   * @throws CommandUnconfirmedError when nobody answered; the errors of choosing a cooker
   */
  async stop(deviceId: string | undefined, key: string): Promise<StopResult> {
    const at = this.clock.monotonic();
    await this.cooker.reach(REACH);
    const before = chooseRunningCooker(this.cooker.kitchen, {
      asked: deviceId,
      preferred: this.environment.deviceId,
    });
    if (this.isSurelyIdle(before)) throw new NoActiveCookError(`Nothing is cooking on ${before.name}.`);
    const cook = this.cooks.on(before.id) ?? this.attempts.openOn(before.id, at)?.cook;
    this.attempts.withdraw(before.id, stoppedMeanwhile());
    const idle = this.seesIdle(before);
    const command = await this.intend(before, cook, key);
    try {
      await this.send(command, key, idle.seen, at);
      const seen = await waitFor(idle.seen, this.patience(at), this.clock);
      this.journal.note(command, seen ? 'verified' : 'acknowledged');
      this.logger.log(
        `Cooker ${before.id} ${seen ? 'was stopped' : 'took the stop and has not shown it yet'}`,
      );
      return { verified: seen !== undefined, cook, before, after: seen ?? before, at };
    } catch (error) {
      this.journal.note(command, endOf(error));
      throw error;
    } finally {
      idle.leave();
    }
  }

  /** A stop is written down like a start, and sent also when the disk does not take it. */
  private async intend(cooker: CookerState, cook: Cook | undefined, key: string): Promise<JournalledCommand> {
    const command = { id: randomUUID(), cookerId: cooker.id, kind: 'stop' } as const;
    try {
      await this.journal.intendStop(command, key, cook?.id ?? null);
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      this.logger.warn(`A stop is sent without being written down: ${error.message}`);
    }
    return command;
  }

  private patience(at: Milliseconds): number {
    return Math.min(TO_BE_SEEN_MS, at + ALTOGETHER_MS - this.clock.monotonic());
  }

  /** A start that is still open may yet take effect, whatever the last state says. */
  private isSurelyIdle(cooker: CookerState): boolean {
    const now = this.clock.monotonic();
    const fresh = this.cooker.kitchen.link === 'connected' && !isStale(cooker, now);
    return (
      fresh && cooker.latest?.reading.mode === 'idle' && this.attempts.openOn(cooker.id, now) === undefined
    );
  }

  private seesIdle(before: CookerState): { seen: Promise<CookerState>; leave: () => void } {
    const since = this.clock.monotonic();
    let leave = (): void => undefined;
    const seen = new Promise<CookerState>((resolve) => {
      leave = this.events.on('cooker.reading', (cooker) => {
        const { latest } = cooker;
        if (cooker.id !== before.id || latest?.reading.mode !== 'idle' || latest.seenAt < since) return;
        this.attempts.stopped(cooker.id, stoppedMeanwhile());
        resolve(cooker);
      });
    });
    return { seen, leave };
  }

  private async send(
    command: JournalledCommand,
    key: string,
    seen: Promise<CookerState>,
    at: Milliseconds,
  ): Promise<void> {
    const { cookerId } = command;
    const sent = () => {
      this.journal.note(command, 'sent');
      this.events.emit('stop.sent', cookerId, key);
    };
    for (;;) {
      try {
        await Promise.race([seen, this.cooker.stop(cookerId, sent)]);
        return;
      } catch (error) {
        if (error instanceof CommandRejectedError || this.clock.monotonic() >= at + SENDING_MS)
          throw withAdvice(error);
        await this.cooker.reach(REACH);
        if (this.cooker.kitchen.link !== 'connected') throw withAdvice(error);
      }
    }
  }
}

/** What the journal says of a stop that failed: what was sent and not answered may still have worked. */
function endOf(error: unknown): Stage {
  if (error instanceof CommandRejectedError) return 'refused';
  return error instanceof CommandUnconfirmedError ? 'unknown' : 'abandoned';
}

/** Somebody who wants to stop a heater must hear what helps for certain. */
function withAdvice(error: unknown): unknown {
  if (!(error instanceof CommandUnconfirmedError)) return error;
  return new CommandUnconfirmedError(
    'The stop was sent and nobody answered, so I do not know whether it worked. Stop the cooker by hand: hold its button or unplug it.',
    { details: { outcome: 'unknown' }, cause: error },
  );
}
