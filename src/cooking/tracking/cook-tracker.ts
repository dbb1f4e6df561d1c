import { Inject, Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { CookerReading, CookerState } from '../../device/cooker-state.js';
import { restsInFault } from '../../device/freshness.js';
import { Clock } from '../../shared/clock.js';
import { EventBus } from '../../shared/event-bus.js';
import { milliseconds, secondsToMilliseconds, type Milliseconds } from '../../shared/units.js';
import { startedBy, type Cook } from './cook.js';
import { COOK_FOLLOWERS, type CookFollower } from './cook-follower.js';
import { logFailure } from './log-failure.js';
import { matchesPlan } from '../start/plan-match.js';
import type { StartCommand } from '../start/start-command.js';
import { StartCommandRegistry } from '../start/start-command-registry.js';

declare module '../../shared/event-bus.js' {
  interface EventMap {
    /** A cooker's latest state shows this cook. */
    'cook.seen': [cook: Cook, cooker: CookerState];
    /** Its cooker is seen idle, or stopped in a fault; told with the name of the key that had it stopped, if one had. */
    'cook.ended': [cook: Cook, cooker: CookerState, stoppedBy?: string | undefined];
  }
}

/** A cook that ends so soon after a stop was sent, in ms, was ended by it. */
const STOP_TAKES = 60_000;

/** What the cloud remembers of an earlier time, told after a new connection, says nothing of the cook that is on; in ms. */
const CLOCKS_DIFFER = 60_000;

/** A cook that others begin within so many ms of another of theirs on the same cooker is not told from it. */
const BETWEEN_FOREIGN_COOKS = 60_000;

interface ForeignCook {
  readonly cook: Cook;
  readonly at: Milliseconds;
}

interface SentStop {
  readonly key: string;
  readonly at: Milliseconds;
  /** Whether the vendor's cloud accepted it. */
  readonly isAccepted: boolean;
}

interface Followed {
  readonly cook: Cook;
  readonly vendorCookId: string | undefined;
  /** When a state last showed it, on the monotonic clock. */
  readonly seenAt: Milliseconds;
  /** Whether this process has it from another one, and has not seen it itself. */
  readonly isTold: boolean;
}

/** Follows what the cookers show: which cook is on, whoever began it. It corrects nothing. */
@Injectable()
export class CookTracker {
  private readonly logger = new Logger('Cooks');
  private readonly current = new Map<string, Followed>();
  private readonly stops = new Map<string, SentStop>();
  /** Of every cooker the id of the cook that it showed last. */
  private readonly latest = new Map<string, string>();
  private readonly latestForeign = new Map<string, ForeignCook>();

  constructor(
    private readonly events: EventBus,
    private readonly attempts: StartCommandRegistry,
    private readonly clock: Clock,
    @Inject(COOK_FOLLOWERS) private readonly followers: readonly CookFollower[],
  ) {}

  /** The cook that is on, as far as the cooker's states show. */
  on(cookerId: string): Cook | undefined {
    return this.current.get(cookerId)?.cook;
  }

  /** The id of the cook that a cooker showed last, also where that is over. */
  latestOn(cookerId: string): string | undefined {
    return this.latest.get(cookerId);
  }

  /**
   * Goes on with a cook of the server before a restart, until its cooker shows otherwise.
   * @param seenAt when it was seen last: negative where this process was not there yet
   */
  resume(cook: Cook, vendorCookId: string | undefined, seenAt: Milliseconds): void {
    this.current.set(cook.cookerId, { cook, vendorCookId, seenAt, isTold: true });
  }

  /** A stop was sent to a cooker, for the key of this name. */
  noteStopSent(cookerId: string, key: string): void {
    this.noteStop(cookerId, { key, isAccepted: false });
  }

  /** The vendor's cloud accepted a stop for a cooker. */
  noteStopAccepted(cookerId: string): void {
    this.noteStop(cookerId, { isAccepted: true });
  }

  /** Takes the latest state of a cooker in, and hands the cook that it shows to every follower. */
  follow(cooker: CookerState): void {
    const own = this.attempts.observe(cooker);
    const { reading, seenAt } = cooker.latest!;
    const known = this.current.get(cooker.id);
    if (known !== undefined && seenAt < known.seenAt - CLOCKS_DIFFER) return;
    // An ice bath is no cook: whatever was on before it is over.
    if (reading.mode === 'idle' || reading.mode === 'ice_bath' || this.isStoppedInFault(cooker))
      this.end(cooker, own);
    else if (reading.running) this.goOn(cooker, own);
    const cook = this.on(cooker.id);
    if (cook !== undefined) this.tellSeen(cook, cooker);
  }

  private goOn(cooker: CookerState, own: StartCommand | undefined): void {
    const { reading } = cooker.latest!;
    const known = this.current.get(cooker.id);
    const replaced = known !== undefined && !isSame(known, cooker);
    if (own !== undefined && !(replaced && own.cook === known.cook)) return this.keep(own.cook, cooker);
    // Ours was replaced by another's: what the cooker shows from now on says nothing of our start.
    if (own !== undefined) this.attempts.close(own);
    this.keep(known === undefined || replaced ? this.foreign(cooker, reading) : known.cook, cooker);
  }

  private keep(cook: Cook, { latest }: CookerState): void {
    const { reading, seenAt } = latest!;
    const known = this.current.get(cook.cookerId);
    // Of our own the start itself is logged.
    if (known?.cook !== cook && cook.startedBy !== 'coddle') {
      this.logger.log(`Cook ${cook.id} is on, begun by ${cook.startedBy}`);
    }
    // The vendor's identity may come later than the first state of the cook.
    const identity = reading.vendorCookId ?? (known?.cook === cook ? known.vendorCookId : undefined);
    this.current.set(cook.cookerId, { cook, vendorCookId: identity, seenAt, isTold: false });
  }

  private end(cooker: CookerState, own: StartCommand | undefined): void {
    const ended = this.current.get(cooker.id);
    if (ended === undefined) return;
    this.current.delete(cooker.id);
    if (own !== undefined) this.attempts.close(own);
    this.logger.log(`Cook ${ended.cook.id} is over`);
    const stoppedBy = this.stopperOf(cooker.id);
    for (const follower of this.followers)
      logFailure('end a cook', () => follower.end(ended.cook, cooker, stoppedBy));
    this.events.emit('cook.ended', ended.cook, cooker, stoppedBy);
  }

  private tellSeen(cook: Cook, cooker: CookerState): void {
    this.latest.set(cooker.id, cook.id);
    for (const follower of this.followers) logFailure('follow a cook', () => follower.see(cook, cooker));
    this.events.emit('cook.seen', cook, cooker);
  }

  private noteStop(cookerId: string, stop: Partial<SentStop>): void {
    const known = this.stops.get(cookerId);
    const key = stop.key ?? known?.key;
    const isAccepted = stop.isAccepted ?? false;
    if (key !== undefined) this.stops.set(cookerId, { key, at: this.clock.monotonic(), isAccepted });
  }

  /** A cooker in a fault never shows idle: after a stop that was accepted its cook is over once nothing goes on. */
  private isStoppedInFault({ id, latest }: CookerState): boolean {
    const stop = this.stops.get(id);
    if (stop === undefined || !stop.isAccepted || !restsInFault(latest!.reading)) return false;
    return latest!.seenAt >= stop.at && latest!.seenAt - stop.at <= STOP_TAKES;
  }

  private stopperOf(cookerId: string): string | undefined {
    const stop = this.stops.get(cookerId);
    this.stops.delete(cookerId);
    return stop && this.clock.monotonic() - stop.at <= STOP_TAKES ? stop.key : undefined;
  }

  /** However often a cooker shows another cook of others, one a minute is recorded. */
  private foreign(cooker: CookerState, reading: CookerReading): Cook {
    const at = this.clock.monotonic();
    const latest = this.latestForeign.get(cooker.id);
    if (latest !== undefined && at - latest.at < BETWEEN_FOREIGN_COOKS) return latest.cook;
    for (const [id, one] of this.latestForeign) {
      if (at - one.at >= BETWEEN_FOREIGN_COOKS) this.latestForeign.delete(id);
    }
    const cook = this.newForeign(cooker, reading);
    this.latestForeign.set(cooker.id, { cook, at });
    return cook;
  }

  private newForeign({ id }: CookerState, reading: CookerReading): Cook {
    const age = reading.cookAge === undefined ? undefined : secondsToMilliseconds(reading.cookAge);
    const now = this.clock.now();
    return {
      id: randomUUID(),
      cookerId: id,
      startedBy: startedBy(reading.origin),
      startedAt: new Date(now.getTime() - (age ?? 0)),
      began: age === undefined ? undefined : milliseconds(this.clock.monotonic() - age),
    };
  }
}

/** Another identity is another cook; a missing one says nothing, but that of a cook of ours the plan must be seen. */
function isSame({ cook, vendorCookId, isTold }: Followed, cooker: CookerState): boolean {
  const identity = cooker.latest!.reading.vendorCookId;
  if (vendorCookId !== undefined && identity !== undefined) return vendorCookId === identity;
  return !isTold || cook.approved === undefined || matchesPlan(cooker, cook.approved.plan);
}
