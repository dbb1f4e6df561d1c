import type { Millimetres } from '../../shared/units.js';
import { celsius, millimetres } from '../../shared/units.js';
import type { Shape } from '../cook-plan.js';
import { SHAPES } from '../cook-plan.js';
import type { Cut, CutName, Effect, FoodKind, FoodName } from './food-data.js';
import { factsOf } from './food-facts.js';
import type { Recognised } from './food-matcher.js';
import type { FoodClassRule, UnderstoodFood } from './food.js';
import { FLESH_CLASSES, FOOD_CLASSES, MEATS, SAFE_INSIDE, type FoodClass } from './food-class.js';

/** What the words of a name mean, before it is known how they were given. */
export type Judgement = Pick<
  UnderstoodFood,
  'foodClass' | 'judgedAs' | 'species' | 'frozen' | 'lean' | 'bird' | 'assumedThickness' | 'assumedShape'
>;

/** Meat that may stay raw inside only since its surface is seared. */
const SEARED: readonly FoodClass[] = ['beef', 'lamb'];

/** Why a surface lies where no searing reaches it, though nothing says that the meat was pierced. */
const SURFACE_INSIDE: readonly { effect: Effect; label: string; reason: string }[] = [
  {
    effect: 'cut_small',
    label: 'Cut',
    reason:
      'Meat cut small has surfaces that lie against each other and cannot all be seared, so the centre must be pasteurised.',
  },
  {
    effect: 'tenderised_by_shop',
    label: 'Perhaps blade-tenderised',
    reason:
      'This shop tenderises beef with blades, which carry the pathogens of the surface into the middle, so the centre must be pasteurised.',
  },
];

/** Weighs everything that was recognised in a name: of several readings the strictest one holds. */
export class FoodJudge {
  private readonly kinds: ReadonlyMap<FoodClass, FoodKind>;
  private readonly nonIntact: ReadonlyMap<FoodClass, FoodClassRule>;
  private readonly surfaceInside: ReadonlyMap<Effect, ReadonlyMap<FoodClass, FoodClassRule>>;

  /** @param kinds one for each class */
  constructor(kinds: readonly FoodKind[]) {
    this.kinds = new Map(kinds.map((kind) => [kind.rule.foodClass, kind]));
    const base = this.ruleOf('non_intact_meat');
    this.nonIntact = new Map(
      [...SAFE_INSIDE].map((species) => [species, nonIntactRule(base, this.ruleOf(species))]),
    );
    this.surfaceInside = new Map(
      SURFACE_INSIDE.map(({ effect, label, reason }) => {
        const rules = SEARED.map((species) => {
          const rule = nonIntactRule(base, this.ruleOf(species));
          return [species, { ...rule, label: `${label} ${species}`, reason }] as const;
        });
        return [effect, new Map(rules)];
      }),
    );
  }

  judge(recognised: Recognised): Judgement {
    const foods = withWhatIsNotSaid(recognised);
    const rules = this.rulesOf(foods, recognised).toSorted(byStrictness);
    const grave = rules.filter((rule) => rule.foodSafetyMatter);
    const judgedAs = grave.length > 0 ? grave : rules.slice(0, 1);
    const foodClass = judgedAs[0]?.foodClass ?? 'unknown';
    const species = speciesOf(foods, rules);
    // Bare meat that was ground is judged as ground meat, and is no better known for it.
    const complete = new Set([...recognised.foods, ...foods].map((food) => food.foodClass));
    return {
      foodClass,
      judgedAs,
      species,
      frozen: recognised.effects.has('frozen') && !recognised.effects.has('thawed'),
      ...factsOf(recognised.foods, complete, species),
      ...this.assume(foods, judgedAs, recognised),
    };
  }

  ruleOf(foodClass: FoodClass): FoodClassRule {
    return this.kindOf(foodClass).rule;
  }

  private kindOf(foodClass: FoodClass): FoodKind {
    const kind = this.kinds.get(foodClass);
    if (kind === undefined) throw new TypeError(`The catalogue has no class ${foodClass}`);
    return kind;
  }

  private rulesOf(
    foods: readonly FoodName[],
    { effects, unread = [] }: Recognised,
  ): readonly FoodClassRule[] {
    const ground = foods.some(({ foodClass }) => foodClass === 'ground_meat');
    const pierced = effects.has('non_intact') || effects.has('rolled') || effects.has('stuffed');
    // "Rolled pork belly" is one piece, though it is found as rolled pork and as pork belly.
    const rolledUp = new Set(foods.flatMap(({ species }) => species));
    const rules = foods
      .filter(({ foodClass }) => !ground || !FLESH_CLASSES.has(foodClass))
      .flatMap((food) => this.rulesOfOne(food, pierced || rolledUp.has(food.foodClass), effects));
    const all = [...new Set(rules)];
    return unread.length === 0 ? all : all.map((rule) => this.withUnread(rule, unread));
  }

