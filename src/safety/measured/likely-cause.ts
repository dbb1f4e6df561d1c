/** Likely causes of a difference between the measured and the modelled core. */
export type DifferenceCause =
  'thicker_than_told' | 'thinner_than_told' | 'colder_bath' | 'poor_circulation' | 'probe_in_water';

/** A difference up to this is that of the sensors, in °C. */
export const NOTABLE = 1;
/** A core that rises by less in an hour, in °C, has come to rest. */
const AT_REST = 1;
/** Water that is so much colder than its setpoint, in °C, explains a cold core by itself. */
const COLD_BATH = 1;

/** What is known of both cores, in °C and °C per hour. */
export interface Difference {
  readonly measured: number;
  readonly model: number;
  readonly water: number;
  /** The setpoint; undefined while it is unknown. */
  readonly target: number | undefined;
  /** How fast the measured core rises; undefined while that is not known. */
  readonly rate: number | undefined;
  readonly inTheWater: boolean;
}

/** The likely cause of a difference; undefined while there is no notable one. */
export function likelyCause(seen: Difference): DifferenceCause | undefined {
  const { measured, model, water, target, rate, inTheWater } = seen;
  if (inTheWater) return 'probe_in_water';
  if (measured - model > NOTABLE) return 'thinner_than_told';
  if (!(model - measured > NOTABLE)) return undefined;
  // A core that rests below its bath is as warm as the water around it.
  if (rate !== undefined && rate < AT_REST && water - measured > NOTABLE)
    return target !== undefined && target - water > COLD_BATH ? 'colder_bath' : 'poor_circulation';
  return 'thicker_than_told';
}
