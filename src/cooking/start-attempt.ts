import type { CookerState } from '../device/cooker-state.js';
import type { ApprovedCook } from '../safety/approved-cook.js';
import type { KitchenError } from '../shared/errors.js';
import type { Milliseconds } from '../shared/units.js';
import type { Cook } from './cook.js';
import { shows } from './matching.js';

/** A cook of ours, so that it has an approval. */
export type OwnCook = Cook & { readonly approved: ApprovedCook; readonly began: Milliseconds };

/**
 * What is known of a start: `under-way` while its call waits, `verified` once the cooker showed it,
 * `accepted` when only the cloud said yes, `unknown` when it was sent and nothing came back,
 * `not-started` when the cooker was seen idle afterwards, `refused` when the cloud said no.
 */
export type AttemptOutcome = 'under-way' | 'verified' | 'accepted' | 'unknown' | 'not-started' | 'refused';

/** One start on its way to the cooker, and what the cooker's states have shown of it since. */
export class StartAttempt {
  /** Resolves with the state that shows the cook; rejects when the cook was stopped while it was being started. */
  readonly seen: Promise<CookerState>;
  /** Resolves when the call that made it is done with it; rejects as that call did. */
  finished: Promise<void> = Promise.resolve();
  private shown: CookerState;
  private readonly lastSequence: number;
  private resolveSeen!: (cooker: CookerState) => void;
  private rejectSeen!: (reason: KitchenError) => void;
  private current: AttemptOutcome = 'under-way';
  private givenUpAt: Milliseconds | undefined;

  /**
   * @param body the call's content, to recognise its repetition
   * @param before the cooker as it was before the start
   */
  constructor(
    readonly body: string,
    readonly cook: OwnCook,
    before: CookerState,
  ) {
    this.shown = before;
    this.lastSequence = before.latest?.sequence ?? 0;
    this.seen = new Promise((resolve, reject) => {
      this.resolveSeen = resolve;
      this.rejectSeen = reject;
    });
    // Nobody may be waiting any more when it is stopped; whoever waits hears of it all the same.
    this.seen.catch(() => undefined);
  }

  /** Lets calls that repeat this one wait for its end. */
  finishesWith(done: Promise<void>): void {
    this.finished = done;
  }

  get outcome(): AttemptOutcome {
    return this.current;
  }

  /** The cooker as it showed the cook; before that, as it was before the start. */
  get cooker(): CookerState {
    return this.shown;
  }

  /** Whether it may still turn out to have started something. */
  get open(): boolean {
    return this.current === 'under-way' || this.current === 'accepted' || this.current === 'unknown';
  }

  /** Learns from a state of its cooker. */
  observe(cooker: CookerState): void {
    if (this.current === 'verified' || this.current === 'refused' || !this.isLater(cooker)) return;
    if (shows(cooker, this.cook.approved.plan)) {
      this.current = 'verified';
      this.shown = cooker;
      this.resolveSeen(cooker);
    } else if (this.provesIdle(cooker)) {
      this.current = 'not-started';
    }
  }

  /** The call's patience has run out. */
  giveUp(outcome: 'accepted' | 'unknown', at: Milliseconds): void {
    if (this.current !== 'under-way') return;
    this.current = outcome;
    this.givenUpAt = at;
  }

  /** The cloud said no. */
  refuse(): void {
    this.current = 'refused';
  }

  /** The cooker was stopped, so that whatever was started is over. */
  stop(reason: KitchenError): void {
    if (!this.open) return;
    this.current = 'not-started';
    this.rejectSeen(reason);
  }

  /** The first state after a new connection can be older than the start. */
  private isLater({ latest }: CookerState): boolean {
    return latest !== undefined && latest.sequence > this.lastSequence && latest.seenAt >= this.cook.began;
  }

  /** Idle while the call still waits proves nothing: the command may be on its way. */
  private provesIdle({ latest }: CookerState): boolean {
    return (
      this.givenUpAt !== undefined && latest!.reading.mode === 'idle' && latest!.seenAt >= this.givenUpAt
    );
  }
}