  /** A word that was not understood may change what the food is: it is let no cooler than an unknown one. */
  private withUnread(rule: FoodClassRule, unread: readonly string[]): FoodClassRule {
    const { floor = 0 } = this.ruleOf('unknown');
    if (!rule.mustBePasteurized || rule.floor === undefined || rule.floor >= floor) return rule;
    return {
      ...rule,
      floor: celsius(floor),
      label: `${rule.label} with “${unread.join('”, “')}”, which was not understood,`,
      reason: 'A word that was not understood may change what the food is.',
    };
  }

  private rulesOfOne(
    { foodClass, species }: FoodName,
    pierced: boolean,
    effects: ReadonlySet<Effect>,
  ): readonly FoodClassRule[] {
    const inside = [...this.surfaceInside].find(
      ([effect, rules]) => effects.has(effect) && rules.has(foodClass),
    );
    if (inside !== undefined && !pierced) return [inside[1].get(foodClass) ?? this.ruleOf(foodClass)];
    const pieces = foodClass === 'non_intact_meat' ? species : pierced ? [foodClass] : [];
    const derived = pieces.flatMap((piece) => this.nonIntact.get(piece) ?? []);
    return derived.length > 0 ? derived : [this.ruleOf(foodClass)];
  }

  /** The thickest and the flattest of all, since heat needs longest to the middle of a slab. */
  private assume(foods: readonly FoodName[], judgedAs: readonly FoodClassRule[], { effects }: Recognised) {
    const judged = new Set(judgedAs.map(({ foodClass }) => foodClass));
    const grave = foods.filter(({ foodClass }) => this.ruleOf(foodClass).foodSafetyMatter);
    const large = effects.has('large') || effects.has('rolled') || effects.has('stuffed');
    const assumed = grave.length > 0 ? grave : foods.filter(({ foodClass }) => judged.has(foodClass));
    return largest(
      assumed.flatMap(({ foodClass, cut }) => {
        const kind = this.kindOf(foodClass);
        return large ? [cutOf(kind, cut), cutOf(kind, 'large')] : [cutOf(kind, cut)];
      }),
    );
  }
}

/** Adds what the words leave open: the meat of "ground", the filling of "stuffed", the truth behind a doubt. */
function withWhatIsNotSaid({ foods, effects, doubts }: Recognised): readonly FoodName[] {
  const ground = effects.has('ground') ? [named('ground_meat', 'loose')] : [];
  const said = [...foods.filter(({ foodClass }) => foodClass !== 'unknown'), ...ground];
  const someMeat = foods.some(({ foodClass }) => foodClass === 'unknown') && ground.length === 0;
  const filling = effects.has('stuffed') && !said.some(isMeat);
  const unknown = said.length === 0 || someMeat || filling || doubts.length > 0;
  return unknown ? [...said, named('unknown', undefined)] : said;
}

const isMeat = ({ foodClass }: FoodName): boolean => MEATS.has(foodClass);

const named = (foodClass: FoodClass, cut: CutName | undefined): FoodName => ({
  name: foodClass,
  foodClass,
  cut,
  species: [],
  alone: false,
  lean: false,
  bird: undefined,
});

/** The floor of the animal, and pasteurised like everything whose surface went inside. */
const nonIntactRule = (base: FoodClassRule, animal: FoodClassRule): FoodClassRule => ({
  ...base,
  label: `Non-intact ${animal.label.toLowerCase()}`,
  floor: animal.floor,
  source: `${base.source}; ${animal.source}`,
});

/** Whose organisms count in what is ground or no longer intact. */
function speciesOf(foods: readonly FoodName[], rules: readonly FoodClassRule[]): readonly FoodClass[] {
  const mixed = rules.some(({ foodClass }) => foodClass === 'ground_meat' || foodClass === 'non_intact_meat');
  if (!mixed) return [];
  const all = new Set(foods.flatMap(({ foodClass, species }) => [foodClass, ...species]));
  all.delete('non_intact_meat');
  return FOOD_CLASSES.filter((foodClass) => all.has(foodClass) && FLESH_CLASSES.has(foodClass));
}

/** By class, and within one class the higher floor in front. */
const byStrictness = (one: FoodClassRule, other: FoodClassRule): number =>
  FOOD_CLASSES.indexOf(one.foodClass) - FOOD_CLASSES.indexOf(other.foodClass) ||
  (other.floor ?? 0) - (one.floor ?? 0);

const cutOf = ({ rule, cuts }: FoodKind, name: CutName | undefined): Cut =>
  (name && cuts.get(name)) ?? { thickness: rule.defaultThickness, shape: rule.defaultShape };

function largest(cuts: readonly Cut[]): { assumedThickness: Millimetres; assumedShape: Shape } {
  const shapes = new Set(cuts.map(({ shape }) => shape));
  return {
    assumedThickness: millimetres(Math.max(...cuts.map(({ thickness }) => thickness))),
    // The shapes are listed from the flattest on.
    assumedShape: SHAPES.find((shape) => shapes.has(shape)) ?? 'slab',
  };
}
