import type { CookerState } from '../../device/cooker-state.js';
import type { CoddleError } from '../../shared/errors.js';
import { secondsToMilliseconds, type Milliseconds } from '../../shared/units.js';
import type { Cook, JudgedPlan } from '../tracking/cook.js';
import type { RequestIdentity } from '../idempotency/request-identity.js';
import { matchesPlan } from './plan-match.js';

/** A start that has not taken effect after so many ms never will. */
const TAKES_EFFECT = 10 * 60_000;

/** The moments of another process are known by the wall clock only: they may be so many ms off. Nothing ran before. */
const WALL_CLOCK_SLACK = 2_000;

/** A cook of ours, so that it has an approval. */
export type OwnCook = Cook & {
  readonly approved: JudgedPlan;
  readonly began: Milliseconds;
  readonly requestedBy: string;
};

declare module '../../shared/event-bus.js' {
  interface EventMap {
    /** More is known of a start than before. */
    'start.changed': [attempt: StartCommand];
  }
}

/**
 * What is known of a start: `under-way` while its call waits, `verified` once the cooker showed it,
 * `accepted` when only the cloud said yes, `unknown` when it was sent and nothing came back,
 * `not-started` when the cooker was seen idle afterwards, `refused` when the cloud said no, `not-sent` when there
 * was no line to send it on.
 */
export type StartOutcome =
  'under-way' | 'verified' | 'accepted' | 'unknown' | 'not-started' | 'refused' | 'not-sent';

/** One start on its way to the cooker, and what the cooker's states have shown of it since. */
export class StartCommand {
  /** Resolves with the state that shows the cook; rejects when the cook was stopped while it was being started. */
  readonly seen: Promise<CookerState>;
  /** Resolves when the call that made it is done with it; rejects as that call did. */
  finished: Promise<void> = Promise.resolve();
  private shown: CookerState;
  private readonly lastSequence: number;
  private resolveSeen!: (cooker: CookerState) => void;
  private rejectSeen!: (reason: CoddleError) => void;
  private current: StartOutcome = 'under-way';
  private givenUpAt: Milliseconds | undefined;
  private onItsWay = false;
  private slack = 0;
  private refusedWith = '';
  private calledOff = false;

  /**
   * @param call how the call is recognised when it comes again
   * @param before the cooker as it was before the start
   * @param changed hears of every change of the outcome
   */
  constructor(
    readonly call: RequestIdentity,
    readonly cook: OwnCook,
    before: CookerState,
    private readonly changed: (attempt: StartCommand) => void,
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

  get outcome(): StartOutcome {
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

  /** Whether it was stopped before its cook was seen. */
  get wasStopped(): boolean {
    return this.calledOff;
  }

  private get canLearn(): boolean {
    return this.open || this.current === 'not-started';
  }

  /** Learns from a state of its cooker. */
  observe(cooker: CookerState): void {
    if (!this.canLearn || !this.isLater(cooker)) return;
    if (matchesPlan(cooker, this.cook.approved.plan) && this.isTimely(cooker)) {
      this.shown = cooker;
      this.resolveSeen(cooker);
      this.become('verified');
    } else if (this.provesIdle(cooker)) {
      this.become('not-started');
    }
  }

  /** The call's patience has run out. */
  giveUp(outcome: 'accepted' | 'unknown', at: Milliseconds): void {
    if (this.current !== 'under-way') return;
    this.givenUpAt = at;
    this.become(outcome);
  }

  /**
   * Goes on where a server that has ended left off, without telling anybody.
   * @param at when this server began to look
   */
  resume(outcome: 'verified' | 'unknown', at: Milliseconds): void {
    this.current = outcome;
    this.givenUpAt = at;
    this.onItsWay = true;
    this.slack = WALL_CLOCK_SLACK;
  }

  /** The command is on its way: nothing can call it back any more. */
  leave(): void {
    this.onItsWay = true;
  }

  /** It could not be sent. */
  fail(): void {
    this.become('not-sent');
  }

  /** The cloud said no. @param message what the call was told */
  refuse(message: string): void {
    this.refusedWith = message;
    this.become('refused');
  }

  /** What the call was told when the cloud said no. */
  get refusal(): string {
    return this.refusedWith;
  }

  /** Calls it back, if it is not on its way yet. */
  withdraw(reason: CoddleError): void {
    if (!this.onItsWay) this.stop(reason);
  }

  /** The cooker was stopped, so that whatever was started is over. */
  stop(reason: CoddleError): void {
    if (!this.open) return;
    this.calledOff = true;
    this.rejectSeen(reason);
    this.become('not-started');
  }

  private become(outcome: StartOutcome): void {
    if (outcome === this.current) return;
    this.current = outcome;
    this.changed(this);
  }

  /** The first state after a new connection can be older than the start. */
  private isLater({ latest }: CookerState): boolean {
    return (
      latest !== undefined &&
      latest.sequence > this.lastSequence &&
      latest.seenAt >= this.cook.began - this.slack
    );
  }

  /** A cook like ours that began long after the start is somebody else's. */
  private isTimely({ latest }: CookerState): boolean {
    const { reading, seenAt } = latest!;
    const age = reading.cookAge === undefined ? 0 : secondsToMilliseconds(reading.cookAge);
    return seenAt - age - this.cook.began <= TAKES_EFFECT;
  }

  /** Idle while the call still waits proves nothing: the command may be on its way. */
  private provesIdle({ latest }: CookerState): boolean {
    return (
      this.givenUpAt !== undefined && latest!.reading.mode === 'idle' && latest!.seenAt >= this.givenUpAt
    );
  }
}
