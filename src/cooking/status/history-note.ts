import { historySentence, type Continuation } from '../../safety/continued-food.js';
import type { EarlierCook } from '../../safety/food-history.js';
import { discardSentence, wouldSpoilSentence } from './live-safety.js';

/** The sentence about the history of a food. */
export interface HistoryNote {
  readonly sentence: string;
  readonly inDangerZone: number;
  /** Whether it says to throw the food away, which comes before everything else. */
  readonly discard: boolean;
  /** Whether the food has already been between 5 and 54.4 °C for too long. */
  readonly spoilt: boolean;
}

/**
 * Describes an earlier cook; undefined when it does not matter.
 * @param continuation the verdict on a cook that continues its food
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
