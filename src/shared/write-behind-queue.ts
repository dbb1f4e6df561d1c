import type { Cancel, Clock } from './clock.js';
import type { Milliseconds } from './units.js';

export interface WriteBehindOptions<Item> {
  readonly clock: Clock;
  /** Writes items together; where it fails they are kept and tried again. */
  readonly write: (items: readonly Item[]) => Promise<void>;
  /** How long a failed write waits for its repetition. */
  readonly retryAfter: Milliseconds;
  /** Which of the waiting items stay; called whenever items are added or returned. */
  readonly bound: (items: readonly Item[]) => readonly Item[];
  /** Called at the first failure, and once more when a write succeeds again. */
  readonly onFailure: (error: unknown) => void;
  readonly onRecovery: () => void;
}

/**
 * Items that are written later and together, without their callers waiting. Hand-written, since libraries for queues
 * bring stores and workers of their own, and none keeps items in order over a failing disk.
 */
export class WriteBehindQueue<Item> {
  private items: readonly Item[] = [];
  private planned: { readonly due: number; readonly cancel: Cancel } | undefined;
  private lastWrite: Promise<void> = Promise.resolve();
  private failing = false;

  constructor(private readonly options: WriteBehindOptions<Item>) {}

  /** What is not written yet, in its order; without what is being written. */
  get waiting(): readonly Item[] {
    return this.items;
  }

  /** Adds an item, which is written within this time. */
  add(item: Item, within: Milliseconds): void {
    this.items = this.options.bound([...this.items, item]);
    this.plan(within);
  }

  /** Resolves once every item so far was tried; never rejects. */
  flush(): Promise<void> {
    this.cancel();
    return (this.lastWrite = this.lastWrite.then(() => this.write()));
  }

  /** Resolves once the current write has ended. */
  settled(): Promise<void> {
    return this.lastWrite;
  }

  /** Tries once more, and plans nothing after that. */
  async close(): Promise<void> {
    await this.flush();
    this.cancel();
  }

  private plan(within: Milliseconds): void {
    const { clock } = this.options;
    const due = clock.monotonic() + within;
    if (this.planned !== undefined && this.planned.due <= due) return;
    this.cancel();
    this.planned = { due, cancel: clock.after(within, () => void this.flush()) };
  }

  private cancel(): void {
    this.planned?.cancel();
    this.planned = undefined;
  }

  private async write(): Promise<void> {
    const { write, bound, retryAfter, onFailure, onRecovery } = this.options;
    const batch = this.items;
    if (batch.length === 0) return;
    this.items = [];
    try {
      await write(batch);
      if (this.failing) onRecovery();
      this.failing = false;
    } catch (error) {
      this.items = bound([...batch, ...this.items]);
      if (!this.failing) onFailure(error);
      this.failing = true;
      this.plan(retryAfter);
    }
  }
}
