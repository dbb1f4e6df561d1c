import { Catch, Injectable, type ArgumentsHost } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { isWellFormed, type CookPlan, type StartState } from '../../safety/cook-plan.js';
import { FOOD_CLASSES, HARMLESS_CLASSES, type FoodClass } from '../../safety/foods/food-class.js';
import type { UnderstoodFood } from '../../safety/foods/food.js';
import { SafetyService } from '../../safety/safety.service.js';
import { Clock } from '../../shared/clock.js';
import type { Millimetres, Milliseconds } from '../../shared/units.js';
import {
  factsOf,
  isEmpty,
  isMeasured,
  merged,
  NO_FACTS,
  recent,
  unreplaced,
  type Facts,
  type FoodStatement,
} from './food-facts.js';
import { planWithFacts, type CompletedPlan } from './plan-with-facts.js';
import { readableFacts } from './readable-facts.js';
import type { Request } from 'express';
import { callerOf } from '../../auth/access.guards.js';
import { ErrorFilter } from '../../http/error.filter.js';
import type { Principal } from '../../auth/principal.js';
import { CoddleError } from '../../shared/errors.js';

/** The most classes of foods that are kept, for all principals; the least recently named are forgotten first. */
const MOST_CLASSES = 500;
/** The class of facts about food that is unnamed or not understood. */
const UNKNOWN: FoodClass = 'unknown';

/** The fields of a request whose absence means something other than their default. */
export interface StatedFields {
  readonly startState: StartState | undefined;
  readonly vulnerable: boolean | undefined;
}

/** A plan as a principal stated it. */
export interface StatedPlan {
  readonly principal: Pick<Principal, 'id'>;
  readonly plan: CookPlan;
  /** When left out, every field of the plan counts as stated. */
  readonly stated?: StatedFields | undefined;
}

/** A request of a principal, with the food as it was understood. */
interface UnderstoodRequest {
  /** Id of the principal. */
  readonly by: string;
  readonly stated: FoodStatement;
  readonly food: UnderstoodFood;
  readonly classes: readonly FoodClass[];
  /** Whether it sends a usable thickness. */
  readonly measured: boolean;
  readonly now: Milliseconds;
}

/**
 * Remembers the facts that each principal states about a class of food, so that a repeated request without them is
 * judged no less strictly, whatever it calls the food. A fact counts for 30 minutes; another value of the same field
 * replaces it. Facts about food that is not understood pass to the next food that is.
 */
@Injectable()
export class StatedFacts {
  /** By principal and class. Only naming a class makes it recent, so it is read with `peek`. */
  private readonly facts = new LRUCache<string, Facts>({ max: MOST_CLASSES });

  constructor(
    private readonly safety: SafetyService,
    private readonly clock: Clock,
  ) {}

  /** @throws SafetyUnavailableError when food names cannot be understood */
  complete({
    principal,
    plan,
    stated: { startState, vulnerable } = asStated(plan),
  }: StatedPlan): CompletedPlan {
    // The engine refuses a malformed plan.
    if (!isWellFormed(plan)) return { plan, remembered: [], remedies: [] };
    const request = this.understand(principal.id, {
      food: plan.food,
      thickness: plan.thickness,
      startState,
      vulnerable,
    });
    const known = unreplaced(this.factsFor(request), request.stated, request.measured);
    this.remember(request, (facts) => unreplaced(facts, request.stated, request.measured));
    return planWithFacts(plan, request.food, known, request.now);
  }

  /**
   * Completes the plan of a form that is being filled: earlier facts count, and it states none itself, since what stands
   * in it for the moment, such as the first word of a name, may not be meant.
   * @throws SafetyUnavailableError when food names cannot be understood
   */
  completeForm({
    principal,
    plan,
    stated: { startState, vulnerable } = asStated(plan),
  }: StatedPlan): CompletedPlan {
    if (!isWellFormed(plan)) return { plan, remembered: [], remedies: [] };
    const statement = { food: plan.food, thickness: plan.thickness, startState, vulnerable };
    const request = this.read(principal.id, statement);
    const facts = merged(this.factsFor(request), this.of(principal.id, UNKNOWN, request.now));
    const known = unreplaced(facts, request.stated, request.measured);
    return planWithFacts(plan, request.food, known, request.now);
  }

