import { Injectable } from '@nestjs/common';
import { Clock } from '../shared/clock.js';
import { EventBus } from '../shared/event-bus.js';
import { applied, type Approval, type ApprovalChanges, type ApprovalEvent } from './approval.js';
import { approvalEntry, armingEntry, type ApprovalStage } from './approval-entries.js';
import { ApprovalStore, type ApprovalBook } from './approval-store.js';
import { runs, type Arming } from './arming.js';
import { ClockWatch } from './clock-watch.js';

/** A change of an approval, for observers. */
export interface ApprovalChanged {
  readonly approvalId: string;
  readonly principal: string;
  readonly cookerId: string;
  readonly state: Approval['state'];
  readonly cookId: string | null;
  /** Wall clock, milliseconds since 1970. */
  readonly at: number;
}

declare module '../shared/event-bus.js' {
  interface EventMap {
    approval: [ApprovalChanged];
  }
}

/** What an action does in one transaction, after everything that is over was closed. */
export interface Ledger extends ApprovalBook {
  /** Wall clock, milliseconds since 1970. */
  readonly now: number;
  /** Saves an approval and its entry in the journal, and reports it to observers after the transaction. */
  record(approval: Approval, ...stages: readonly ApprovalStage[]): void;
  /** Applies an event, if it applies to the state of the approval. @returns the approval after it, or undefined */
  apply(approval: Approval, event: ApprovalEvent, changes?: ApprovalChanges): Approval | undefined;
}

const STAGES: Readonly<Record<ApprovalEvent, readonly ApprovalStage[]>> = {
  approve: ['approved', 'consumed'],
  deny: ['denied'],
  expire: ['expired'],
  start: ['started'],
  fail: ['failed'],
};

const TOO_LATE = 'The owner did not decide in time.';
const SET_BACK = 'The clock of the server was set back, so it is not known how long the approval has waited.';

/** Keeps approvals and armings consistent: every transaction first closes what is over, or in doubt by a clock that jumped. */
@Injectable()
export class ApprovalLedger {
  private stored: readonly Arming[] = [];
  private handledSetBacks: number;

  constructor(
    private readonly store: ApprovalStore,
    private readonly watch: ClockWatch,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {
    this.handledSetBacks = watch.jumps().back;
  }

  /** The armings as they are stored; none while a clock that was set back has put them in doubt. */
  get armings(): readonly Arming[] {
    if (this.stored.length === 0 || this.watch.jumps().back !== this.handledSetBacks) return [];
    return this.stored.filter((arming) => runs(arming, this.now));
  }

  /** Whether an approval is still stored as pending, and no longer is. */
  isOver(approval: Approval): boolean {
    const isOdd = this.watch.jumps().back !== this.handledSetBacks || approval.requestedAt > this.now;
    return approval.state === 'pending' && (isOdd || this.now >= approval.expiresAt);
  }

  /** Reads the armings of an earlier process. @throws StorageUnavailableError */
  async restore(): Promise<void> {
    this.stored = await this.store.armings();
  }

  /** Runs an action in one transaction. The action may run twice. @throws StorageUnavailableError */
  async transact<Result>(act: (ledger: Ledger) => Result): Promise<Result> {
    const { back } = this.watch.jumps();
    const setBack = back !== this.handledSetBacks;
    const { result, changed, armings } = await this.store.transact((book) => {
      const changed: Approval[] = [];
      const ledger = this.ledgerOf(book, changed);
      closeApprovals(ledger, setBack);
      closeArmings(ledger, setBack);
      return { result: act(ledger), changed, armings: book.armings() };
    });
    this.handledSetBacks = back;
    this.stored = armings;
    for (const approval of changed) this.events.emit('approval', this.changeOf(approval));
    return result;
  }

  private ledgerOf(book: ApprovalBook, changed: Approval[]): Ledger {
    const { now } = this;
    const record: Ledger['record'] = (approval, ...stages) => {
      book.save(approval);
      for (const stage of stages) book.note(approvalEntry(approval, stage, now));
      changed.push(approval);
    };
    const apply: Ledger['apply'] = (approval, event, changes) => {
      const next = applied(approval, event, changes);
      if (next !== undefined) record(next, ...STAGES[event]);
      return next;
    };
    return { ...book, now, record, apply };
  }

  private changeOf({ id, asker, cooker, state, cookId }: Approval): ApprovalChanged {
    return { approvalId: id, principal: asker.id, cookerId: cooker.id, state, cookId, at: this.now };
  }

  private get now(): number {
    return this.clock.now().getTime();
  }
}

/** An approval of the future was requested before the clock was set back. */
function closeApprovals(ledger: Ledger, setBack: boolean): void {
  const { now } = ledger;
  for (const approval of ledger.pending()) {
    const isOdd = setBack || approval.requestedAt > now;
    if (isOdd || now >= approval.expiresAt)
      ledger.apply(approval, 'expire', { reason: isOdd ? SET_BACK : TOO_LATE });
  }
}

function closeArmings(ledger: Ledger, setBack: boolean): void {
  for (const arming of ledger.armings().filter((one) => setBack || !runs(one, ledger.now))) {
    ledger.removeArming(arming.id);
    ledger.note(armingEntry(arming, 'ended', ledger.now));
  }
}
