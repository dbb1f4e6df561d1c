import type { UnderstoodFood } from './foods/food.js';
import { sentThickness, type JudgedPlan } from './named-plan.js';

/** How the food was understood where that was not plain from its name, and what was taken for granted of it. */
export function assumptionsOf(plan: JudgedPlan, food: UnderstoodFood): readonly string[] {
  const { matched, foodClass, given, assumedShape } = food;
  const understood = `Understood as ${foodClass.replaceAll('_', ' ')}, from “${matched.join('”, “')}”.`;
  const states = { refrigerated: 'from the fridge, at 5 °C', room: 'at 20 °C', frozen: 'frozen, at −18 °C' };
  const thickness = thicknessAssumption(plan, food);
  return [
    ...(given && matched.length > 0 ? [understood] : []),
    ...(thickness === undefined ? [] : [thickness]),
    ...(plan.shape === undefined ? [`The shape is a ${assumedShape}.`] : []),
    `The food goes into water that is at its temperature already, ${states[plan.startState]}.`,
  ];
}

function thicknessAssumption(
  plan: JudgedPlan,
  { facts, assumedThickness }: UnderstoodFood,
): string | undefined {
  if (plan.thickness === undefined) return `The thickest point is ${assumedThickness} mm.`;
  if (sentThickness(plan) === plan.thickness) return undefined;
  return `The thickest point is ${plan.thickness} mm, from “${facts.statedThickness?.words}”.`;
}

/** Where the limits that were applied come from. */
export const sourcesOf = (plan: JudgedPlan, { judgedAs, facts }: UnderstoodFood): readonly string[] => [
  ...new Set([
    ...(facts.poison === undefined ? [] : [facts.poison.source]),
    ...judgedAs.map((rule) => rule.source),
    ...(facts.plausible === undefined || sentThickness(plan) === undefined ? [] : [facts.plausible.source]),
  ]),
];
