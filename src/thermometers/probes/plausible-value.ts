import type { Celsius } from '../../shared/units.js';
import { celsius } from '../../shared/units.js';
import type { ProbeKind } from '../thermometer.js';

/**
 * The range of what a probe can measure, in °C (percent for humidity). Food probes are specified from −50 to at most
 * 369 °C (Combustion, combustion-documentation d3ada57), thermocouples in the air of a grill higher.
 */
const RANGES: Readonly<Record<ProbeKind, readonly [number, number]>> = {
  core: [-50, 400],
  surface: [-50, 400],
  ambient: [-50, 700],
  humidity: [0, 100],
};

/** A value as it counts, and whether the one that came was impossible. */
export interface PlausibleValue {
  readonly celsius: Celsius | null;
  /** True for a number that no sensor measures, such as a sentinel of 6553.5. */
  readonly impossible: boolean;
}

/** The value of a reading: a number that the sensor cannot have measured counts as none. */
export function plausibleValue(kind: ProbeKind, value: number | null): PlausibleValue {
  if (value === null) return { celsius: null, impossible: false };
  const [least, most] = RANGES[kind];
  // Written so that NaN is impossible too.
  if (value >= least && value <= most) return { celsius: celsius(value), impossible: false };
  return { celsius: null, impossible: true };
}
