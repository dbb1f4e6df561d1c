import { MARGINS, WIDEST, WIDEST_HOURS, type Stage } from './calibration.js';

/** What the time to a target is computed from. */
export interface WarmingState {
  /** The core in °C. */
  readonly core: number;
  /** The core when it began to warm, in °C. */
  readonly start: number;
  /** The present rate in °C per hour, above zero. */
  readonly rate: number;
  /** The rate of the steady part of the warming, in °C per hour. */
  readonly steadyRate: number;
  /** The core temperature at which that part ended. */
  readonly steadyUntil: number;
  /** The smallest difference that the sensor shows, in °C. */
  readonly step: number;
  /** Whether the food is in its slow phase. */
  readonly isSlow: boolean;
}

/** Hours until the core reaches its target. */
export interface TimeSpan {
  readonly earliest: number;
  readonly likely: number;
  readonly latest: number;
}

/** What the core approaches, and what rate it keeps in the slow phase as a share of its steady rate. */
interface Course {
  readonly approached: number;
  readonly slowShare: number;
}

/**
 * Water that evaporates cools the surface of food, so a core approaches the temperature of boiling water at most, however
 * hot the air is, and in a slow smoker one far below (Singh and Heldman, Introduction to Food Engineering, ch. 12: wet
 * bulb). The two courses bracket what the recorded cooks did.
 */
const HOTTEST_SURFACE = 100;
const COOLEST_SURFACE = 80;
const FAST_SLOW_SHARE = 0.35;
const SLOW_SLOW_SHARE = 0.1;
/** What a rising core approaches is at least so much hotter, in °C. */
const LEAST_LEAD = 5;
/** A fall of the rate by this share shows what the core approaches. */
const CLEAR_FALL = 0.9;
/** The integral over the way ahead is a sum of so many parts. */
const PARTS = 40;

/** The bracket of two physical courses, before it is widened by what they missed on recorded cooks. */
export function bracketOf(state: WarmingState, target: number): TimeSpan {
  const fitted = fittedSurface(state);
  const lead = state.core + LEAST_LEAD;
  const fast = { approached: Math.max(HOTTEST_SURFACE, lead), slowShare: FAST_SLOW_SHARE };
  const slow = { approached: Math.max(Math.min(fitted, COOLEST_SURFACE), lead), slowShare: SLOW_SLOW_SHARE };
  const one = hoursOf(state, target, fast);
  const other = hoursOf(state, target, slow);
  const [earliest, latest] = [Math.min(one, other), Math.max(one, other)];
  return { earliest, likely: Math.sqrt(earliest * latest), latest };
}

/** Where the rate would be zero, drawn through the steady part and the present. */
function fittedSurface({ core, rate, steadyRate, steadyUntil }: WarmingState): number {
  if (rate > CLEAR_FALL * steadyRate || core <= steadyUntil) return Infinity;
  return core + (rate * (core - steadyUntil)) / (steadyRate - rate);
}

function hoursOf(state: WarmingState, target: number, { approached, slowShare }: Course): number {
  const { core, rate, steadyRate } = state;
  const least = Math.min(rate, slowShare * steadyRate);
  const part = (target - core) / PARTS;
  let hours = 0;
  for (let i = 0; i < PARTS; i++) {
    const here = core + (i + 0.5) * part;
    hours += part / Math.max((rate * (approached - here)) / (approached - core), least);
  }
  return hours;
}

/** The share of the way from the start to the target that is still ahead, from which on a stage counts. */
const EARLY_FROM = 0.5;
const MIDDLE_FROM = 0.2;

/** How far the cook is on its way to the target. */
export function stageOf({ core, start, isSlow }: WarmingState, target: number): Stage {
  if (isSlow) return 'slow';
  const ahead = (target - core) / (target - start);
  if (ahead > EARLY_FROM) return 'early';
  return ahead > MIDDLE_FROM ? 'middle' : 'late';
}

/** The interval for the time to a target above the core, in hours from now. */
export function timeToTarget(state: WarmingState, target: number): TimeSpan {
  const bracket = bracketOf(state, target);
  const { earlier, later } = MARGINS[stageOf(state, target)];
  // The core may be a step of its sensor further, or not as far, as it shows.
  const step = state.step / state.rate;
  const earliest = Math.max(0, bracket.earliest * Math.exp(-earlier) - step);
  const latest = bracket.latest * Math.exp(later) + step;
  return { earliest, likely: Math.min(Math.max(bracket.likely, earliest), latest), latest };
}

/** Whether an interval says too little to be shown: its end is many times as far away as its beginning. */
export const isTooWide = ({ earliest, latest }: TimeSpan): boolean =>
  latest > WIDEST_HOURS && latest > WIDEST * earliest;
