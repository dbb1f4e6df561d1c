import { Logger } from '@nestjs/common';
import type { Cancel, Clock } from '../shared/clock.js';
import { milliseconds } from '../shared/units.js';

/** How long after one that was asked for the next one waits, in ms: Home Assistant itself starts far more rarely. */
const PAUSE = milliseconds(1_000);

/**
 * Publishes everything anew. Whoever may write to the broker can ask for it: of what is asked for within the pause after
 * one, all together is one more, so that no flood of it holds up a command.
 */
export class Renewals {
  private readonly logger = new Logger('HomeAssistant');
  private cancelPause: Cancel | undefined;
  private isWanted = false;

  constructor(
    private readonly publish: () => Promise<void>,
    private readonly clock: Clock,
  ) {}

  /** At once, since a connection has been opened. */
  now(): void {
    this.end();
    this.run();
  }

  /** At once, or at the end of the pause. */
  ask(): void {
    this.isWanted = true;
    if (this.cancelPause === undefined) this.runWanted();
  }

  /** Forgets what was asked for: the connection is lost. */
  end(): void {
    this.cancelPause?.();
    this.cancelPause = undefined;
    this.isWanted = false;
  }

  private runWanted(): void {
    this.cancelPause = undefined;
    if (!this.isWanted) return;
    this.isWanted = false;
    this.cancelPause = this.clock.after(PAUSE, () => this.runWanted());
    this.run();
  }

  private run(): void {
    this.publish().catch((error: unknown) => {
      this.logger.error(`Not everything could be published: ${String(error)}`);
    });
  }
}
