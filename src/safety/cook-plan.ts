import { nameAtHead } from '../shared/printable.js';
import type { Celsius, Millimetres, Minutes } from '../shared/units.js';

/** The geometry of a piece of food; it decides how fast heat gets to the core. */
export const SHAPES = ['slab', 'portion', 'cylinder', 'cube', 'sphere'] as const;
export type Shape = (typeof SHAPES)[number];

/** What the food comes from: the fridge (5 °C), room temperature (20 °C) or the freezer (−18 °C). */
export const START_STATES = ['refrigerated', 'room', 'frozen'] as const;
export type StartState = (typeof START_STATES)[number];

/** What a user wants to cook: everything the safety engine judges, and nothing else. */
export interface CookPlan {
  /** Setpoint of the bath. */
  readonly target: Celsius;
  /** How long the food is held after the water has reached the setpoint. */
  readonly hold: Minutes;
  /** Whether no timer ends it, so that `hold` was not chosen: it is judged for the longest that a timer goes. */
  readonly endless?: boolean | undefined;
  /** The food in the user's own words; undefined when not given. */
  readonly food?: string | undefined;
  /** The thickest point; undefined when not given. */
  readonly thickness?: Millimetres | undefined;
  /** Whether the thickest point must be sent: what was sent of the piece before rules out an assumption. */
  readonly thicknessRequired?: boolean | undefined;
  readonly shape?: Shape | undefined;
  readonly startState: StartState;
  /** Eaten by someone pregnant, under 5, over 65 or immunocompromised. */
  readonly vulnerableConsumers: boolean;
  /**
   * Device type of the cooker (`a7`), for the ceiling of the model; undefined when no cooker is known yet.
   * Rules see only the models that `withModelThatMatters` keeps.
   */
  readonly cookerType?: string | undefined;
}

const isFlagOrNone = (value: unknown): boolean => value === undefined || typeof value === 'boolean';
const isTextOrNone = (value: unknown): boolean => value === undefined || typeof value === 'string';

/** Whether every field is of the type that it should be; what the numbers mean is for the rules to say. */
export function isWellFormed(plan: CookPlan): boolean {
  const { target, hold, food, thickness, shape, startState, vulnerableConsumers, cookerType } = plan;
  return (
    isFlagOrNone(plan.thicknessRequired) &&
    isFlagOrNone(plan.endless) &&
    typeof target === 'number' &&
    typeof hold === 'number' &&
    (thickness === undefined || typeof thickness === 'number') &&
    isTextOrNone(food) &&
    isTextOrNone(cookerType) &&
    (shape === undefined || SHAPES.includes(shape)) &&
    START_STATES.includes(startState) &&
    typeof vulnerableConsumers === 'boolean'
  );
}

/**
 * A plan read once, field by field: a copy that says the same however often it is asked, and holds nothing but what a
 * plan is made of.
 * @throws TypeError when it is not well-formed
 */
export function settledPlan(plan: CookPlan): CookPlan {
  const { target, hold, food, thickness, shape, startState, vulnerableConsumers, cookerType } = plan;
  const { thicknessRequired, endless } = plan;
  const settled = {
    ...{ target, hold, food, thickness, shape, startState, vulnerableConsumers, cookerType },
    ...(thicknessRequired !== undefined && { thicknessRequired }),
    ...(endless !== undefined && { endless }),
  };
  if (!isWellFormed(settled)) throw new TypeError('A plan has a field of the wrong type');
  return Object.freeze(settled);
}

/** The food of a plan at the beginning of a sentence. */
export const planSubject = ({ food }: CookPlan): string => nameAtHead(food?.trim() || 'The food');
