/** As the wire names them. */
export type TimerMode = 'idle' | 'running' | 'paused' | 'completed';

/** What a timer shows at one moment. */
export interface TimerReading {
  readonly mode: TimerMode;
  /** Seconds it is set to; 0 means no timer. */
  readonly initial: number;
  /** Milliseconds since 1970; only once started. */
  readonly startedAt?: number;
}

/** The timer of a cooker: set at the start, begun in the band, completed without stopping anything. */
export class CookTimer {
  private mode: TimerMode = 'idle';
  private initial = 0;
  private startedAt: number | undefined;
  private pausedAt = 0;

  get reading(): TimerReading {
    const { mode, initial, startedAt } = this;
    return { mode, initial, ...(startedAt === undefined ? {} : { startedAt }) };
  }

  /** Milliseconds since 1970; Infinity unless it runs. */
  get completesAt(): number {
    return this.mode === 'running' && this.startedAt !== undefined
      ? this.startedAt + this.initial * 1000
      : Infinity;
  }

  /** Sets the length in seconds; a running timer goes on, counted from when it was begun. */
  set(initial: number): void {
    this.initial = initial;
  }

  /** Back to idle; the length stays, as the cooker shows it. */
  reset(): void {
    this.mode = 'idle';
    this.startedAt = undefined;
  }

  /** Begins at `at` (milliseconds since 1970); with nothing set it stays idle. */
  begin(at: number): void {
    if (this.initial === 0) return;
    this.mode = 'running';
    this.startedAt = at;
  }

  complete(): void {
    this.mode = 'completed';
  }

  pause(at: number): void {
    if (this.mode !== 'running') return;
    this.mode = 'paused';
    this.pausedAt = at;
  }

  resume(at: number): void {
    if (this.mode !== 'paused' || this.startedAt === undefined) return;
    this.mode = 'running';
    this.startedAt += at - this.pausedAt;
  }
}
