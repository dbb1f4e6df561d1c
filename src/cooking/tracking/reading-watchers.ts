import { Injectable } from '@nestjs/common';
import type { CookerState } from '../../device/cooker-state.js';
import { logFailure } from './log-failure.js';

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

  /** Passes the latest state of a cooker to all of them. */
  show(cooker: CookerState): void {
    for (const watcher of [...this.watchers]) logFailure('watch a cooker', () => watcher(cooker));
  }
}
