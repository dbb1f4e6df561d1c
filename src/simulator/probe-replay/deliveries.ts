import type { CookSeries } from './cook-series.js';

/** One reading on its way. */
export interface Delivery {
  /** When it arrives, in seconds since the start of the cook. */
  readonly arrives: number;
  /** When the device measured it, in seconds since the start of the cook. */
  readonly measured: number;
  /** The input of the probe. */
  readonly place: number;
  /** In °C; null when the probe says that it has no reading. */
  readonly celsius: number | null;
}

/** A fault of probes, gateways and networks: what arrives instead. It keeps its input as it is. */
export type ReplayFault = (deliveries: readonly Delivery[]) => readonly Delivery[];

/** Everything that a cook sends, in the order of arrival, with its faults in the order given. */
export function deliveriesOf(series: CookSeries, faults: readonly ReplayFault[] = []): Delivery[] {
  const whole = series.rows.flatMap(({ elapsed, celsius }) =>
    series.probes.flatMap(({ place }, index): Delivery[] => {
      const value = celsius[index];
      return value === undefined ? [] : [{ arrives: elapsed, measured: elapsed, place, celsius: value }];
    }),
  );
  const faulty = faults.reduce<readonly Delivery[]>((deliveries, fault) => fault(deliveries), whole);
  return [...faulty].sort((one, other) => one.arrives - other.arrives);
}
