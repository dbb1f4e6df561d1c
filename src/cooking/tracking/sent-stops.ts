import type { CookerState } from '../../device/cooker-state.js';
import { restsInFault } from '../../device/freshness.js';
import type { Milliseconds } from '../../shared/units.js';

/** A cook that ends so soon after a stop was sent, in ms, was ended by it. */
const STOP_TAKES_EFFECT = 60_000;

/** A stop on its way to a cooker. */
export interface SentStop {
  /** Name of the key that asked for it. */
  readonly key: string;
  readonly at: Milliseconds;
  /** Whether the vendor's cloud accepted it. */
  readonly isAccepted: boolean;
}

/** The latest stop of every cooker, to tell who had a cook stopped. */
export class SentStops {
  private readonly stops = new Map<string, SentStop>();

  /** A stop was sent to a cooker, for the key of this name. */
  sent(cookerId: string, key: string, at: Milliseconds): void {
    this.stops.set(cookerId, { key, at, isAccepted: false });
  }

  /** The vendor's cloud accepted a stop for a cooker. */
  accepted(cookerId: string, at: Milliseconds): void {
    const known = this.stops.get(cookerId);
    if (known !== undefined) this.stops.set(cookerId, { key: known.key, at, isAccepted: true });
  }

  /** A cooker in a fault never shows idle: after an accepted stop its cook is over once nothing goes on. */
  isStoppedInFault({ id, latest }: CookerState): boolean {
    const stop = this.stops.get(id);
    if (stop === undefined || !stop.isAccepted || !restsInFault(latest!.reading)) return false;
    return latest!.seenAt >= stop.at && latest!.seenAt - stop.at <= STOP_TAKES_EFFECT;
  }

  /** The stop that ended the cook on a cooker at `now`; it is not asked for twice. */
  take(cookerId: string, now: Milliseconds): SentStop | undefined {
    const stop = this.stops.get(cookerId);
    this.stops.delete(cookerId);
    return stop && now - stop.at <= STOP_TAKES_EFFECT ? stop : undefined;
  }

  /** The cook that a stop seemed to have ended goes on: it may still end it. */
  giveBack(cookerId: string, stop: SentStop | undefined): void {
    if (stop !== undefined && !this.stops.has(cookerId)) this.stops.set(cookerId, stop);
  }
}
