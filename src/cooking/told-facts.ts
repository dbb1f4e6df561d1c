import { Injectable } from '@nestjs/common';
import { isWellFormed, type CookPlan, type StartState } from '../safety/cook-plan.js';
import type { UnderstoodFood } from '../safety/foods/food.js';
import { THICKEST, THINNEST } from '../safety/physics/food-body.js';
import { SafetyService } from '../safety/safety.service.js';
import { Clock } from '../shared/clock.js';
import type { Millimetres, Milliseconds } from '../shared/units.js';

/** For so long a fact counts for the same food, in ms. */
const REMEMBERED_MS = 30 * 60_000;
/** A user speaks of a few foods in half an hour; the least recently named are forgotten first. */
const MOST_FOODS = 500;

/** The fields of a request of which silence means something else than their default. */
export interface ToldFields {
  readonly startState: StartState | undefined;
  readonly vulnerable: boolean | undefined;
}

/** A plan as a principal told it. */
export interface ToldPlan {
  /** Name of the key that was shown. */
  readonly key: string;
  readonly plan: CookPlan;
  /** Left out, every field of the plan counts as told. */
  readonly told?: ToldFields | undefined;
}

/** A plan with what was told before, and a sentence for each fact that was taken from there. */
export interface CompletedPlan {
  readonly plan: CookPlan;
  readonly remembered: readonly string[];
}

/** A thickness, and of what: the whole name, not only the food in it. */
interface Thickness {
  readonly value: Millimetres;
  readonly of: string;
  readonly at: Milliseconds;
}

/** A name whose words say more of the size than its food does: "pork loin, 2.5 kg", "stacked chicken breasts". */
interface SizedName {
  readonly food: string;
  readonly assumed: Millimetres;
  readonly required: boolean;
  readonly at: Milliseconds;
}

/** What was told of one food, each fact with its moment; undefined where nothing was. */
interface Facts {
  readonly thickness?: Thickness | undefined;
  readonly sized?: SizedName | undefined;
  readonly frozen?: { readonly at: Milliseconds } | undefined;
  readonly vulnerable?: { readonly at: Milliseconds } | undefined;
}

/**
 * Remembers what each principal told of a food, so that a request that is sent again without it is judged no looser.
 * Silence keeps a fact for 30 minutes; another value of the same field replaces it.
 */
@Injectable()
export class ToldFacts {
  /** In the order of use, the latest at the end. */
  private readonly foods = new Map<string, Facts>();

  constructor(
    private readonly safety: SafetyService,
    private readonly clock: Clock,
  ) {}

  /** @throws SafetyUnavailableError when names of foods cannot be understood */
  complete({ key, plan, told = asTold(plan) }: ToldPlan): CompletedPlan {
    // The engine refuses what is no plan.
    if (!isWellFormed(plan)) return { plan, remembered: [] };
    const food = this.safety.foods.understand(plan.food);
    const name = `${key} ${nameOf(food, plan)}`;
    // Who eats it holds for every name of the kind: "ribeye for a toddler" comes again as "rib eye steak".
    const kind = `${key} ${food.foodClass}`;
    const now = this.clock.monotonic();
    const { vulnerable } = recent(this.foods.get(kind), now);
    const known = { ...recent(this.foods.get(name), now), vulnerable };
    const news = factsOf(plan, told, food, now);
    const facts = updated(known, news, told, plan.thickness !== undefined);
    this.remember(name, { ...facts, vulnerable: undefined });
    this.remember(kind, { vulnerable: facts.vulnerable });
    return completed(plan, told, { food, known, news, now });
  }

  private remember(name: string, facts: Facts): void {
    this.foods.delete(name);
    if (Object.values(facts).every((fact) => fact === undefined)) return;
    this.foods.set(name, facts);
    if (this.foods.size > MOST_FOODS) this.foods.delete(this.foods.keys().next().value!);
  }
}

/** The same food, whatever else its name says: "steak for a toddler" is a steak. */
function nameOf({ foodClass, matched, name }: UnderstoodFood, { food }: CookPlan): string {
  const words = matched.length > 0 ? matched.toSorted().join(' + ') : (name ?? food ?? '').toLowerCase();
  return `${foodClass} ${words}`;
}

function recent(facts: Facts | undefined, now: Milliseconds): Facts {
  const ifRecent = <Fact extends { readonly at: Milliseconds }>(fact: Fact | undefined) =>
    fact !== undefined && now - fact.at <= REMEMBERED_MS ? fact : undefined;
  return {
    thickness: ifRecent(facts?.thickness),
    sized: ifRecent(facts?.sized),
    frozen: ifRecent(facts?.frozen),
    vulnerable: ifRecent(facts?.vulnerable),
  };
}

