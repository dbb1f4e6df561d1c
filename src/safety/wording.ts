import { millimetres } from '../shared/units.js';
import type { FoodClass } from './foods/food-class.js';
import type { UnderstoodFood } from './foods/food.js';
import { GROWTH_UP_TO, type Forecast } from './forecast.js';
import {
  sentThickness,
  vulnerableWords,
  type JudgedPlan,
  forWhom,
  hoursHint,
  longestUsual,
  secondsHint,
} from './named-plan.js';
import { isEggInShell } from './pasteurisation.js';
import { THICKEST } from './physics/food-body.js';
import { SLOW } from './rules/time.rules.js';

const PLAINLY = 'Say it plainly, such as “chicken breast” or “beef steak”.';

/** Thicknesses that people think in, in mm: one of them is named beside the one that is enough. */
const COMMON_THICKNESSES = [20, 30, 40, 50, 70, 100, 150];
/** How much thicker the other one must be to be worth naming. */
const NOTABLY = 1.2;

/**
 * What a person should know about a plan.
 * @param forecast what it does to the core, where it is allowed
 */
export function warningsOf(
  plan: JudgedPlan,
  food: UnderstoodFood,
  forecast: Forecast | undefined,
): readonly string[] {
  return [
    ...identityWarnings(food),
    ...otherMeaning(food),
    ...thicknessInWords(plan, food),
    ...stackInWords(plan, food),
    ...(forecast?.heatMatters ? coreWarnings(plan, food, forecast) : []),
    ...consumersInWords(plan, food, forecast),
    ...(forecast === undefined ? [] : longTime(plan, food)),
    ...afterwards(food),
    ...(forecast?.heatMatters ? laterCore(plan, forecast) : []),
  ];
}

function identityWarnings({ given, doubts, foodClass }: UnderstoodFood): string[] {
  if (!given) return [`No food was named, so it was judged by a strict limit. ${PLAINLY}`];
  if (doubts.length > 0)
    return [`“${doubts.join('”, “')}” was not surely understood, so it was judged strictly. ${PLAINLY}`];
  if (foodClass === 'unknown')
    return [`The food was not recognised, so it was judged by a strict limit. ${PLAINLY}`];
  return [];
}

/** A name that means another animal in another language. */
const otherMeaning = ({ facts, foodClass }: UnderstoodFood): string[] =>
  facts.otherMeaning === undefined
    ? []
    : [
        `It was judged as ${foodClass.replaceAll('_', ' ')}, but ${facts.otherMeaning}: name the animal to be sure.`,
      ];

/** A thickness in the name can only make it thicker, and what became of it is said. */
function thicknessInWords(plan: JudgedPlan, { facts, assumedThickness }: UnderstoodFood): string[] {
  const { statedThickness } = facts;
  if (statedThickness === undefined) return [];
  const { thickness, words } = statedThickness;
  const sent = sentThickness(plan);
  if (sent !== undefined && sent !== thickness)
    return [
      `thickness_mm says ${sent} mm and the name says “${words}”: the thicker one, ${plan.thickness} mm, was judged.`,
    ];
  if (sent === undefined && thickness < assumedThickness)
    return [
      `“${words}” in the name does not make it thinner than the assumed ${assumedThickness} mm: only thickness_mm does.`,
    ];
  return [];
}

/** The thickness of one piece is not that of a stack, and heat has to go through all of it. */
function stackInWords(plan: JudgedPlan, { facts }: UnderstoodFood): string[] {
  const sent = sentThickness(plan);
  if (facts.stack === undefined || sent === undefined) return [];
  return [
    `The name says “${facts.stack}”: ${sent} mm must be the thickness of everything that lies on each other, not of one piece.`,
  ];
}

/** Who eats it, where the name says so and the client did not. */
function consumersInWords(plan: JudgedPlan, food: UnderstoodFood, forecast: Forecast | undefined): string[] {
  const whom = forWhom(plan, food);
  const matters = vulnerableWords(food) !== undefined && forecast?.heatMatters !== false;
  return matters && whom !== undefined ? [whom] : [];
}

