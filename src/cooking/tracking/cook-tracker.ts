import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { AccountFollower } from '../../device/account-follower.js';
import { CookerGateway } from '../../device/cooker-gateway.js';
import type { AccountState, CookerState } from '../../device/cooker-state.js';
import { Clock } from '../../shared/clock.js';
import { EventBus } from '../../shared/event-bus.js';
import type { Milliseconds } from '../../shared/units.js';
import { CookMonitors } from '../monitoring/cook-monitors.js';
import { FoodHistories } from '../monitoring/food-histories.js';
import { CookRecords } from '../record/cook-records.js';
import type { StartCommand } from '../start/start-command.js';
import { StartCommandRegistry } from '../start/start-command-registry.js';
import type { Cook, CookFollower } from './cook.js';
import {
  isOlderThan,
  isSameCook,
  type PastCook,
  type SeenCook,
  PastCooks,
  SentStops,
  type SentStop,
} from './cook-identity.js';
import { ForeignCooks } from './foreign-cooks.js';

declare module '../../shared/event-bus.js' {
  interface EventMap {
    /** The latest state of a cooker shows this cook. */
    'cook.seen': [cook: Cook, cooker: CookerState];
    /** Its cooker is idle, or stopped in a fault; with the name of the API key that stopped it, if any. */
    'cook.ended': [cook: Cook, cooker: CookerState, stoppedBy?: string | undefined];
    /** The latest state of a cooker shows that it does not run. */
    'cooker.resting': [cooker: CookerState];
  }
}

/** Injection token of the steps that follow every cook, in the order in which they run. */
export const COOK_FOLLOWERS = Symbol('steps that follow cooks');

/** Another cook than the present one, shown by a single state so far: it has begun, or the state is odd. */
interface Doubt extends SeenCook {
  readonly cooker: CookerState;
}

interface EndedCook extends PastCook {
  /** The stop that ended it, if any. */
  readonly stop?: SentStop | undefined;
}

/**
 * Tracks the present cook of every cooker, no matter who started it. A cook that appears again under its vendor id is the
 * same cook; another cook replaces it once a second state shows it. The tracker commands nothing.
 */
@Injectable()
export class CookTracker {
  private readonly logger = new Logger('CookTracker');
  private readonly current = new Map<string, SeenCook>();
  private readonly doubts = new Map<string, Doubt>();
  private readonly past = new PastCooks<EndedCook>();
  private readonly stops = new SentStops();
  private readonly foreign: ForeignCooks;
  /** The id of the last cook that each cooker showed. */
  private readonly latest = new Map<string, string>();

  constructor(
    private readonly events: EventBus,
    private readonly commands: StartCommandRegistry,
    private readonly clock: Clock,
    @Inject(COOK_FOLLOWERS) private readonly followers: readonly CookFollower[],
  ) {
    this.foreign = new ForeignCooks(clock);
  }

  /** The present cook, as far as the states of the cooker show. */
  on(cookerId: string): Cook | undefined {
    return (this.doubts.get(cookerId) ?? this.current.get(cookerId))?.cook;
  }

  /** The id of the last cook that a cooker showed, also when it is over. */
  latestOn(cookerId: string): string | undefined {
    return this.latest.get(cookerId);
  }

  /**
   * Continues a cook from before a restart until its cooker shows otherwise.
   * @param seenAt when it was last seen; negative for times before this process started
   */
  resume(cook: Cook, vendorCookId: string | undefined, seenAt: Milliseconds): void {
    this.current.set(cook.cookerId, { cook, vendorCookId, seenAt, isRestored: true });
  }

  /** Remembers a cook that ended before a restart, in case its cooker shows it again. */
  recall(cook: Cook, vendorCookId: string, endedAt: Milliseconds): void {
    this.past.add({ cook, vendorCookId, seenAt: endedAt, endedAt, isRestored: true });
  }

  /** Notes that a stop was sent to a cooker for the API key of this name. */
  noteStopSent(cookerId: string, key: string): void {
    this.stops.sent(cookerId, key, this.clock.monotonic());
  }

  /** Notes that the vendor's cloud accepted a stop for a cooker. */
  noteStopAccepted(cookerId: string): void {
    this.stops.accepted(cookerId, this.clock.monotonic());
  }

  /** Evaluates the latest state of a cooker and passes its cook to every follower. */
  follow(cooker: CookerState): void {
    const own = this.commands.observe(cooker);
    const { reading, seenAt } = cooker.latest!;
    const known = this.current.get(cooker.id);
    if (known !== undefined && isOlderThan(seenAt, known.seenAt)) return;
    // An ice bath is not a cook: the cook before it is over.
    if (reading.mode === 'idle' || reading.mode === 'ice_bath' || this.stops.isStoppedInFault(cooker))
      this.end(cooker, own);
    else if (reading.running) this.goOn(cooker, own);
    if (this.doubts.has(cooker.id)) return this.measure(cooker);
    const cook = this.current.get(cooker.id)?.cook;
    if (cook !== undefined) this.notifySeen(cook, cooker);
    else if (!reading.running) this.events.emit('cooker.resting', cooker);
  }

  private goOn(cooker: CookerState, own: StartCommand | undefined): void {
    const known = this.current.get(cooker.id);
    if (own !== undefined && own.cook !== known?.cook) return this.keep(own.cook, cooker);
    if (known === undefined) return this.begin(cooker);
    if (isSameCook(known, cooker)) return this.keepOn(known.cook, cooker);
    const doubt = this.doubts.get(cooker.id);
    if (doubt !== undefined) this.replace(doubt, own);
    if (doubt === undefined || !isSameCook(doubt, cooker)) return this.doubt(cooker);
    this.keep(doubt.cook, cooker);
  }

