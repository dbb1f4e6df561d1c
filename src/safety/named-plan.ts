import type { CookPlan } from './cook-plan.js';
import type { UnderstoodFood } from './foods/food.js';

/** A plan as it is judged: what the name of the food says is counted in. */
export interface JudgedPlan extends CookPlan {
  /** The plan as the client sent it; undefined when nothing was counted in. */
  readonly sent?: CookPlan;
}

/**
 * A plan with the words of its name counted in, which only ever makes it stricter: "frozen" is frozen, "for my toddler"
 * is for someone who falls ill easily, and a thickness in words counts where it is the thicker one.
 */
export function asNamed(sent: CookPlan, food: UnderstoodFood): JudgedPlan {
  return {
    ...sent,
    thickness: thicknessOf(sent, food),
    startState: food.frozen ? 'frozen' : sent.startState,
    vulnerableConsumers: sent.vulnerableConsumers || vulnerableWords(food) !== undefined,
    sent,
  };
}

/** The thickness that the client sent, not that of the name. */
export const sentThickness = (plan: JudgedPlan): CookPlan['thickness'] =>
  plan.sent === undefined ? plan.thickness : plan.sent.thickness;

/** The words of the name that say that someone who falls ill easily will eat it. Breast milk is for a baby. */
export const vulnerableWords = ({ facts }: UnderstoodFood): string | undefined =>
  facts.vulnerable ?? (facts.dairy === 'breast_milk' ? 'breast milk' : undefined);

/** The thicker of both; undefined where the assumption holds, which is thicker than the words. */
function thicknessOf({ thickness }: CookPlan, { facts, assumedThickness }: UnderstoodFood) {
  const inWords = facts.statedThickness?.thickness;
  if (inWords === undefined) return thickness;
  if (thickness === undefined) return inWords >= assumedThickness ? inWords : undefined;
  // A thickness that is no number stays, for the rules to refuse it.
  return inWords > thickness ? inWords : thickness;
}