/** What a request tells itself, by its fields or in the words of the food. */
function factsOf(plan: CookPlan, told: ToldFields, food: UnderstoodFood, at: Milliseconds): Facts {
  const inWords = food.facts.toldThickness?.thickness;
  const thickness = thicker(plan.thickness, inWords);
  const isFrozen = told.startState === 'frozen' || food.frozen;
  const isVulnerable = told.vulnerable === true || food.facts.vulnerable !== undefined;
  return {
    ...(thickness !== undefined &&
      isOfPiece(thickness, food) && { thickness: { value: thickness, of: wholeName(plan), at } }),
    ...(plan.food !== undefined && {
      sized: { food: plan.food, assumed: food.assumedThickness, required: food.facts.thicknessRequired, at },
    }),
    ...(isFrozen && { frozen: { at } }),
    ...(isVulnerable && { vulnerable: { at } }),
  };
}

/** A slip of the unit is refused, and must not refuse what comes after it. */
function isOfPiece(thickness: Millimetres, { facts: { plausible } }: UnderstoodFood): boolean {
  const [thinnest, thickest] = [plausible?.thinnest ?? THINNEST, plausible?.thickest ?? THICKEST];
  return thickness >= Math.max(thinnest, THINNEST) && thickness <= Math.min(thickest, THICKEST);
}

const thicker = (one: Millimetres | undefined, other: Millimetres | undefined) =>
  one !== undefined && other !== undefined && other > one ? other : (one ?? other);

/** Another value of a field takes the place of a fact; silence leaves it, and words may only make a piece thicker. */
function updated(known: Facts, news: Facts, told: ToldFields, isMeasured: boolean): Facts {
  return {
    thickness: isMeasured ? news.thickness : thickest(known.thickness, news.thickness),
    sized: largest(known.sized, news.sized),
    frozen: news.frozen ?? (told.startState === undefined ? known.frozen : undefined),
    vulnerable: news.vulnerable ?? (told.vulnerable === undefined ? known.vulnerable : undefined),
  };
}

const largest = (known: Facts['sized'], told: Facts['sized']) =>
  known !== undefined && told !== undefined && isLarger(known, told) ? known : (told ?? known);

const isLarger = (one: SizedName, other: SizedName): boolean =>
  (one.required && !other.required) || one.assumed > other.assumed;

const thickest = (known: Facts['thickness'], told: Facts['thickness']) =>
  known !== undefined && (told === undefined || known.value > told.value) ? known : told;

interface Recalled {
  readonly food: UnderstoodFood;
  readonly known: Facts;
  readonly news: Facts;
  readonly now: Milliseconds;
}

function completed(plan: CookPlan, told: ToldFields, { food, known, news, now }: Recalled): CompletedPlan {
  const thickness = recalledThickness(plan, { food, known, news, now });
  const sized = recalledSize(plan, { food, known, news, now });
  const frozen = told.startState === undefined && !news.frozen ? known.frozen : undefined;
  const vulnerable = told.vulnerable === undefined && !news.vulnerable ? known.vulnerable : undefined;
  return {
    plan: {
      ...plan,
      ...(sized && { food: sized.food }),
      ...(thickness && { thickness: thickness.value }),
      ...(frozen && { startState: 'frozen' }),
      ...(vulnerable && { vulnerableConsumers: true }),
    },
    remembered: [
      ...(sized ? [`The food is “${sized.food}”, as told ${ago(sized, now)}.`] : []),
      ...(thickness ? [`The thickest point is ${thickness.value} mm, as told ${ago(thickness, now)}.`] : []),
      ...(frozen ? [`The food is frozen, as told ${ago(frozen, now)}.`] : []),
      ...(vulnerable ? [`Someone who falls ill easily will eat it, as told ${ago(vulnerable, now)}.`] : []),
    ],
  };
}

/** What the words said of the size before; a thickness that is sent now tells it better. */
function recalledSize(plan: CookPlan, { known: { sized }, news }: Recalled): SizedName | undefined {
  if (plan.thickness !== undefined || sized === undefined || news.sized === undefined) return undefined;
  return isLarger(sized, news.sized) ? sized : undefined;
}

/**
 * A piece that is thinner than what would be assumed is the same piece only under the very same name: "stacked chicken
 * breasts" are not the breast that was told before.
 */
function recalledThickness(plan: CookPlan, { food, known, news }: Recalled): Thickness | undefined {
  const { thickness } = known;
  if (plan.thickness !== undefined || thickness === undefined) return undefined;
  if (news.thickness !== undefined && news.thickness.value >= thickness.value) return undefined;
  const isThick = thickness.value >= food.assumedThickness;
  return isThick || thickness.of === wholeName(plan) ? thickness : undefined;
}

const wholeName = ({ food }: CookPlan): string => (food ?? '').trim().toLowerCase();

const asTold = ({ startState, vulnerableConsumers: vulnerable }: CookPlan): ToldFields => ({
  startState,
  vulnerable,
});

function ago({ at }: { readonly at: Milliseconds }, now: Milliseconds): string {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return 'less than a minute ago';
  return minutes === 1 ? '1 minute ago' : `${minutes} minutes ago`;
}
