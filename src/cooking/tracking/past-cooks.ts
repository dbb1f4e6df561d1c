import type { CookerState } from '../../device/cooker-state.js';
import type { Cook } from './cook.js';
import { hasReappeared, isFromBeforeEnd, type PastCook } from './cook-identity.js';

/** Cooks of one cooker that are remembered: an odd state may name another cook more than once. */
const REMEMBERED = 3;

/** The latest cooks of every cooker that are over as far as it has shown, to know one that shows again. */
export class PastCooks<Past extends PastCook> {
  private readonly ofCooker = new Map<string, readonly Past[]>();

  /** Remembers a cook that is over. */
  add(past: Past): void {
    this.ofCooker.set(past.cook.cookerId, [past, ...this.others(past.cook)].slice(0, REMEMBERED));
  }

  /** The cook that a state shows again; undefined when it shows none of them. */
  reappeared(cooker: CookerState): Past | undefined {
    return this.of(cooker.id).find((past) => hasReappeared(past, cooker));
  }

  /** Forgets a cook that goes on. @returns what was known of it */
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
