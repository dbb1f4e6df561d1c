import type { CookerState } from '../../device/cooker-state.js';
import { restsInFault } from '../../device/freshness.js';
import type { Milliseconds } from '../../shared/units.js';

/** A cook that ends within this time after a stop was sent, in ms, was ended by it. */
const STOP_TAKES_EFFECT = 60_000;

/** A stop in progress. */
export interface SentStop {
  /** Name of its API key. */
  readonly key: string;
  readonly at: Milliseconds;
  /** Whether the vendor's cloud accepted it. */
  readonly isAccepted: boolean;
}

/** The latest stop of every cooker, to find out who stopped a cook. */
export class SentStops {
  private readonly stops = new Map<string, SentStop>();

  /** Notes that a stop was sent to a cooker for the API key of this name. */
  sent(cookerId: string, key: string, at: Milliseconds): void {
    this.stops.set(cookerId, { key, at, isAccepted: false });
  }

  /** Notes that the vendor's cloud accepted a stop for a cooker. */
  accepted(cookerId: string, at: Milliseconds): void {
    const known = this.stops.get(cookerId);
    if (known !== undefined) this.stops.set(cookerId, { key: known.key, at, isAccepted: true });
  }

  /** A cooker in a fault never becomes idle: after an accepted stop, its cook is over once nothing continues. */
  isStoppedInFault({ id, latest }: CookerState): boolean {
    const stop = this.stops.get(id);
    if (stop === undefined || !stop.isAccepted || !restsInFault(latest!.reading)) return false;
    return latest!.seenAt >= stop.at && latest!.seenAt - stop.at <= STOP_TAKES_EFFECT;
  }

  /** Takes the stop that ended the cook on a cooker at `now`; each stop is returned once. */
  take(cookerId: string, now: Milliseconds): SentStop | undefined {
    const stop = this.stops.get(cookerId);
    this.stops.delete(cookerId);
    return stop && now - stop.at <= STOP_TAKES_EFFECT ? stop : undefined;
  }

  /** Puts a stop back whose cook goes on: it may still end it. */
  giveBack(cookerId: string, stop: SentStop | undefined): void {
    if (stop !== undefined && !this.stops.has(cookerId)) this.stops.set(cookerId, stop);
  }
}
