import type { CookerState } from '../../device/cooker-state.js';
import type { CoddleError } from '../../shared/errors.js';
import { secondsToMilliseconds, type Milliseconds } from '../../shared/units.js';
import type { RequestIdentity } from '../idempotency/request-identity.js';
import type { Cook, JudgedPlan } from '../tracking/cook.js';
import { matchesPlan } from '../tracking/cook-identity.js';

/** The states of a start command. */
export const START_STATES = [
  /** The intention is being logged; nothing was sent. */
  'intended',
  /** The command was handed to the connection. */
  'sent',
  /** The vendor's cloud accepted it; the request still waits for the cooker. */
  'acknowledged',
  /** The cloud accepted it, and the request has ended before the cooker showed the cook. */
  'accepted',
  /** No response arrived before the request ended. */
  'unknown',
  /** The cooker's own state shows the cook. */
  'verified',
  /** The cloud rejected it. */
  'rejected',
  /** It could not be sent. */
  'not-sent',
  /** A stop cancelled it before it was sent. */
  'cancelled',
  /** The cooker was stopped before it showed the cook. */
  'stopped',
  /** The cooker was seen idle after the request had ended. */
  'not-started',
] as const;
export type StartState = (typeof START_STATES)[number];

/** The events of a start command. */
export const START_EVENTS = [
  'send',
  'acknowledge',
  /** A state of the cooker shows the cook. */
  'see',
  /** A state of the cooker shows it idle after the request has ended. */
  'see-idle',
  /** The time of the request is used up. */
  'time-out',
  'reject',
  /** The connection could not send it. */
  'fail',
  /** A stop cancels it if it is still unsent. */
  'cancel',
  /** The cooker was seen stopped. */
  'stop',
] as const;
export type StartEvent = (typeof START_EVENTS)[number];

type Transitions = Readonly<Partial<Record<StartEvent, StartState>>>;

/** The end of a command that was sent, whatever is known so far. */
const SENT: Transitions = { see: 'verified', reject: 'rejected', fail: 'not-sent', stop: 'stopped' };
/** A command may still turn out to have worked or not after its request has ended. */
const UNSEEN: Transitions = { see: 'verified', 'see-idle': 'not-started', stop: 'stopped' };
/** A cook that appears after all is ours: the command may take effect late. */
const LATE: Transitions = { see: 'verified' };

/** All transitions of a start command. An event that is not listed for a state changes nothing. */
export const START_TRANSITIONS: Readonly<Record<StartState, Transitions>> = {
  intended: {
    ...SENT,
    send: 'sent',
    'time-out': 'unknown',
    cancel: 'cancelled',
    stop: 'cancelled',
  },
  sent: { ...SENT, acknowledge: 'acknowledged', 'time-out': 'unknown' },
  acknowledged: { ...SENT, 'time-out': 'accepted' },
  accepted: UNSEEN,
  unknown: UNSEEN,
  stopped: LATE,
  'not-started': LATE,
  verified: {},
  rejected: {},
  'not-sent': {},
  cancelled: {},
};

/** The next state; the same state when the event does not apply to it. */
export const nextState = (state: StartState, event: StartEvent): StartState =>
  START_TRANSITIONS[state][event] ?? state;

/** Whether a command may still turn out to have started a cook. */
export const isOpen = (state: StartState): boolean =>
  isUnderWay(state) || state === 'accepted' || state === 'unknown';

/** Whether the request that created a command still waits for it. */
const isUnderWay = (state: StartState): boolean =>
  state === 'intended' || state === 'sent' || state === 'acknowledged';

/** The time in ms after which a start no longer takes effect. */
const TAKES_EFFECT = 10 * 60_000;

/** Times of another process are known by the wall clock only and may be off by this many ms. */
const WALL_CLOCK_SLACK = 2_000;

/** A cook that Coddle starts; it has an approval. */
export type OwnCook = Cook & {
  readonly approved: JudgedPlan;
  readonly began: Milliseconds;
  readonly requestedBy: string;
};

/** Records a change of state. The promise resolves once the change is written or was tried; it never rejects. */
type RecordChange = (command: StartCommand) => Promise<unknown>;

/** One start command. `START_TRANSITIONS` defines how its states follow each other. */
export class StartCommand {
  /** Resolves with the state that shows the cook; rejects when the cook is stopped while it is being started. */
  readonly seen: Promise<CookerState>;
  /** Resolves when the request that created the command has ended; rejects with its error. */
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
   * @param request identifies a repetition of the request
   * @param before the state of the cooker before the start
   * @param record is called with every change of state
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
    // The request may have ended when the cook is stopped; a request that still waits receives the rejection.
    this.seen.catch(() => undefined);
  }

  /** Lets repeated requests wait for the outcome. */
  finishesWith(done: Promise<void>): void {
    this.finished = done;
  }

  get state(): StartState {
    return this.current;
  }

  /** The state that showed the cook; until then the state before the start. */
  get cooker(): CookerState {
    return this.shown;
  }

  /** Whether the command may still turn out to have started a cook. */
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

  /** The error of the response when the cloud rejected it. */
  get rejection(): string {
    return this.rejectedWith;
  }

  /** Evaluates a state of its cooker. */
  observe(cooker: CookerState): void {
    if (!this.isLater(cooker)) return;
    if (matchesPlan(cooker, this.cook.approved.plan) && this.isTimely(cooker)) this.see(cooker);
    else if (this.provesIdle(cooker)) this.apply('see-idle');
  }

  /** The command was handed to the connection and can no longer be cancelled. */
  markSent(): void {
    this.apply('send');
  }

  markAcknowledged(): void {
    this.apply('acknowledge');
  }

  /** The command could not be sent. */
  fail(): void {
    this.apply('fail');
  }

  /** The cloud rejected it. @param message the message of the response */
  reject(message: string): void {
    this.rejectedWith = message;
    this.apply('reject');
  }

  /** The time of the request is used up. */
  timeOut(at: Milliseconds): void {
    if (this.isUnderWay) this.timedOutAt = at;
    this.apply('time-out');
  }

  cancelIfUnsent(reason: CoddleError): void {
    if (this.apply('cancel')) this.rejectSeen(reason);
  }

  /** The cooker was stopped, so whatever was started is over. */
  stop(reason: CoddleError): void {
    if (this.apply('stop')) this.rejectSeen(reason);
  }

  /**
   * Continues the command of another process, without recording anything.
   * @param at when this process began to observe it
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

  /** The first state over a new connection can be older than the start. */
  private isLater({ latest }: CookerState): boolean {
    return (
      latest !== undefined &&
      latest.sequence > this.lastSequence &&
      latest.seenAt >= this.cook.began - this.slack
    );
  }

  /** A cook of the same plan that began long after the start is another cook. */
  private isTimely({ latest }: CookerState): boolean {
    const { reading, seenAt } = latest!;
    const age = reading.cookAge === undefined ? 0 : secondsToMilliseconds(reading.cookAge);
    return seenAt - age - this.cook.began <= TAKES_EFFECT;
  }

  /** An idle cooker proves nothing while the request waits: the command may still be in transit. */
  private provesIdle({ latest }: CookerState): boolean {
    return (
      this.timedOutAt !== undefined && latest!.reading.mode === 'idle' && latest!.seenAt >= this.timedOutAt
    );
  }
}
