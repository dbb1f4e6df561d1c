import type { Cook } from '../../cooking/tracking/cook.js';
import type { CookerState } from '../../device/cooker-state.js';

/** A change of a cook, as clients see it. */
export interface CookChange {
  readonly cookId: string;
  readonly deviceId: string;
  readonly change: 'started' | 'changed' | 'ended';
}

/** A cook that a cooker shows, with its setting. */
interface ShownCook {
  readonly cookId: string;
  readonly target: number | undefined;
  readonly length: number | undefined;
}

/** What a cooker showed last. */
interface Shown {
  readonly sequence: number;
  readonly cook: ShownCook | undefined;
}

/**
 * Makes changes out of what the cookers show: a cook started, its temperature or time was changed, it ended. Events may
 * arrive late and out of order: what is older than the last one is ignored.
 */
export class CookChanges {
  private readonly shown = new Map<string, Shown>();

  /** Notes what a cooker shows now, without a change. */
  begin(cooker: CookerState, cook: Cook | undefined): void {
    this.keep(cooker, cook && shownIn(cooker, cook));
  }

  /** A cooker shows a cook. */
  seen(cook: Cook, cooker: CookerState): readonly CookChange[] {
    const known = this.shown.get(cooker.id);
    if (isOutdated(known, cooker)) return [];
    const next = shownIn(cooker, cook);
    this.keep(cooker, next);
    const last = known?.cook;
    if (last?.cookId === cook.id) return isChanged(last, next) ? [changeOf(cooker, cook.id, 'changed')] : [];
    const replaced = last === undefined ? [] : [changeOf(cooker, last.cookId, 'ended')];
    return [...replaced, changeOf(cooker, cook.id, 'started')];
  }

  /** A cooker shows that a cook is over. */
  ended(cook: Cook, cooker: CookerState): readonly CookChange[] {
    const known = this.shown.get(cooker.id);
    if (isOutdated(known, cooker)) return [];
    this.keep(cooker, undefined);
    return known?.cook?.cookId === cook.id ? [changeOf(cooker, cook.id, 'ended')] : [];
  }

  private keep(cooker: CookerState, cook: ShownCook | undefined): void {
    this.shown.set(cooker.id, { sequence: sequenceOf(cooker), cook });
  }
}

const sequenceOf = ({ latest }: CookerState): number => latest?.sequence ?? -1;

const isOutdated = (known: Shown | undefined, cooker: CookerState): boolean =>
  known !== undefined && sequenceOf(cooker) < known.sequence;

function shownIn({ latest }: CookerState, { id: cookId }: Cook): ShownCook {
  return { cookId, target: latest?.reading.target, length: latest?.reading.timer.length };
}

/** A value that a state does not hold has not changed. */
function isChanged(last: ShownCook, next: ShownCook): boolean {
  const differs = (one: number | undefined, other: number | undefined) =>
    one !== undefined && other !== undefined && one !== other;
  return differs(last.target, next.target) || differs(last.length, next.length);
}

const changeOf = (
  { id: deviceId }: CookerState,
  cookId: string,
  change: CookChange['change'],
): CookChange => ({
  cookId,
  deviceId,
  change,
});
