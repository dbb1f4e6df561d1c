import { Injectable, Logger } from '@nestjs/common';
import { type Cancel, Clock } from '../shared/clock.js';
import { milliseconds } from '../shared/units.js';
import { LiveHub } from './hub/live-hub.js';
import { LiveSources } from './sources/live-sources.js';

/** How often statuses are looked at that change without a reading. */
const TICK = milliseconds(1_000);
/** Ticks between two looks at the keys and sessions of the streams. */
const ACCESS_CHECK = 2;
/** Ticks between two comments. Source: the contract of the stream. */
const HEARTBEAT = 15;

/** The one timer of all streams. It runs while somebody watches, or has watched a short time ago. */
@Injectable()
export class LiveTimer {
  private readonly logger = new Logger('LiveTimer');
  private cancel: Cancel | undefined;
  private ticks = 0;
  private isChecking = false;

  constructor(
    private readonly hub: LiveHub,
    private readonly sources: LiveSources,
    private readonly clock: Clock,
  ) {}

  /** Starts the timer and the sources; does nothing when they run already. */
  start(): void {
    this.sources.start();
    this.cancel ??= this.clock.after(TICK, this.tick);
  }

  stop(): void {
    this.cancel?.();
    this.cancel = undefined;
    this.sources.stop();
  }

  private readonly tick = (): void => {
    this.cancel = undefined;
    if (!this.hub.forgetLeft()) return this.stop();
    this.cancel = this.clock.after(TICK, this.tick);
    this.ticks += 1;
    this.attempt(() => this.sources.publishChanges());
    if (this.ticks % ACCESS_CHECK === 0) void this.checkAccess();
    if (this.ticks % HEARTBEAT === 0) this.hub.beat();
  };

  /** Ends the streams whose key or session was revoked, has expired, or has other rights by now. */
  private async checkAccess(): Promise<void> {
    if (this.isChecking) return;
    this.isChecking = true;
    try {
      for (const group of this.hub.all) if (!(await group.access.isCurrent())) this.hub.end(group);
    } catch (error) {
      this.logger.error(`The keys of open streams could not be checked: ${String(error)}`);
    } finally {
      this.isChecking = false;
    }
  }

  private attempt(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.logger.error(`A change could not be sent to the clients that watch: ${String(error)}`);
    }
  }
}
