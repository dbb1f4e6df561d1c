import { millimetres } from '../shared/units.js';
import type { CookPlan } from './cook-plan.js';
import type { FoodClass, UnderstoodFood } from './foods/food.js';
import { GROWTH_UP_TO, type Forecast } from './forecast.js';
import { THICKEST } from './physics/food-body.js';
import { SLOW } from './rules/come-up.rule.js';

const PLAINLY = 'Say it plainly, such as “chicken breast” or “beef steak”.';

/** Thicknesses that people think in, in mm: one of them is told beside the one that is enough. */
const COMMON_THICKNESSES = [20, 30, 40, 50, 70, 100, 150];
/** How much thicker the other one must be to be worth telling. */
const NOTABLY = 1.2;

/**
 * What a person should know about a plan.
 * @param forecast what it does to the core, where it is allowed
 */
export function warningsOf(
  plan: CookPlan,
  food: UnderstoodFood,
  forecast: Forecast | undefined,
): readonly string[] {
  const ofTheCore = forecast?.heatMatters ? coreWarnings(plan, food, forecast) : [];
  return [...identityWarnings(food), ...ofTheCore, ...afterwards(food)];
}

function identityWarnings({ given, doubts, foodClass }: UnderstoodFood): string[] {
  if (!given) return [`I was not told what the food is, so I judged it by the strictest limit. ${PLAINLY}`];
  if (doubts.length > 0)
    return [`I was not sure of “${doubts.join('”, “')}”, so I judged strictly. ${PLAINLY}`];
  if (foodClass === 'unknown')
    return [`I did not recognise the food, so I judged it by the strictest limit. ${PLAINLY}`];
  return [];
}

function coreWarnings(plan: CookPlan, food: UnderstoodFood, forecast: Forecast): string[] {
  return [
    ...(forecast.pasteurizes ? [] : unpasteurized(plan, food, forecast)),
    ...(forecast.pasteurizes ? thicknessWarning(plan, forecast) : []),
    ...slowWarning(forecast),
  ];
}

function unpasteurized({ target }: CookPlan, { judgedAs }: UnderstoodFood, forecast: Forecast): string[] {
  const { minimum, thickness } = forecast;
  const instead =
    minimum < Infinity
      ? `To pasteurise ${thickness} mm at ${target} °C takes ${minimum} min`
      : `No time pasteurises it at ${target} °C`;
  const safer = `This food is not pasteurised by then: only for healthy adults, and eaten at once. ${instead}.`;
  const classes = new Set(judgedAs.map(({ foodClass }) => foodClass));
  return [safer, ...UNCOOKED.flatMap(([of, warning]) => (classes.has(of) ? [warning] : []))];
}

/** What eating a food that was not pasteurised asks for besides. Source of the freezing: FDA Food Code 2022, 3-402.11. */
const UNCOOKED: readonly (readonly [FoodClass, string])[] = [
  [
    'fish',
    'Fish may hold live parasites: use fish that was frozen for 7 days at −20 °C, or farmed for eating raw.',
  ],
  ['beef', 'It must be one whole piece that was never pierced, tenderised or rolled; sear its surface.'],
  ['lamb', 'It must be one whole piece that was never pierced, tenderised or rolled; sear its surface.'],
];

/** A thickness that nobody told decides: so what the time is enough for, and what a thicker piece would need. */
function thicknessWarning({ thickness, hold }: CookPlan, forecast: Forecast): string[] {
  if (thickness !== undefined) return [];
  const upTo = forecast.pasteurizedUpTo;
  const start = `I assumed a thickest point of ${forecast.thickness} mm. ${hold} min are enough up to ${upTo} mm`;
  const thicker = COMMON_THICKNESSES.find((one) => one >= upTo * NOTABLY && one <= THICKEST);
  const needed = thicker === undefined ? Infinity : forecast.neededFor(millimetres(thicker));
  return [needed < Infinity ? `${start}; a piece of ${thicker} mm would need ${needed} min.` : `${start}.`];
}

function slowWarning({ belowGrowthLimit }: Forecast): string[] {
  if (belowGrowthLimit <= SLOW) return [];
  return [
    `The centre is below ${GROWTH_UP_TO} °C for ${belowGrowthLimit} min. That is slow: let the food go in straight from the fridge, and make it hotter if you can.`,
  ];
}

/** What matters once it is done, for foods that are kept. */
const AFTERWARDS: Readonly<Partial<Record<FoodClass, string>>> = {
  vegetable:
    'Eat it hot, or chill it in ice water at once. Oil with garlic or herbs in it keeps in the fridge only, and only a few days.',
};

const afterwards = ({ foodClass }: UnderstoodFood): string[] => {
  const warning = AFTERWARDS[foodClass];
  return warning === undefined ? [] : [warning];
};

/** How the food was understood where that was not plain from its name, and what was taken for granted of it. */
export function assumptionsOf(plan: CookPlan, food: UnderstoodFood): readonly string[] {
  const { matched, foodClass, given, assumedThickness, assumedShape } = food;
  const understood = `Understood as ${foodClass.replaceAll('_', ' ')}, from “${matched.join('”, “')}”.`;
  const states = { refrigerated: 'from the fridge, at 5 °C', room: 'at 20 °C', frozen: 'frozen, at −18 °C' };
  return [
    ...(given && matched.length > 0 ? [understood] : []),
    ...(plan.thickness === undefined ? [`The thickest point is ${assumedThickness} mm.`] : []),
    ...(plan.shape === undefined ? [`The shape is a ${assumedShape}.`] : []),
    `The food goes into water that is at its temperature already, ${states[plan.startState]}.`,
  ];
}

/** Where the limits that were applied come from. */
export const sourcesOf = ({ judgedAs }: UnderstoodFood): readonly string[] => [
  ...new Set(judgedAs.map((rule) => rule.source)),
];
