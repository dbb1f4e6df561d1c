import type { Cancel, Clock } from '../../../shared/clock.js';
import type { Milliseconds } from '../../../shared/units.js';
import { milliseconds } from '../../../shared/units.js';

/** How long after a ping the connection counts as dead, in ms. */
const GRACE = 10_000;

/** What is done about silence. */
export interface SilenceActions {
  /** Sends a ping. */
  readonly ask: () => void;
  /** Nothing came before or after the ping: the connection is dead. */
  readonly giveUp: () => void;
}

/** Distinguishes a dead connection from a quiet one: it pings after a silence, and gives up when nothing follows. */
export class Heartbeat {
  private cancel: Cancel | undefined;
  private next = milliseconds(-Infinity);

  /** @param limit the longest silence of a living connection; its last 10 s come after the ping */
  constructor(
    private readonly clock: Clock,
    private readonly limit: Milliseconds,
    private readonly actions: SilenceActions,
  ) {}

  /** When it pings or gives up next, on the monotonic clock. */
  get nextDeadline(): Milliseconds {
    return this.next;
  }

  /** Something was received: the silence begins anew. */
  heard(): void {
    this.stop();
    this.plan(milliseconds(this.limit - GRACE), () => this.ask());
  }

  /** Ends the heartbeat. */
  stop(): void {
    this.cancel?.();
  }

  private ask(): void {
    // Two steps, so that a machine that slept through both moments still lets the other side respond.
    this.plan(milliseconds(GRACE), this.actions.giveUp);
    this.actions.ask();
  }

  private plan(delay: Milliseconds, act: () => void): void {
    this.next = milliseconds(this.clock.monotonic() + delay);
    this.cancel = this.clock.after(delay, act);
  }
}
