import type { CookPlan } from './cook-plan.js';
import type { Verdict } from './verdict.js';

/** Makes an `ApprovedCook`. There is one, and `SafetyService` holds it. */
export type ApprovedCookMaker = (plan: CookPlan, verdict: Verdict) => ApprovedCook;

const MAKER_KEY = Symbol('maker of approved cooks');
let claimed = false;

/**
 * A plan that passed every safety rule, and the only thing that a cooker starts.
 * It cannot be made by hand: the constructor wants a key that never leaves this file, and the one
 * maker that holds it is given away once, to `SafetyService`.
 */
export class ApprovedCook {
  // A private field makes the type nominal: no other object of the same form compiles or passes `isGenuine`.
  readonly #genuine = true;
  readonly plan: CookPlan;
  readonly verdict: Verdict;

  private constructor(key: symbol, plan: CookPlan, verdict: Verdict) {
    if (key !== MAKER_KEY) throw new TypeError('Only the safety engine approves a cook');
    this.plan = Object.freeze({ ...plan });
    this.verdict = Object.freeze({ ...verdict });
    Object.freeze(this);
  }

  /** Whether a value is a real approval, for those whom the compiler cannot protect. */
  static isGenuine(value: unknown): value is ApprovedCook {
    return typeof value === 'object' && value !== null && #genuine in value && value.#genuine;
  }

  /**
   * Hands out the maker, once. `SafetyService` claims it while it is being loaded.
   * @throws TypeError for everyone who comes later
   */
  static claimMaker(): ApprovedCookMaker {
    if (claimed) throw new TypeError('The maker of approved cooks is taken');
    claimed = true;
    return (plan, verdict) => new ApprovedCook(MAKER_KEY, plan, verdict);
  }
}
