import type { CookerState } from '../../device/cooker-state.js';
import type { Cook } from './cook.js';
import { Logger, Injectable } from '@nestjs/common';

/** Injection token of the steps that follow every cook, in the order in which they run. */
export const COOK_FOLLOWERS = Symbol('steps that follow cooks');

/** A step that follows every cook. `CookTracker` calls it directly; a later step may depend on an earlier one. */
export interface CookFollower {
  /** The latest state of a cooker shows this cook. */
  see(cook: Cook, cooker: CookerState): void;
  /** A state that may show another cook than the present one: its water counts for the present food. */
  measure(cooker: CookerState): void;
  /**
   * The cooker is idle, or stopped in a fault.
   * @param stoppedBy the name of the API key that stopped the cook, if any
   */
  end(cook: Cook, cooker: CookerState, stoppedBy: string | undefined): void;
}

const logger = new Logger('Cooking');

/** Runs one of several steps: its failure is logged and does not prevent the other steps. */
export function logFailure(step: string, run: () => void): void {
  try {
    run();
  } catch (error) {
    logger.error(`The step "${step}" failed: ${String(error)}`);
  }
}

type Watcher = (cooker: CookerState) => void;

/** The steps that wait for a state of a cooker, such as a stop that waits for an idle state. */
@Injectable()
export class ReadingWatchers {
  private readonly watchers = new Set<Watcher>();

  /** Calls `watcher` with every state of every cooker until the returned function is called. */
  add(watcher: Watcher): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  /** Calls `watcher` once, with the next state of one cooker. */
  next(cookerId: string, watcher: Watcher): void {
    const leave = this.add((cooker) => {
      if (cooker.id !== cookerId) return;
      leave();
      watcher(cooker);
    });
  }

  /** Passes the latest state of a cooker to all of them. */
  show(cooker: CookerState): void {
    for (const watcher of [...this.watchers]) logFailure('watch a cooker', () => watcher(cooker));
  }
}
