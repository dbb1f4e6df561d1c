import { Logger } from '@nestjs/common';
import type { Milliseconds } from '../../../shared/units.js';

/** Losses sooner than this after one that was logged are only counted, in ms. */
const BETWEEN_LOSSES = 10 * 60_000;

/** Logs what happens to the connection: once for every loss, however many attempts follow, and seldom when it flaps. */
export class ConnectionLog {
  private readonly logger = new Logger('AnovaConnection');
  private state: 'new' | 'up' | 'lost' | 'said' | 'token-rejected' = 'new';
  private lastSaid: Milliseconds | undefined;
  private unsaid = 0;

  connected(): void {
    // A loss that was not logged has an end that is not logged.
    if (this.state !== 'lost' && this.state !== 'up') this.logger.log("Connected to Anova's cloud");
    this.state = 'up';
  }

  /**
   * The connection was lost, or is still not back.
   * @param why a code, never a library's words
   */
  lost(why: string, now: Milliseconds): void {
    if (this.state === 'said') return;
    if (this.lastSaid !== undefined && now - this.lastSaid < BETWEEN_LOSSES) return this.count();
    const others = this.state === 'lost' ? this.unsaid - 1 : this.unsaid;
    const unsaid = others > 0 ? `; it was lost ${times(others)} more since that was last said` : '';
    this.logger.warn(`No connection to Anova's cloud (${why}); reconnecting until it is back${unsaid}`);
    this.lastSaid = now;
    this.unsaid = 0;
    this.state = 'said';
  }

  tokenRejected(why: string): void {
    if (this.state === 'token-rejected') return;
    this.logger.error(
      `Anova refuses the Personal Access Token (${why}): make a new one in the Anova Oven app ` +
        '(More → Developer → Personal Access Tokens); trying again every 15 minutes',
    );
    this.state = 'token-rejected';
  }

  private count(): void {
    // Otherwise a token that is taken again after a loss would go unsaid.
    if (this.state === 'token-rejected') return;
    if (this.state !== 'lost') this.unsaid += 1;
    this.state = 'lost';
  }
}

const times = (count: number) => (count === 1 ? 'once' : `${count} times`);
