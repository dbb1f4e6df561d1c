import type { ReadingCourse } from '../readings/reading.repository.js';
import type { Gap } from './gaps.js';
import type { CorePoint } from './measured-core.js';
import type { ForecastNote } from './wording.js';

/** What the readings of a cook say about its core. */
export interface MeasuredCourse {
  readonly course: Pick<ReadingCourse, 'at' | 'waterCenti'>;
  /** When the food went in: wall clock, milliseconds since 1970; undefined until then. */
  readonly foodIn: number | undefined;
  readonly core: readonly CorePoint[];
  readonly gaps: readonly Gap[];
  /** Why there is no core; undefined when there is one. */
  readonly lacks: ForecastNote | undefined;
}
