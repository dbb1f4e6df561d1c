/** What a cooker said at a moment: milliseconds since 1970 by the server's clock; temperatures in °C. */
export interface WaterPoint {
  readonly at: number;
  readonly water: number | null;
  readonly target: number | null;
}

/** The core at a moment. */
export interface CorePoint {
  readonly at: number;
  readonly core: number;
}

/** The core and the water at a moment that is still to come. */
export interface AheadPoint extends CorePoint {
  readonly water: number;
}

/** A time that was not observed: the last moment before it and the first after it. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** Everything that the curve of one cook shows. */
export interface CurveData {
  readonly water: readonly WaterPoint[];
  readonly core: readonly CorePoint[];
  /** Whether the core was measured by a thermometer in the food, or is modelled from the water. */
  readonly coreSource: 'modelled' | 'measured' | null;
  readonly ahead: readonly AheadPoint[];
  readonly gaps: readonly Gap[];
  /** When the food is pasteurised. */
  readonly safeAt: number | null;
  /** The present; null for a cook that is over. */
  readonly now: number | null;
  /** What the clock of the server is ahead of the time of the page, in ms; null where that is not known. */
  readonly offset: number | null;
}

/** A curve before anything is known of it. */
export const EMPTY_CURVE: CurveData = {
  water: [],
  core: [],
  coreSource: null,
  ahead: [],
  gaps: [],
  safeAt: null,
  now: null,
  offset: null,
};
