import type { Cancel, Clock } from '../../src/shared/clock.js';
import { milliseconds } from '../../src/shared/units.js';
import type { ReplayTarget } from '../../src/simulator/probe-replay/probe-replay.js';

/** Lets a simulated thermometer measure at a steady rate, until it is stopped. */
export class MeasuringDevice {
  /** °C at each place, from the first; null measures nothing there. */
  values: readonly (number | null)[];
  private cancel: Cancel | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly target: ReplayTarget,
    values: readonly (number | null)[],
    private readonly everySeconds = 5,
  ) {
    this.values = values;
    this.measure();
  }

  /** The device, or what connects it to the cloud, is off. */
  stop(): void {
    this.cancel?.();
    this.cancel = undefined;
  }

  /** It is on again. */
  resume(): void {
    if (this.cancel === undefined) this.measure();
  }

  private measure(): void {
    const at = this.clock.now().getTime();
    this.target.take(
      this.values.flatMap((celsius, index) => (celsius === null ? [] : [{ place: index + 1, celsius, at }])),
    );
    this.cancel = this.clock.after(milliseconds(this.everySeconds * 1000), () => this.measure());
  }
}
