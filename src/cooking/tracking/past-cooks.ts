import type { CookerState } from '../../device/cooker-state.js';
import type { Cook } from './cook.js';
import { hasReappeared, isFromBeforeEnd, type PastCook } from './cook-identity.js';

/** The most ended cooks that are remembered for a cooker: an odd state may show another cook more than once. */
const REMEMBERED = 3;

/** The latest ended cooks of every cooker, to recognise one that appears again. */
export class PastCooks<Past extends PastCook> {
  private readonly ofCooker = new Map<string, readonly Past[]>();

  /** Remembers an ended cook. */
  add(past: Past): void {
    this.ofCooker.set(past.cook.cookerId, [past, ...this.others(past.cook)].slice(0, REMEMBERED));
  }

  /** The ended cook that a state shows again; undefined when it shows none of them. */
  reappeared(cooker: CookerState): Past | undefined {
    return this.of(cooker.id).find((past) => hasReappeared(past, cooker));
  }

  /** Forgets a cook that goes on. @returns what was known about it */
  take(cook: Cook): Past | undefined {
    const past = this.of(cook.cookerId).find((one) => one.cook === cook);
    if (past !== undefined) this.ofCooker.set(cook.cookerId, this.others(cook));
    return past;
  }

  /** Whether a state is the cloud's memory from before the end of one of them. */
  isOutdated(cooker: CookerState): boolean {
    return this.of(cooker.id).some((past) => isFromBeforeEnd(past, cooker));
  }

  private of(cookerId: string): readonly Past[] {
    return this.ofCooker.get(cookerId) ?? [];
  }

  private others(cook: Cook): readonly Past[] {
    return this.of(cook.cookerId).filter((one) => one.cook !== cook);
  }
}
