import type { AbstentionReason } from './cook-forecast.js';
import { slopeError } from './rate.js';
import { WIDEST, WIDEST_HOURS, WIDEST_KEPT, type Margins, type Stage } from './calibration.js';

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
  /** Since it began to warm, in hours. */
  readonly hours: number;
  /** The usual time between two readings, in hours. */
  readonly interval: number;
  /** The air around it in °C, where it is measured. */
  readonly air: number | undefined;
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
  /** How much of the steady rate comes back with each °C that the core rises, after a stall. */
  readonly recovery: number;
}

/**
 * Water that evaporates cools the surface of food, so a core approaches the temperature of boiling water at most, however
 * hot the air is, and in a slow smoker one far below (Singh and Heldman, Introduction to Food Engineering, ch. 12: wet
 * bulb). The two courses bracket what the recorded cooks did.
 */
const HOTTEST_SURFACE = 100;
const COOLEST_SURFACE = 80;
/** In air of 90 °C the surface stayed near 50 °C, in air of 112 °C near 80 °C. */
const COOL_AIR = 90;
const COOL_SURFACE = 50;
const SURFACE_PER_AIR = 1.35;
const FAST_SLOW_SHARE = 0.35;
/** A pork shoulder that was through its stall regained this per °C. */
const FAST_RECOVERY = 0.03;
const SLOW_SLOW_SHARE = 0.07;
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
  const fast = {
    approached: Math.max(HOTTEST_SURFACE, lead),
    slowShare: FAST_SLOW_SHARE,
    recovery: FAST_RECOVERY,
  };
  const slow = {
    approached: Math.max(Math.min(fitted, coolestSurface(state)), lead),
    slowShare: SLOW_SLOW_SHARE,
    recovery: 0,
  };
  const one = hoursOf(state, target, fast);
  const other = hoursOf(state, target, slow);
  const [earliest, latest] = [Math.min(one, other), Math.max(one, other)];
  return { earliest, likely: Math.sqrt(earliest * latest), latest };
}

/** In cool air the surface stays cooler still, which shows once the rate falls. */
function coolestSurface({ air, rate, steadyRate }: WarmingState): number {
  if (air === undefined || rate > CLEAR_FALL * steadyRate) return COOLEST_SURFACE;
  return Math.min(COOLEST_SURFACE, COOL_SURFACE + SURFACE_PER_AIR * (air - COOL_AIR));
}

/** Where the rate would be zero, drawn through the steady part and the present. */
function fittedSurface({ core, rate, steadyRate, steadyUntil }: WarmingState): number {
  if (rate > CLEAR_FALL * steadyRate || core <= steadyUntil) return Infinity;
  return core + (rate * (core - steadyUntil)) / (steadyRate - rate);
}

function hoursOf(state: WarmingState, target: number, { approached, slowShare, recovery }: Course): number {
  const { core, rate, steadyRate } = state;
  const part = (target - core) / PARTS;
  let hours = 0;
  for (let i = 0; i < PARTS; i++) {
    const here = core + (i + 0.5) * part;
    const recovered = rate + recovery * steadyRate * (here - core);
    const least = Math.min(recovered, slowShare * steadyRate);
    hours += part / Math.max((rate * (approached - here)) / (approached - core), least);
  }
  return hours;
}

/** A sensor that rounds shows a temperature that is up to half a step off. */
const STEP_SHARE = 0.5;
/** The core wavers by this much, in °C, when the fire does. */
const WAVER_CELSIUS = 0.25;
/** From these shares of the steady rate on, the food warms steadily, or grows slower; below, it stalls. */
const STEADY_FROM = 0.5;
const SLOWING_FROM = 0.15;
/** In a stall, only a target is forecast that the present rate reaches within this time, also as a share of the cook. */
const STALLED_HOURS = 2;
const STALLED_SHARE = 0.5;

/** How the food warms at present, which decides how far the bracket is widened. */
export function stageOf({ rate, steadyRate }: WarmingState): Stage {
  if (rate >= STEADY_FROM * steadyRate) return 'steady';
  return rate >= SLOWING_FROM * steadyRate ? 'slowing' : 'stalled';
}

/**
 * The interval for the time to a target above the core, in hours from now, or why there is none.
 * @param isForecasting whether there was one before, which takes more to end
 */
export function timeToTarget(
  state: WarmingState,
  target: number,
  isForecasting: boolean,
  margins: Margins,
): TimeSpan | Extract<AbstentionReason, 'slow_phase' | 'too_uncertain'> {
  const stage = stageOf(state);
  const straight = (target - state.core) / state.rate;
  if (stage === 'stalled' && straight > Math.min(STALLED_HOURS, STALLED_SHARE * state.hours))
    return 'slow_phase';
  const bracket = bracketOf(state, target);
  const { earlier, later } = margins[stage];
  // The core may be a step of its sensor further, or less far, than it shows, and is read only now and then.
  const step = Math.max(WAVER_CELSIUS, STEP_SHARE * state.step) / state.rate;
  const coarse = slopeError(state.step);
  const earliest = Math.max(0, bracket.earliest * Math.exp(-earlier - coarse) - step);
  const latest = bracket.latest * Math.exp(later + coarse) + step + state.interval;
  // A coarse sensor makes an interval wide, and not uncertain what the food does.
  const widest = (isForecasting ? WIDEST_KEPT : WIDEST) * Math.exp(2 * coarse);
  if (latest > WIDEST_HOURS && latest > widest * earliest) return 'too_uncertain';
  return { earliest, likely: Math.min(Math.max(bracket.likely, earliest), latest), latest };
}
