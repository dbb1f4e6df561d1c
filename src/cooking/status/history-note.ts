import { historySentence, type Continuation } from '../../safety/continued-food.js';
import type { EarlierCook } from '../../safety/food-history.js';
import { discardSentence, wouldSpoilSentence } from './live-safety.js';

/** What is told of a food that was in an earlier cook. */
export interface HistoryNote {
  readonly sentence: string;
  readonly inDangerZone: number;
  /** Whether it says to throw the food away: that comes before everything else. */
  readonly discard: boolean;
  /** Whether the food was too long where bacteria grow already. */
  readonly spoilt: boolean;
}

/**
 * What is told of an earlier cook; undefined where nothing of it matters.
 * @param continuation what the safety engine says of a cook that goes on with its food
 */
export function historyNote(
  { inDangerZone }: Pick<EarlierCook, 'inDangerZone'>,
  { fate, expected, limit }: Continuation,
): HistoryNote | undefined {
  switch (fate) {
    case 'none':
      return undefined;
    case 'spoilt':
      return { sentence: discardSentence(inDangerZone), inDangerZone, discard: true, spoilt: true };
    case 'would-spoil': {
      const sentence = wouldSpoilSentence(inDangerZone, expected, limit);
      return { sentence, inDangerZone, discard: true, spoilt: false };
    }
    case 'allowed':
      return { sentence: historySentence(inDangerZone, limit), inDangerZone, discard: false, spoilt: false };
  }
}
