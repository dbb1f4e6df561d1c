import type { Cancel, Clock } from '../../../shared/clock.js';
import type { Milliseconds } from '../../../shared/units.js';
import { milliseconds } from '../../../shared/units.js';

/** How long after the question the line is given up, in ms. */
const GRACE = 10_000;

/** What to do about silence. */
export interface SilenceActions {
  /** Asks the other side for a sign of life. */
  readonly ask: () => void;
  /** Nothing came, asked or unasked. */
  readonly giveUp: () => void;
}

/** Tells a dead line from a quiet one: asks after a while of silence, and gives up when that brings nothing. */
export class Heartbeat {
  private cancel: Cancel | undefined;
  private next = milliseconds(-Infinity);

  /** @param limit the longest silence of a living line, of which the last 10 s come after the question */
  constructor(
    private readonly clock: Clock,
    private readonly limit: Milliseconds,
    private readonly actions: SilenceActions,
  ) {}

  /** By when something is done about silence, on the monotonic clock. */
  get dueBy(): Milliseconds {
    return this.next;
  }

  /** Something came, whatever it was; the silence begins anew. */
  heard(): void {
    this.stop();
    this.plan(milliseconds(this.limit - GRACE), () => this.ask());
  }

  /** Listens no longer. */
  stop(): void {
    this.cancel?.();
  }

  private ask(): void {
    // Two steps, so that a machine that slept through both moments still lets the other side answer.
    this.plan(milliseconds(GRACE), this.actions.giveUp);
    this.actions.ask();
  }

  private plan(delay: Milliseconds, act: () => void): void {
    this.next = milliseconds(this.clock.monotonic() + delay);
    this.cancel = this.clock.after(delay, act);
  }
}
