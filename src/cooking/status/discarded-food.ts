import type { RecordedCook } from '../record/cook-record.js';

/** Whether the food was between 5 and 54.4 °C for too long. */
export const isSpoilt = ({ record: { safety } }: RecordedCook): boolean => safety?.spoilt === true;

/** Whether such food is still to be thrown away: the owner has not confirmed it. */
export const mustBeDiscarded = (cook: RecordedCook): boolean =>
  (isSpoilt(cook) || cook.record.foodNote?.leads === true) && cook.record.discardedAt === undefined;

/** The instruction for such food when no details are known. */
export const THROW_AWAY = 'Throw the food away: it was between 5 and 54.4 °C for too long.';
