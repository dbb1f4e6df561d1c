import { Injectable, Logger } from '@nestjs/common';
import { Clock, type Cancel } from '../shared/clock.js';
import { milliseconds } from '../shared/units.js';
import { StorageUnavailableError } from '../storage/storage.errors.js';
import { AlertBacklog } from './alert-backlog.js';
import { AlertStore, type AlertChanges } from './alert-store.js';

/** How long the writer waits before it tries again what could not be written, in ms. */
const RETRY_AFTER = milliseconds(5_000);

/**
 * The one writer of alerts and deliveries. Changes are written in the order in which they come, those that wait for the
 * same write in one transaction. What cannot be written is kept in memory, of each alert and delivery the newest state,
 * and written once the database works again: people must be reached while it does not.
 */
@Injectable()
export class AlertWriter {
  private readonly logger = new Logger('AlertWriter');
  private readonly backlog = new AlertBacklog();
  /** What is written soon, as far as its turn has not come: a write that comes first may take a newer state along. */
  private readonly soon = new AlertBacklog();
  private turn: Promise<unknown> = Promise.resolve();
  private cancelRetry: Cancel | undefined;
  private failing = false;
  private closed = false;

  constructor(
    private readonly store: AlertStore,
    private readonly clock: Clock,
  ) {}

  /** Ends: tries once more to write what waits. */
  async close(): Promise<void> {
    this.closed = true;
    this.cancelRetry?.();
    await this.inTurn(() => this.flush());
  }

  /** Whether something waits because it could not be written. */
  get isBehind(): boolean {
    return this.failing;
  }

  /**
   * Writes changes durably. It never rejects.
   * @returns whether they are written; false while the database is unusable, and then they are written later
   */
  save(changes: AlertChanges): Promise<boolean> {
    this.soon.leaveOut(changes);
    this.backlog.add(changes);
    return this.inTurn(() => this.flush());
  }

  /** Writes progress soon, without a flush to the disk. It never rejects. */
  async saveLater(changes: AlertChanges): Promise<void> {
    // Behind a write that waits, an older state would come after a newer one.
    if (this.failing) return this.backlog.add(changes);
    this.soon.add(changes);
    await this.inTurn(() => this.writeSoon());
  }

  private async writeSoon(): Promise<void> {
    if (this.soon.size === 0) return;
    const changes = this.soon.takeAll();
    try {
      await this.store.saveLater(changes);
    } catch (error) {
      this.backlog.putBack(changes);
      this.noteFailure(error);
    }
  }

  private async flush(): Promise<boolean> {
    if (this.backlog.size === 0) return true;
    const changes = this.backlog.takeAll();
    try {
      await this.store.save(changes);
      if (this.failing) this.logger.log('What happened to alerts is written again.');
      this.failing = false;
      return true;
    } catch (error) {
      this.backlog.putBack(changes);
      this.noteFailure(error);
      return false;
    }
  }

  private noteFailure(error: unknown): void {
    const problem = error instanceof StorageUnavailableError ? error.problem : String(error);
    if (!this.failing) this.logger.warn(`What happens to alerts is kept in memory: ${problem}`);
    this.failing = true;
    this.planRetry();
  }

  private planRetry(): void {
    if (this.closed) return;
    this.cancelRetry?.();
    this.cancelRetry = this.clock.after(RETRY_AFTER, () => void this.inTurn(() => this.flush()));
  }

  private inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const done = this.turn.then(act);
    this.turn = done.catch(() => undefined);
    return done;
  }
}
