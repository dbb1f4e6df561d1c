import type { Cancel, Clock } from '../../shared/clock.js';
import { milliseconds } from '../../shared/units.js';
import type { CookSeries } from './cook-series.js';
import { deliveriesOf, type Delivery, type ReplayFault } from './deliveries.js';

/** One reading as a target gets it. */
export interface ReplayedReading {
  /** The input of the probe, from 1. */
  readonly place: number;
  /** In °C; null when the probe has no reading. */
  readonly celsius: number | null;
  /** When the device measured it, by its own clock, in milliseconds since 1970. */
  readonly at: number;
}

/** What a cook is played into: a simulated cloud, a gateway, or the server itself. */
export interface ReplayTarget {
  /** Takes readings that arrive together. */
  take(readings: readonly ReplayedReading[]): void;
}

/** How a cook is played. */
export interface ReplayOptions {
  readonly clock: Clock;
  readonly series: CookSeries;
  readonly target: ReplayTarget;
  /** Seconds of the cook per second of the clock; default 1. */
  readonly speed?: number;
  readonly faults?: readonly ReplayFault[];
  /** Where in the cook it begins, in seconds; what came before is not sent. Default 0. */
  readonly from?: number;
}

/**
 * Plays a cook into a target, each reading when it is due. At a higher speed the instants of the readings move together
 * too, so that a reading is as old as it looks.
 */
export class ProbeReplay {
  private readonly deliveries: readonly Delivery[];
  private readonly speed: number;
  private next = 0;
  private startedAt: Readonly<{ wall: number; monotonic: number }> | undefined;
  private cancel: Cancel | undefined;
  private finish: () => void = () => undefined;
  /** Fulfilled when the last reading is sent, or the replay is stopped. */
  readonly finished: Promise<void>;

  constructor(private readonly options: ReplayOptions) {
    const { series, faults, from = 0, speed = 1 } = options;
    this.speed = speed;
    this.deliveries = deliveriesOf(series, faults)
      .filter(({ arrives }) => arrives >= from)
      .map((delivery) => ({
        ...delivery,
        arrives: delivery.arrives - from,
        measured: delivery.measured - from,
      }));
    this.finished = new Promise((resolve) => (this.finish = resolve));
  }

  /** Begins; the first reading is sent at once. */
  start(): void {
    const { clock } = this.options;
    this.startedAt ??= { wall: clock.now().getTime(), monotonic: clock.monotonic() };
    this.play();
  }

  /** Sends nothing more. */
  stop(): void {
    this.cancel?.();
    this.next = this.deliveries.length;
    this.finish();
  }

  private play(): void {
    const { clock, target } = this.options;
    const { wall, monotonic } = this.startedAt!;
    const elapsed = ((clock.monotonic() - monotonic) / 1000) * this.speed;
    const due: ReplayedReading[] = [];
    for (let one = this.deliveries[this.next]; one && one.arrives <= elapsed + ROUNDING;) {
      due.push({
        place: one.place,
        celsius: one.celsius,
        at: Math.round(wall + (one.measured * 1000) / this.speed),
      });
      one = this.deliveries[++this.next];
    }
    if (due.length > 0) target.take(due);
    const following = this.deliveries[this.next];
    if (following === undefined) return this.finish();
    const wait = ((following.arrives - elapsed) * 1000) / this.speed;
    this.cancel = clock.after(milliseconds(Math.max(wait, 0)), () => this.play());
  }
}

/** Seconds by which a timer may be early in floating point. */
const ROUNDING = 1e-6;