  /** The present cook goes on: the water of an odd state in between counts too. */
  private keepOn(cook: Cook, cooker: CookerState): void {
    const doubt = this.doubts.get(cooker.id);
    this.keep(cook, cooker);
    if (doubt !== undefined) this.events.emit('cook.seen', cook, doubt.cooker);
  }

  /** The first state that shows a cook on a cooker without one. */
  private begin(cooker: CookerState): void {
    if (this.past.isOutdated(cooker)) return;
    this.keep(this.reappearing(cooker) ?? this.foreign.of(cooker), cooker);
  }

  private reappearing(cooker: CookerState): Cook | undefined {
    return this.past.reappeared(cooker)?.cook;
  }

  /** A state shows another cook than the present one. The next state decides. */
  private doubt(cooker: CookerState): void {
    const { reading, seenAt } = cooker.latest!;
    const cook = this.reappearing(cooker) ?? this.foreign.of(cooker);
    const { vendorCookId } = reading;
    this.doubts.set(cooker.id, { cook, vendorCookId, seenAt, reading, isRestored: false, cooker });
  }

  /** A second state shows the other cook: it began with the first one. */
  private replace({ cook, cooker }: Doubt, own: StartCommand | undefined): void {
    const replaced = this.current.get(cooker.id);
    // From now on the cooker shows nothing about our start.
    if (own !== undefined) this.commands.close(own);
    this.keep(cook, cooker);
    if (replaced !== undefined && replaced.cook !== cook)
      this.past.add({ ...replaced, endedAt: cooker.latest!.seenAt });
    this.notifySeen(cook, cooker);
  }

  private keep(cook: Cook, cooker: CookerState): void {
    const { reading, seenAt } = cooker.latest!;
    const { cookerId } = cook;
    const known = this.current.get(cookerId);
    if (known?.cook !== cook) this.welcome(cook, cooker);
    // The vendor's id may appear later than the first state of the cook.
    const vendorCookId = reading.vendorCookId ?? (known?.cook === cook ? known.vendorCookId : undefined);
    this.doubts.delete(cookerId);
    this.current.set(cookerId, { cook, vendorCookId, seenAt, reading, isRestored: false });
  }

  private welcome(cook: Cook, cooker: CookerState): void {
    const reappeared = this.past.reappeared(cooker)?.cook === cook;
    const past = this.past.take(cook);
    if (reappeared) this.stops.giveBack(cook.cookerId, past?.stop);
    if (reappeared) this.logger.log(`Cook ${cook.id} goes on: its cooker shows it again`);
    // The start of our own cooks is logged elsewhere.
    else if (cook.startedBy !== 'coddle')
      this.logger.log(`Cook ${cook.id} is on, started by ${cook.startedBy}`);
  }

  private end(cooker: CookerState, own: StartCommand | undefined): void {
    const doubt = this.doubts.get(cooker.id);
    if (doubt !== undefined) this.replace(doubt, own);
    const ended = this.current.get(cooker.id);
    if (ended === undefined) return;
    this.current.delete(cooker.id);
    if (own !== undefined) this.commands.close(own);
    const stop = this.stops.take(cooker.id, this.clock.monotonic());
    this.past.add({ ...ended, endedAt: cooker.latest!.seenAt, stop });
    this.logger.log(`Cook ${ended.cook.id} is over`);
    this.notifyEnded(ended.cook, cooker, stop?.key);
  }

  private measure(cooker: CookerState): void {
    for (const follower of this.followers) logFailure('measure the water', () => follower.measure(cooker));
  }

  private notifySeen(cook: Cook, cooker: CookerState): void {
    this.latest.set(cooker.id, cook.id);
    for (const follower of this.followers) logFailure('follow a cook', () => follower.see(cook, cooker));
    this.events.emit('cook.seen', cook, cooker);
  }

  private notifyEnded(cook: Cook, cooker: CookerState, stoppedBy: string | undefined): void {
    for (const follower of this.followers)
      logFailure('end a cook', () => follower.end(cook, cooker, stoppedBy));
    this.events.emit('cook.ended', cook, cooker, stoppedBy);
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

/** Passes every state of a cooker to the steps that depend on it, in a fixed order: the cook first, then its food. */
@Injectable()
export class CookingSteps implements AccountFollower, OnModuleInit {
  constructor(
    private readonly cooker: CookerGateway,
    private readonly tracker: CookTracker,
    private readonly histories: FoodHistories,
    private readonly monitors: CookMonitors,
    private readonly records: CookRecords,
    private readonly watchers: ReadingWatchers,
  ) {}

  onModuleInit(): void {
    this.cooker.follow(this);
  }

  onReading(cooker: CookerState): void {
    logFailure('track the cook', () => this.tracker.follow(cooker));
    logFailure('follow the food of a broken-off cook', () => this.histories.follow(cooker));
    logFailure('follow the food of an ended cook', () => this.monitors.followEnded(cooker));
    logFailure('watch the food that a cook left', () => this.records.watchUnfinished(cooker));
    this.watchers.show(cooker);
  }

  onLink({ link }: AccountState): void {
    if (link !== 'connected') logFailure('note a lost connection', () => this.records.noteLostConnection());
  }
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
