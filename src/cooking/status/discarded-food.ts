import type { RecordedCook } from '../record/cook-record.js';

/** Whether the food was too long where bacteria grow. */
export const isSpoilt = ({ record: { safety } }: RecordedCook): boolean => safety?.spoilt === true;

/** Whether such food is still to be thrown away: the owner has not confirmed that it was. */
export const mustBeDiscarded = (cook: RecordedCook): boolean =>
  (isSpoilt(cook) || cook.record.foodNote?.leads === true) && cook.record.discardedAt === undefined;

/** What to do about such food, where no more is known of it. */
export const THROW_AWAY = 'Throw the food away: it was between 5 and 54.4 °C for too long.';
