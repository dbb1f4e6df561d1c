import type { Cancel, Clock } from '../../../shared/clock.js';
import type { Milliseconds } from '../../../shared/units.js';
import { milliseconds } from '../../../shared/units.js';
import type { AccountState } from '../../cooker-state.js';

/** The cloud sends the first states within milliseconds of the list; a cooker without one is not waited for. */
const FIRST_STATES = milliseconds(1_000);

/**
 * Tracks whether a new connection has brought the present state: the list of cookers, and a first state of each.
 * Until then the known state may be outdated: someone may have started a cook since.
 */
export class InitialSync {
  private received: 'nothing' | 'list' | 'everything' = 'nothing';
  private cancel: Cancel | undefined;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly clock: Clock) {}

  /** Resolves once everything was received or cannot come any more, at the latest after `timeout`. */
  wait(timeout: Milliseconds): Promise<void> {
    if (this.received === 'everything') return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        cancel();
        this.waiting.delete(done);
        resolve();
      };
      const cancel = this.clock.after(timeout, done);
      this.waiting.add(done);
    });
  }

  /** The connection was lost. */
  lost(): void {
    this.cancel?.();
    this.received = 'nothing';
  }

  /** The cookers were listed. */
  listed(account: AccountState): void {
    if (this.received !== 'nothing') return;
    this.received = 'list';
    this.cancel = this.clock.after(FIRST_STATES, () => this.finish());
    this.heard(account);
  }

  /** A cooker pushed a state. */
  heard({ cookers }: AccountState): void {
    const silent = [...cookers.values()].some(
      ({ supported, frequentReports }) => supported && frequentReports === 0,
    );
    if (this.received === 'list' && !silent) this.finish();
  }

  /** Resolves every wait: what they wait for will not come. */
  release(): void {
    for (const done of [...this.waiting]) done();
  }

  private finish(): void {
    this.cancel?.();
    this.received = 'everything';
    this.release();
  }
}