function coreWarnings(plan: JudgedPlan, food: UnderstoodFood, forecast: Forecast): string[] {
  return [
    ...(forecast.pasteurizes ? [] : unpasteurized(plan, food, forecast)),
    ...(forecast.pasteurizes ? thicknessWarning(plan, forecast) : []),
    ...slowWarning(forecast),
  ];
}

function unpasteurized(plan: JudgedPlan, food: UnderstoodFood, forecast: Forecast): string[] {
  const safer = `This food is not pasteurised by then: only for healthy adults, and eaten at once. ${instead(plan, food, forecast)}.`;
  const classes = new Set(food.judgedAs.map(({ foodClass }) => foodClass));
  const hours = hoursHint(plan, food, forecast);
  const hint = hours === undefined ? [] : [hours];
  return [safer, ...hint, ...UNCOOKED.flatMap(([of, warning]) => (classes.has(of) ? [warning] : []))];
}

function instead({ target }: JudgedPlan, food: UnderstoodFood, { minimum, thickness }: Forecast): string {
  if (minimum < Infinity) return `To pasteurise ${thickness} mm at ${target} °C takes ${minimum} min`;
  return food.facts.hensEgg
    ? `No ${isEggInShell(food) ? 'published ' : ''}time pasteurises it at ${target} °C`
    : "Times that pasteurise an egg in its shell are published for hens' eggs of the usual sizes only";
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

/** An assumed thickness decides: so what the time is enough for, and what a thicker piece would need. */
function thicknessWarning({ thickness, hold, endless }: JudgedPlan, forecast: Forecast): string[] {
  if (thickness !== undefined) return [];
  const assumed = `A thickest point of ${forecast.thickness} mm is assumed.`;
  if (endless) return [assumed];
  const upTo = forecast.pasteurizedUpTo;
  const start = `${assumed} ${hold} min are enough up to ${upTo} mm`;
  const thicker = COMMON_THICKNESSES.find((one) => one >= upTo * NOTABLY && one <= THICKEST);
  const needed = thicker === undefined ? Infinity : forecast.neededFor(millimetres(thicker));
  return [needed < Infinity ? `${start}; a piece of ${thicker} mm would need ${needed} min.` : `${start}.`];
}

/** Far longer than is usual is most likely a slip of the unit. */
function longTime({ hold, endless }: JudgedPlan, food: UnderstoodFood): string[] {
  if (endless || hold <= longestUsual(food)) return [];
  return [
    `${hold} min are ${inHours(hold)}. ${secondsHint(hold) ?? 'That is longer than is usual for this food.'}`,
  ];
}

function inHours(hold: number): string {
  const hours = Math.floor(hold / 60);
  const rest = hold % 60 === 0 ? '' : ` ${hold % 60} min`;
  return `${hours} h${rest}`;
}

/** The core warms up towards the bath for long after the food is safe, which is explained where both are shown. */
function laterCore({ target, hold }: JudgedPlan, forecast: Forecast): string[] {
  const { pasteurizes, coreReachesTarget, minimum } = forecast;
  if (!pasteurizes || coreReachesTarget <= hold) return [];
  return [
    `The centre is within half a degree of ${target} °C only after ${coreReachesTarget} min; pasteurisation does not need that and is complete after ${minimum} min.`,
  ];
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
  grain:
    'Eat it hot, or chill it in ice water at once: the spores in rice and other grains survive and grow in what stays warm.',
};

const afterwards = ({ foodClass, matched }: UnderstoodFood): string[] => {
  const warning = AFTERWARDS[foodClass];
  const boil = matched.some((name) => CASSAVA.test(name)) ? [CASSAVA_WARNING] : [];
  return warning === undefined ? boil : [...boil, warning];
};

const CASSAVA = /^(?:cassava|yuca|manioc?k?|mandioca|manihot)/iu;
/** Source: Codex Alimentarius CXC 73-2013, hydrocyanic acid in cassava and cassava products. */
const CASSAVA_WARNING =
  'Raw cassava holds cyanide: peel it, cut it small and boil it in plenty of water until it is soft, and pour the water away.';
