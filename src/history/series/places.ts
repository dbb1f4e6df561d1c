import { milliseconds } from '../../shared/units.js';

/** In milliseconds. */
export const HOUR = milliseconds(3_600_000);
const MINUTE = 60_000;

/** Rows of one series are numbered by their time, and those of the next series follow: no index is needed. */
const ROWS_OF_A_SERIES = 2 ** 24;

/** The tables of blocks: raw readings, and readings folded to spans of one width. */
export type BlockTable = 'readings' | 'minutes' | 'fives' | 'quarters' | 'hours';

/** The time that a block of a table covers, and the width of the spans in it; all in milliseconds. */
export interface Level {
  readonly table: Exclude<BlockTable, 'readings'>;
  readonly width: number;
  readonly span: number;
}

/** From the finest: 1 minute, 5 minutes (what the curve of a day needs), 15 minutes and 1 hour. */
export const MINUTES: Level = { table: 'minutes', width: MINUTE, span: HOUR };
export const FIVES: Level = { table: 'fives', width: 5 * MINUTE, span: 6 * HOUR };
export const QUARTERS: Level = { table: 'quarters', width: 15 * MINUTE, span: 24 * HOUR };
/** In milliseconds. */
export const HOURS: Level = { table: 'hours', width: HOUR, span: 192 * HOUR };
/** All of them, from the finest. */
export const LEVELS: readonly Level[] = [MINUTES, FIVES, QUARTERS, HOURS];

/** The number of a block: `span` is the time that blocks of its table cover. */
export const blockId = (series: number, at: number, span: number): number =>
  series * ROWS_OF_A_SERIES + Math.floor(at / span);

/** When the time of a block begins. */
export const beginOf = (id: number, span: number): number => (id % ROWS_OF_A_SERIES) * span;

/** The ids of all blocks of a series: from the first until before the second. */
export const idsOf = (series: number): readonly [number, number] => [
  series * ROWS_OF_A_SERIES,
  (series + 1) * ROWS_OF_A_SERIES,
];

/** Of which series a block is. */
export const seriesOf = (id: number): number => Math.floor(id / ROWS_OF_A_SERIES);

/** When the hour of an instant begins. */
export const hourOf = (at: number): number => at - (at % HOUR);

/** The instants that can be stored, in milliseconds since 1970: below 2^24 hours. */
export const LATEST = ROWS_OF_A_SERIES * HOUR - 1;
