import type { CookerState } from '../../device/cooker-state.js';
import type { CoddleError } from '../../shared/errors.js';
import { secondsToMilliseconds, type Milliseconds } from '../../shared/units.js';
import type { RequestIdentity } from '../idempotency/request-identity.js';
import type { Cook, JudgedPlan } from '../tracking/cook.js';
import { matchesPlan } from './plan-match.js';
import { isOpen, isUnderWay, nextState, type StartEvent, type StartState } from './start-transitions.js';

/** A start that has not taken effect after so many ms never will. */
const TAKES_EFFECT = 10 * 60_000;

/** The moments of another process are known by the wall clock only: they may be so many ms off. Nothing ran before. */
const WALL_CLOCK_SLACK = 2_000;

/** A cook that Coddle starts, so that it has an approval. */
export type OwnCook = Cook & {
  readonly approved: JudgedPlan;
  readonly began: Milliseconds;
  readonly requestedBy: string;
};

/** Records a change of state. The promise resolves once that has been written, or has been tried; it never rejects. */
export type RecordChange = (command: StartCommand) => Promise<unknown>;

/** One start on its way to the cooker. `start-transitions.ts` says how its states follow each other. */
export class StartCommand {
  /** Resolves with the state that shows the cook; rejects when the cook was stopped while it was being started. */
  readonly seen: Promise<CookerState>;
  /** Resolves when the request that made it is done with it; rejects as that request did. */
  finished: Promise<void> = Promise.resolve();
  /** Resolves once the latest change has been recorded. */
  recorded: Promise<unknown> = Promise.resolve();
  private current: StartState = 'intended';
  private shown: CookerState;
  private readonly lastSequence: number;
  private resolveSeen!: (cooker: CookerState) => void;
  private rejectSeen!: (reason: CoddleError) => void;
  private timedOutAt: Milliseconds | undefined;
  private slack = 0;
  private rejectedWith = '';

  /**
   * @param request how the request is recognised when it is repeated
   * @param before the cooker as it was before the start
   * @param record is called with every change of the state
   */
  constructor(
    readonly request: RequestIdentity,
    readonly cook: OwnCook,
    before: CookerState,
    private readonly record: RecordChange,
  ) {
    this.shown = before;
    this.lastSequence = before.latest?.sequence ?? 0;
    this.seen = new Promise((resolve, reject) => {
      this.resolveSeen = resolve;
      this.rejectSeen = reject;
    });
    // The request may have ended when it is stopped; one that still waits gets the rejection all the same.
    this.seen.catch(() => undefined);
  }

  /** Lets repeated requests wait for its end. */
  finishesWith(done: Promise<void>): void {
    this.finished = done;
  }

  get state(): StartState {
    return this.current;
  }

  /** The cooker as it showed the cook; before that, as it was before the start. */
  get cooker(): CookerState {
    return this.shown;
  }

  /** Whether it may still turn out to have started something. */
  get open(): boolean {
    return isOpen(this.current);
  }

  get isUnderWay(): boolean {
    return isUnderWay(this.current);
  }

  /** Whether it was stopped before its cook was seen. */
  get wasStopped(): boolean {
    return this.current === 'stopped' || this.current === 'cancelled';
  }

  /** What the request was answered when the cloud rejected it. */
  get rejection(): string {
    return this.rejectedWith;
  }

  /** Learns from a state of its cooker. */
  observe(cooker: CookerState): void {
    if (!this.isLater(cooker)) return;
    if (matchesPlan(cooker, this.cook.approved.plan) && this.isTimely(cooker)) this.see(cooker);
    else if (this.provesIdle(cooker)) this.apply('see-idle');
  }

  /** The command was handed to the connection: from now on it cannot be cancelled. */
  markSent(): void {
    this.apply('send');
  }

  markAcknowledged(): void {
    this.apply('acknowledge');
  }

  /** It could not be sent. */
  fail(): void {
    this.apply('fail');
  }

  /** The cloud rejected it. @param message what the request is answered */
  reject(message: string): void {
    this.rejectedWith = message;
    this.apply('reject');
  }

  /** The time of the request is over. */
  timeOut(at: Milliseconds): void {
    if (this.isUnderWay) this.timedOutAt = at;
    this.apply('time-out');
  }

  cancelIfUnsent(reason: CoddleError): void {
    if (this.apply('cancel')) this.rejectSeen(reason);
  }

  /** The cooker was stopped, so that whatever was started is over. */
  stop(reason: CoddleError): void {
    if (this.apply('stop')) this.rejectSeen(reason);
  }

  /**
   * Goes on where another process left off, and records nothing of it.
   * @param at when this process began to look
   */
  resume(state: 'verified' | 'unknown', at: Milliseconds): void {
    this.current = state;
    this.timedOutAt = at;
    this.slack = WALL_CLOCK_SLACK;
  }

  private see(cooker: CookerState): void {
    if (nextState(this.current, 'see') === this.current) return;
    this.shown = cooker;
    this.resolveSeen(cooker);
    this.apply('see');
  }

  /** @returns whether the event changed the state */
  private apply(event: StartEvent): boolean {
    const next = nextState(this.current, event);
    if (next === this.current) return false;
    this.current = next;
    this.recorded = this.record(this);
    return true;
  }

  /** The first state after a new connection can be older than the start. */
  private isLater({ latest }: CookerState): boolean {
    return (
      latest !== undefined &&
      latest.sequence > this.lastSequence &&
      latest.seenAt >= this.cook.began - this.slack
    );
  }

  /** A cook of the same plan that began long after the start is another one. */
  private isTimely({ latest }: CookerState): boolean {
    const { reading, seenAt } = latest!;
    const age = reading.cookAge === undefined ? 0 : secondsToMilliseconds(reading.cookAge);
    return seenAt - age - this.cook.began <= TAKES_EFFECT;
  }

  /** An idle cooker proves nothing while the request waits: the command may be on its way. */
  private provesIdle({ latest }: CookerState): boolean {
    return (
      this.timedOutAt !== undefined && latest!.reading.mode === 'idle' && latest!.seenAt >= this.timedOutAt
    );
  }
}
