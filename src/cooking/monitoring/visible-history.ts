import type { Principal } from '../../auth/principal.js';
import { mayUse } from '../../device/visible-cookers.js';
import type { EarlierCook, FoodHistory } from '../../safety/food-history.js';

/** What a cooker is called in a warning for somebody who may not see it. */
const HIDDEN = 'another cooker';

/** A food history for one principal: spoilt food on a cooker that it may not see stays a warning, without the cooker's name. */
export function visibleHistory(principal: Pick<Principal, 'devices'>, history: FoodHistory): FoodHistory {
  const shown = (cook: EarlierCook): EarlierCook =>
    mayUse(principal, cook.cookerId) ? cook : { ...cook, cookerName: HIDDEN };
  return principal.devices === undefined ? history : { ...history, elsewhere: history.elsewhere.map(shown) };
}
