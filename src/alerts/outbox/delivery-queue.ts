import type { Severity } from '../rules/alert-rule.js';
import { quietUntil } from '../rules/quiet-hours.js';
import type { Delivery } from './delivery.js';

/** Attempts of one channel at a time: one that hangs does not stop the channel, and no other channel waits for it. */
const AT_ONCE = 2;
/** Once all attempts of a channel have lasted so long, what waits for it goes to the next channel too; in milliseconds. */
const HANGING_AFTER = 5_000;
/** How often what waits for a time of day is looked at: the clock of the place may be set meanwhile. */
const LOOK_INTERVAL = 60_000;

/** A delivery that is waiting or being sent. */
export interface QueuedDelivery {
  readonly delivery: Delivery;
  /** Its place in the order in which they came. */
  readonly order: number;
  /** When it is due, in milliseconds of the monotonic clock. */
  readonly dueAt: number;
  /** When it is due by the wall clock, where that comes first; null after the first attempt. */
  readonly dueByWall: number | null;
  /** When its attempt began, in milliseconds of the monotonic clock; null while it waits. */
  readonly begunAt: number | null;
}

/** One moment on both clocks, in milliseconds. */
export interface Moment {
  readonly monotonic: number;
  readonly wall: number;
}

/** What happens next. */
export interface NextSteps {
  /** Those whose attempt begins now. */
  readonly start: readonly QueuedDelivery[];
  /** Those that fall through to the next channel before their first attempt, because their own hangs or is paused. */
  readonly fallThrough: readonly QueuedDelivery[];
  /** When to look again, in milliseconds of the monotonic clock; Infinity when nothing waits for a time. */
  readonly wakeAt: number;
}

/**
 * Decides what is sent now. Severe messages come first, then those with fewer attempts, then the older ones. Messages of
 * one alert keep their order on a channel.
 * @param pausedUntil channels that asked for a pause, and its end on the monotonic clock
 */
export function nextSteps(
  queue: readonly QueuedDelivery[],
  now: Moment,
  pausedUntil: ReadonlyMap<string, number>,
): NextSteps {
  const busy = busyChannels(queue);
  const [start, fallThrough]: [QueuedDelivery[], QueuedDelivery[]] = [[], []];
  let wakeAt = Infinity;
  for (const one of firstsOfTheirAlert(queue).toSorted(byUrgency)) {
    const { channel } = one.delivery;
    const begun = busy.get(channel) ?? [];
    const due = dueIn(one, now);
    const pause = (pausedUntil.get(channel) ?? -Infinity) - now.monotonic;
    if (due > 0) {
      wakeAt = Math.min(wakeAt, now.monotonic + due);
    } else if (pause <= 0 && begun.length < AT_ONCE) {
      start.push(one);
      busy.set(channel, [...begun, now.monotonic]);
    } else {
      const falls = pause > 0 ? 0 : Math.max(...begun) + HANGING_AFTER - now.monotonic;
      const mayFall = one.delivery.next.length > 0;
      if (mayFall && falls <= 0) fallThrough.push(one);
      wakeAt = Math.min(wakeAt, now.monotonic + Math.min(positive(mayFall ? falls : 0), positive(pause)));
    }
  }
  return { start, fallThrough, wakeAt };
}

/** The channels that are sending, with the beginning of each attempt. Tests do not count: no alert waits for one. */
function busyChannels(queue: readonly QueuedDelivery[]): Map<string, number[]> {
  const busy = new Map<string, number[]>();
  for (const { delivery, begunAt } of queue) {
    if (begunAt === null || delivery.message.notice === 'test') continue;
    busy.set(delivery.channel, [...(busy.get(delivery.channel) ?? []), begunAt]);
  }
  return busy;
}

/** Those that wait, without each that must not overtake an earlier message of its alert on its channel. */
function firstsOfTheirAlert(queue: readonly QueuedDelivery[]): QueuedDelivery[] {
  const first = new Map<string, QueuedDelivery>();
  for (const one of queue) {
    const key = laneOf(one);
    const other = first.get(key);
    if (other === undefined || one.order < other.order) first.set(key, one);
  }
  return [...first.values()].filter(({ begunAt }) => begunAt === null);
}

const laneOf = ({ delivery, order }: QueuedDelivery): string =>
  JSON.stringify([delivery.channel, delivery.alertId ?? order]);

const RANKS: Readonly<Record<Severity, number>> = { critical: 0, warning: 1, info: 2 };

const byUrgency = (one: QueuedDelivery, other: QueuedDelivery): number =>
  RANKS[one.delivery.message.severity] - RANKS[other.delivery.message.severity] ||
  one.delivery.attempts.length - other.delivery.attempts.length ||
  one.order - other.order;

/** In how many milliseconds it is due, or looked at again; 0 when it is due. */
function dueIn({ delivery, dueAt, dueByWall }: QueuedDelivery, { monotonic, wall }: Moment): number {
  const quiet = quietUntil(delivery.quietHours, wall) - wall;
  const rest = Math.max(0, Math.min(dueAt - monotonic, (dueByWall ?? Infinity) - wall));
  if (quiet > 0) return Math.min(Math.max(quiet, rest), LOOK_INTERVAL);
  return dueByWall === null ? rest : Math.min(rest, LOOK_INTERVAL);
}

const positive = (duration: number): number => (duration > 0 ? duration : Infinity);
