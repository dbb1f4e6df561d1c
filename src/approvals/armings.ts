import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Clock } from '../shared/clock.js';
import { armingEntry } from './approval-entries.js';
import { ApprovalLedger, type Ledger } from './approval-ledger.js';
import { ArmingRefusedError } from './approvals.errors.js';
import { LONGEST_ARMING, MOST_STARTS, type Arming } from './arming.js';
import { ClockTrust } from './clock-trust.js';

/** What the owner consents to in advance. */
export interface ArmingWish {
  readonly principal: string;
  readonly cookerId: string;
  readonly cookerName: string;
  /** In ms. */
  readonly lasts: number;
  readonly starts: number;
  /** Who arms it. */
  readonly by: string;
}

/** An arming, and whether it waits for the clock to be synchronised. */
export interface ShownArming extends Arming {
  readonly suspended: boolean;
}

/** Who wants to use an arming. */
export interface ArmedPrincipal {
  readonly id: string;
  /** In milliseconds since 1970. */
  readonly since?: number | undefined;
}

/** For how long a response about the clock counts, in ms. */
const CHECKED_EVERY = 5_000;

/**
 * The owner's consents in advance. Those of an earlier process are suspended until the clock is known to be right: before
 * that, it is not known how much of their time has passed. A clock that is set back ends them all.
 */
@Injectable()
export class Armings {
  /** Those that this process made. */
  private readonly own = new Set<string>();
  private trusted = false;
  private checkedAt = -Infinity;

  constructor(
    private readonly ledger: ApprovalLedger,
    private readonly trust: ClockTrust,
    private readonly clock: Clock,
  ) {}

  /**
   * Lets a principal start without asking. An earlier arming of the same principal and cooker is replaced.
   * @throws ArmingRefusedError, StorageUnavailableError
   */
  async arm(wish: ArmingWish): Promise<Arming> {
    const { principal, cookerId, cookerName, lasts, starts, by } = wish;
    assertWithinLimits(lasts, starts);
    const id = randomUUID();
    const isSame = (other: Arming) => other.principal === principal && other.cookerId === cookerId;
    const arming = await this.ledger.transact((ledger) => {
      const times = { armedAt: ledger.now, until: ledger.now + lasts };
      const made = { id, principal, cookerId, cookerName, ...times, startsLeft: starts };
      for (const other of ledger.armings().filter(isSame)) ledger.removeArming(other.id);
      ledger.saveArming(made);
      ledger.note(armingEntry(made, 'armed', ledger.now, by));
      return made;
    });
    this.own.add(id);
    return arming;
  }

  /** Ends armings: those of a principal, or all. @returns those that it ended @throws StorageUnavailableError */
  disarm(principal: string | undefined, by: string): Promise<readonly Arming[]> {
    return this.disarmWhere((one) => principal === undefined || one.principal === principal, by);
  }

  /** Ends one arming. @returns whether there was one of this id @throws StorageUnavailableError */
  async disarmOne(id: string, by: string): Promise<boolean> {
    return (await this.disarmWhere((one) => one.id === id, by)).length > 0;
  }

  private disarmWhere(isMeant: (arming: Arming) => boolean, by: string): Promise<readonly Arming[]> {
    return this.ledger.transact((ledger) => {
      const ended = ledger.armings().filter(isMeant);
      for (const one of ended) {
        ledger.removeArming(one.id);
        ledger.note(armingEntry(one, 'disarmed', ledger.now, by));
      }
      return ended;
    });
  }

  /** All that run, also those that are suspended. */
  async list(): Promise<readonly ShownArming[]> {
    await this.checkClock();
    return this.ledger.armings.map((arming) => ({ ...arming, suspended: !this.inForce(arming) }));
  }

  /** Those in force on a cooker. */
  on(cookerId: string): readonly Arming[] {
    const running = this.ledger.armings;
    if (running.length === 0) return running;
    void this.checkClock();
    return running.filter((arming) => arming.cookerId === cookerId && this.inForce(arming));
  }

  /** Asks whether the clock is right, while there are armings of an earlier process. */
  async checkClock(): Promise<void> {
    if (this.trusted || this.ledger.armings.every(({ id }) => this.own.has(id))) return;
    const now = this.clock.monotonic();
    if (now - this.checkedAt < CHECKED_EVERY) return;
    this.checkedAt = now;
    this.trusted = await this.trust.isSynchronised();
  }

  /**
   * Uses one start of an arming within a transaction; undefined where none is in force.
   * @param since when the principal's key was made: an arming from before was meant for an earlier key of its name
   */
  take(ledger: Ledger, { id, since = -Infinity }: ArmedPrincipal, cookerId: string): Arming | undefined {
    const isMeant = (one: Arming) =>
      one.principal === id && one.cookerId === cookerId && one.armedAt >= since;
    const found = ledger.armings().find((one) => isMeant(one) && this.inForce(one));
    if (found === undefined) return undefined;
    const left = { ...found, startsLeft: found.startsLeft - 1 };
    if (left.startsLeft > 0) ledger.saveArming(left);
    else ledger.removeArming(left.id);
    ledger.note(armingEntry(left, 'used', ledger.now));
    return left;
  }

  private inForce({ id }: Arming): boolean {
    return this.trusted || this.own.has(id);
  }
}

function assertWithinLimits(lasts: number, starts: number): void {
  if (!(lasts > 0 && lasts <= LONGEST_ARMING))
    throw new ArmingRefusedError('An arming lasts longer than nothing and at most 24 hours.');
  if (!Number.isInteger(starts) || starts < 1 || starts > MOST_STARTS)
    throw new ArmingRefusedError(`An arming allows 1 to ${MOST_STARTS} starts.`);
}
