import type { Observation, ThingKind } from './observation.js';

/** What one look has shown. */
export interface Observed {
  /** Of the things that were looked at. */
  readonly observations: readonly Observation[];
  /** The ids of all things of a kind that there are; a kind is left out while that is not known. */
  readonly present: ReadonlyMap<ThingKind, ReadonlySet<string>>;
}

/** How far a look goes: to all things, or to those that something came from since the last look. */
export type Extent = 'all' | 'changed';
