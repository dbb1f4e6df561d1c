import type { Cancel, Clock } from '../../../shared/clock.js';
import type { Milliseconds } from '../../../shared/units.js';
import { milliseconds } from '../../../shared/units.js';
import type { AccountState } from '../../cooker-state.js';

/** The cloud sends the first states within milliseconds of the list; a cooker without one is not waited for. */
const FIRST_STATES = milliseconds(1_000);

/**
 * Knows whether a new line has told how things stand: the list, and the first state of every cooker on it.
 * Before that, what is known is from before, and somebody may have started a cook since.
 */
export class InitialSync {
  private told: 'nothing' | 'list' | 'everything' = 'nothing';
  private cancel: Cancel | undefined;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly clock: Clock) {}

  /** Resolves when the line has told everything, or will not, but no later than `patience`. */
  wait(patience: Milliseconds): Promise<void> {
    if (this.told === 'everything') return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        cancel();
        this.waiting.delete(done);
        resolve();
      };
      const cancel = this.clock.after(patience, done);
      this.waiting.add(done);
    });
  }

  /** The line is gone. */
  lost(): void {
    this.cancel?.();
    this.told = 'nothing';
  }

  /** The cookers were listed. */
  listed(account: AccountState): void {
    if (this.told !== 'nothing') return;
    this.told = 'list';
    this.cancel = this.clock.after(FIRST_STATES, () => this.finish());
    this.heard(account);
  }

  /** A cooker pushed a state. */
  heard({ cookers }: AccountState): void {
    const silent = [...cookers.values()].some(({ supported, quickStates }) => supported && quickStates === 0);
    if (this.told === 'list' && !silent) this.finish();
  }

  /** Lets everyone go who waits for what will not come. */
  release(): void {
    for (const done of [...this.waiting]) done();
  }

  private finish(): void {
    this.cancel?.();
    this.told = 'everything';
    this.release();
  }
}
