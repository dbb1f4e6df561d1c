import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { Clock } from '../../shared/clock.js';
import { JournalStore } from '../../storage/journal-store.js';
import { StartsLimitedError } from '../cooking.errors.js';

const DAY_MS = 24 * 3600_000;

/** The times of each key's starts on the monotonic clock, oldest first. */
type Starts = Map<string, number[]>;

/**
 * Limits the starts of each key in 24 hours, so that a client out of control cannot fill the disk. Starts in the
 * journal from before this process count; refused and unsent ones do not.
 */
@Injectable()
export class StartAllowance {
  private starts: Promise<Starts> | undefined;

  constructor(
    private readonly journal: JournalStore,
    private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  /**
   * Uses up one start of a key.
   * @returns a function that returns it, for a start that is not logged after all
   * @throws StartsLimitedError when none is left, StorageUnavailableError
   */
  async take(key: string): Promise<() => void> {
    const starts = await this.known();
    const now = this.clock.monotonic();
    const recent = starts.get(key) ?? [];
    starts.set(key, recent);
    while (now - recent[0]! >= DAY_MS) recent.shift();
    const { startsPerDay } = this.environment;
    if (recent.length >= startsPerDay) {
      const free = recent[recent.length - startsPerDay]! + DAY_MS;
      throw new StartsLimitedError(startsPerDay, Math.ceil((free - now) / 1000));
    }
    recent.push(now);
    return () => this.giveBack(starts, key, now);
  }

  private giveBack(starts: Starts, key: string, at: number): void {
    const recent = starts.get(key) ?? [];
    const index = recent.lastIndexOf(at);
    if (index >= 0) recent.splice(index, 1);
  }

  /** Reads the earlier starts in advance, so that the first start does not wait. @throws StorageUnavailableError */
  async read(): Promise<void> {
    await this.known();
  }

  /** Reads the journal once. After a failure it is tried again; nothing can be written then either. */
  private known(): Promise<Starts> {
    this.starts ??= this.readJournal().catch((error: unknown) => {
      this.starts = undefined;
      throw error;
    });
    return this.starts;
  }

  private async readJournal(): Promise<Starts> {
    const wall = this.clock.now().getTime();
    const starts: Starts = new Map();
    for (const { at, requestedBy } of await this.journal.startsSince(wall - DAY_MS)) {
      const moment = this.clock.monotonic() - Math.max(0, wall - at);
      starts.set(
        requestedBy,
        [...(starts.get(requestedBy) ?? []), moment].sort((a, b) => a - b),
      );
    }
    return starts;
  }
}
