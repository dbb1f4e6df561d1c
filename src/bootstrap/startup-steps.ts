import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Clock } from '../shared/clock.js';

/** Something that the server does once its port listens. */
export interface StartupStep {
  /** What the step does, as the log names it: "restore the state". */
  readonly name: string;
  readonly run: () => void | Promise<void>;
}

/**
 * Runs the start-up steps one after the other while the server already responds to requests. A step that fails is
 * logged, and the next one still runs: the connection to the cloud must open even when the stored state is damaged.
 */
@Injectable()
export class StartupSteps implements OnModuleDestroy {
  private readonly logger = new Logger('StartupSteps');
  private running: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(private readonly clock: Clock) {}

  /** Runs `steps` in their order; fulfilled after the last one. It never rejects. */
  run(steps: readonly StartupStep[]): Promise<void> {
    this.running = this.runAll(steps);
    return this.running;
  }

  /** Waits for the current step; the steps after it do not run. */
  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    await this.running;
  }

  private async runAll(steps: readonly StartupStep[]): Promise<void> {
    for (const step of steps) {
      // A step may keep the event loop busy; requests that arrived meanwhile are responded to first.
      await nextTurn();
      if (this.closed) return;
      await this.runOne(step);
    }
  }

  private async runOne({ name, run }: StartupStep): Promise<void> {
    const begun = this.clock.monotonic();
    try {
      await run();
      this.logger.log(`${name}: ${Math.round(this.clock.monotonic() - begun)} ms`);
    } catch (error) {
      this.logger.error(`${name}: failed`, error instanceof Error ? error.stack : String(error));
    }
  }
}
