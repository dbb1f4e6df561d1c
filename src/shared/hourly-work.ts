import type { Cancel, Clock } from './clock.js';
import { milliseconds, type Milliseconds } from './units.js';

const EVERY = milliseconds(3_600_000);
/** The pause between two steps. */
const REST = milliseconds(50);

/** Work that is done every hour, step by step. A failure is reported once, and the work is tried again an hour later. */
export class HourlyWork {
  private cancel: Cancel | undefined;
  private failing = false;
  private ended = false;

  /** @param failed gets the first error of several in a row */
  constructor(
    private readonly clock: Clock,
    private readonly work: (now: number) => Promise<void>,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Whether it has been ended: no further step is due. */
  get isOver(): boolean {
    return this.ended;
  }

  /** @param delay until the first time, so that it does not slow the start-up */
  begin(delay: Milliseconds): void {
    this.cancel = this.clock.after(delay, () => void this.run());
  }

  end(): void {
    this.ended = true;
    this.cancel?.();
  }

  /** Lets other requests have the event loop to themselves between two steps. */
  async rest(): Promise<void> {
    await new Promise<void>((resolve) => (this.cancel = this.clock.after(REST, resolve)));
  }

  private async run(): Promise<void> {
    try {
      await this.work(this.clock.now().getTime());
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.failed(error);
      this.failing = true;
    }
    if (!this.ended) this.begin(EVERY);
  }
}
