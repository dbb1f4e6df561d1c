import type { Delivery, ReplayFault } from './deliveries.js';
import type { SeededChance } from './seeded-chance.js';

/** A span of a cook in seconds since its start; without `to` until its end. */
export interface Span {
  readonly from: number;
  readonly to?: number;
}

const isWithin = (second: number, { from, to = Infinity }: Span): boolean => second >= from && second < to;

/** Changes the readings of one probe that were measured in a span. */
const changing =
  (place: number, span: Span, change: (delivery: Delivery) => Delivery): ReplayFault =>
  (deliveries) =>
    deliveries.map((delivery) =>
      delivery.place === place && isWithin(delivery.measured, span) ? change(delivery) : delivery,
    );

/** The sensor of a probe dies: it shows the same number from then on, whatever happens around it. */
export const deadSensor =
  (place: number, span: Span, celsius?: number): ReplayFault =>
  (deliveries) => {
    const before = deliveries.find((one) => one.place === place && isWithin(one.measured, span));
    const stuckAt = celsius ?? before?.celsius ?? null;
    return changing(place, span, (delivery) => ({ ...delivery, celsius: stuckAt }))(deliveries);
  };

/** A probe shows a number that stands for no reading. */
export const sentinel = (place: number, celsius: number, span: Span): ReplayFault =>
  changing(place, span, (delivery) => ({ ...delivery, celsius }));

/** A probe is pulled out: the device says that it has no reading. */
export const pulledOut = (place: number, span: Span): ReplayFault =>
  changing(place, span, (delivery) => ({ ...delivery, celsius: null }));

/** Readings are sent only when the value changes by at least `step` °C: silence means that nothing changes. */
export const sentOnChange =
  (step = 0.1): ReplayFault =>
  (deliveries) => {
    const last = new Map<number, number | null>();
    return deliveries.filter(({ place, celsius }) => {
      const before = last.get(place);
      // A little less than the step, since tenths of a degree are not exact.
      const isSame =
        before === celsius ||
        (typeof before === 'number' && celsius !== null && Math.abs(celsius - before) < step - 1e-6);
      if (isSame) return false;
      last.set(place, celsius);
      return true;
    });
  };

/** Nothing arrives for a while. With `delivered`, the gateway keeps the readings and delivers them all at the end. */
export const gatewayLost =
  (span: Span & { readonly to: number }, kept: 'delivered' | 'dropped' = 'dropped'): ReplayFault =>
  (deliveries) =>
    deliveries.flatMap((delivery) => {
      if (!isWithin(delivery.arrives, span)) return [delivery];
      return kept === 'dropped' ? [] : [{ ...delivery, arrives: span.to }];
    });

/** Every n-th reading arrives twice, the second time after `gap` seconds. */
export const duplicated =
  (every: number, gap = 0): ReplayFault =>
  (deliveries) =>
    deliveries.flatMap((delivery, index) =>
      index % every === 0 ? [delivery, { ...delivery, arrives: delivery.arrives + gap }] : [delivery],
    );

/** Each reading arrives up to `most` seconds after it was measured, so that many overtake each other. */
export const reordered =
  (most: number, chance: SeededChance): ReplayFault =>
  (deliveries) =>
    deliveries.map((delivery) => ({ ...delivery, arrives: delivery.arrives + most * chance.uniform() }));

/** The readings that were measured in a span arrive `by` seconds later. */
export const late =
  (by: number, span: Span): ReplayFault =>
  (deliveries) =>
    deliveries.map((delivery) =>
      isWithin(delivery.measured, span) ? { ...delivery, arrives: delivery.arrives + by } : delivery,
    );

/** The clock of the device is off by `seconds`: positive ones are in the future. */
export const clockOff =
  (seconds: number): ReplayFault =>
  (deliveries) =>
    deliveries.map((delivery) => ({ ...delivery, measured: delivery.measured + seconds }));
