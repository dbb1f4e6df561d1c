import type { CookPlan } from './cook-plan.js';
import type { UnderstoodFood } from './foods/food.js';

const PLAINLY = 'Say it plainly, such as “chicken breast” or “beef steak”.';

/** What a person should know about a plan even where it is allowed. */
export function warningsOf(plan: CookPlan, food: UnderstoodFood): readonly string[] {
  return [...identityWarnings(food), ...timeWarnings(plan, food)];
}

function identityWarnings({ given, doubts, foodClass }: UnderstoodFood): string[] {
  if (!given) return [`I was not told what the food is, so I judged it by the strictest limit. ${PLAINLY}`];
  if (doubts.length > 0)
    return [`I was not sure of “${doubts.join('”, “')}”, so I judged strictly. ${PLAINLY}`];
  if (foodClass === 'unknown')
    return [`I did not recognise the food, so I judged it by the strictest limit. ${PLAINLY}`];
  return [];
}

function timeWarnings({ hold }: CookPlan, food: UnderstoodFood): string[] {
  if (!food.judgedAs.some((rule) => rule.foodSafetyMatter)) return [];
  // The limits judged so far are those of the bath. To say nothing would pass for a promise.
  return [
    `Only the temperature was judged: whether ${hold} min are enough for the centre depends on the thickest point.`,
  ];
}

/** How the food was understood, where that was not plain from its name. */
export function assumptionsOf({ matched, foodClass, given }: UnderstoodFood): readonly string[] {
  if (!given || matched.length === 0) return [];
  return [`Understood as ${foodClass.replaceAll('_', ' ')}, from “${matched.join('”, “')}”.`];
}

/** Where the limits that were applied come from. */
export const sourcesOf = ({ judgedAs }: UnderstoodFood): readonly string[] => [
  ...new Set(judgedAs.map((rule) => rule.source)),
];