  /**
   * Notes the facts in a request that was refused for its form. Such a request replaces no fact.
   * @throws SafetyUnavailableError when food names cannot be understood
   */
  note(by: string, body: unknown): void {
    const { startText, ...stated } = readableFacts(body);
    const isFrozen = startText !== undefined && this.safety.foods.understand(startText).frozen;
    const request = this.understand(by, { ...stated, startState: isFrozen ? 'frozen' : undefined });
    this.remember(request, (facts) => facts);
  }

  /** Understands a request. Facts about food that was not understood pass to food that is. */
  private understand(by: string, stated: FoodStatement): UnderstoodRequest {
    const request = this.read(by, stated);
    const { classes } = request;
    if (!classes.includes(UNKNOWN) && !classes.every((one) => HARMLESS_CLASSES.has(one)))
      this.moveFactsOfUnknown(request);
    return request;
  }

  private read(by: string, stated: FoodStatement): UnderstoodRequest {
    const food = this.safety.foods.understand(stated.food);
    const measured = isMeasured(stated, food);
    return { by, stated, food, classes: classesOf(food), measured, now: this.clock.monotonic() };
  }

  private moveFactsOfUnknown({ by, classes, now }: UnderstoodRequest): void {
    const facts = this.of(by, UNKNOWN, now);
    if (isEmpty(facts)) return;
    for (const one of classes) this.keep(by, one, merged(this.of(by, one, now), facts));
    this.keep(by, UNKNOWN, NO_FACTS);
  }

  /** The facts that apply to a food: those of its classes, or of all classes when it may be any. */
  private factsFor({ by, classes, now }: UnderstoodRequest): Facts {
    const searched = classes.includes(UNKNOWN) ? FOOD_CLASSES : classes;
    return searched.map((one) => this.of(by, one, now)).reduce(merged, NO_FACTS);
  }

  private remember(
    { by, stated, food, classes, now }: UnderstoodRequest,
    kept: (facts: Facts) => Facts,
  ): void {
    const added = factsOf(stated, food, this.plainThickness(food), now);
    for (const one of classes) this.keep(by, one, merged(kept(this.of(by, one, now)), added));
  }

  /** The thickness assumed for the food without its adjectives: "stacked chicken breasts" count as a chicken breast. */
  private plainThickness({ matched }: UnderstoodFood): Millimetres {
    const plain = matched.length > 0 ? matched.join(', ') : undefined;
    return this.safety.foods.understand(plain).assumedThickness;
  }

  private of(by: string, foodClass: FoodClass, now: Milliseconds): Facts {
    return recent(this.facts.peek(`${foodClass} ${by}`), now);
  }

  private keep(by: string, foodClass: FoodClass, facts: Facts): void {
    const name = `${foodClass} ${by}`;
    if (isEmpty(facts)) this.facts.delete(name);
    else this.facts.set(name, facts);
  }
}

/** Every class that a food belongs to: a chicken sausage is ground meat and poultry. */
const classesOf = ({ foodClass, judgedAs, species }: UnderstoodFood): readonly FoodClass[] => [
  ...new Set([foodClass, ...judgedAs.map((rule) => rule.foodClass), ...species]),
];

const asStated = ({ startState, vulnerableConsumers: vulnerable }: CookPlan): StatedFields => ({
  startState,
  vulnerable,
});

/**
 * Notes the facts in a request that was refused for its form, so that a client that corrects one field does not have to
 * repeat the thickness of the food or who will eat it. A filter runs for errors only; an interceptor, for every request.
 */
@Catch()
@Injectable()
export class NoteStatedFacts extends ErrorFilter {
  constructor(private readonly facts: StatedFacts) {
    super();
  }

  /** @throws SafetyUnavailableError when food names cannot be understood; the filter of every route sends that instead */
  override catch(thrown: unknown, host: ArgumentsHost): void {
    if (thrown instanceof CoddleError && thrown.kind === 'invalid')
      this.note(host.switchToHttp().getRequest<Request>());
    super.catch(thrown, host);
  }

  private note(request: Request): void {
    const principal = callerOf(request);
    // Without a body, a guard refused the request before it was read.
    if (request.body === undefined || principal === undefined || principal.kind === 'owner') return;
    this.facts.note(principal.id, request.body);
  }
}
