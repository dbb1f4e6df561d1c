/** What a probe of a replayed cook measures. */
export type ReplayedKind = 'core' | 'ambient';

/** One probe of a cook. */
export interface ReplayedProbe {
  /** Its input at the thermometer, from 1. */
  readonly place: number;
  readonly name: string;
  readonly kind: ReplayedKind;
}

/** The readings of all probes at one moment. */
export interface CookRow {
  /** Seconds since the first row. */
  readonly elapsed: number;
  /** °C of each probe, in the order of the probes; null where it has no reading, undefined where it sent nothing. */
  readonly celsius: readonly (number | null | undefined)[];
}

/** Something that happened during a cook, for comparing with what an analysis says. */
export interface CookEvent {
  readonly elapsed: number;
  readonly what: 'food_in' | 'lid_open' | 'lid_closed' | 'wrapped' | 'target_reached' | 'food_out';
}

/** A whole cook: what its probes measured, in the order of time. */
export interface CookSeries {
  readonly name: string;
  readonly probes: readonly ReplayedProbe[];
  readonly rows: readonly CookRow[];
  readonly events: readonly CookEvent[];
}

/** The last moment of a cook, in seconds. */
export const lengthOf = ({ rows }: CookSeries): number => rows.at(-1)?.elapsed ?? 0;
