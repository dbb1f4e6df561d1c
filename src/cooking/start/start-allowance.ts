import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { Clock } from '../../shared/clock.js';
import { JournalStore } from '../../storage/journal-store.js';
import { StartsLimitedError } from '../cooking.errors.js';

const DAY_MS = 24 * 3600_000;

/** Moments on the monotonic clock at which each key has started something, oldest first. */
type Starts = Map<string, number[]>;

/**
 * How many cooks each key may start in 24 hours, so that a client out of control does not fill the disk. What the
 * journal says of the time before this process counts too; what was refused, or never sent, does not.
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
   * Takes one start of the key's.
   * @returns what gives it back, for a start that is not written down after all
   * @throws StartsLimitedError when there is none left, StorageUnavailableError
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

  /** Reads the starts before this process, so that the first one does not wait for them. @throws StorageUnavailableError */
  async read(): Promise<void> {
    await this.known();
  }

  /** Read once; where that fails nothing can be written either, and it is tried again. */
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
