import type { FoodOutlook } from '../../cooking/status/food-outlooks.js';
import type { CookPlan } from '../../safety/cook-plan.js';
import type { CoreAhead } from '../../safety/monitor/core-ahead.js';
import type { FoodMonitor } from '../../safety/monitor/food-monitor.js';
import { milliseconds, minutesToSeconds, seconds, type Seconds } from '../../shared/units.js';
import type { ReadingCourse } from '../readings/reading.repository.js';
import { reachesTargetAt } from './food-in.js';
import type { ForecastNote } from './wording.js';

/** The core and the water at a moment to come: wall clock, milliseconds since 1970. */
export interface AheadPoint {
  readonly at: number;
  readonly core: number;
  readonly water: number;
}

/** What is predicted of a food. Times are of the wall clock, in milliseconds since 1970. */
export interface Ahead {
  readonly note: ForecastNote;
  readonly points: readonly AheadPoint[];
  /** When the food goes in; left out when it is in. */
  readonly foodIn?: number | undefined;
  /** When it is pasteurised; left out where the assessment of the cook says it. */
  readonly pasteurizedAt?: number | undefined;
  readonly endsAt?: number | undefined;
}

/** The most points of a forecast, and how far it goes, in seconds. */
const MOST_POINTS = 200;
const HORIZON = 24 * 3600;
const NOTHING = seconds(0);

/** The forecast of food that is in the water. */
export function aheadOf({ followed, safety, seenAt, remaining, unmeasured, now }: FoodOutlook): Ahead {
  const report = followed?.monitor?.report();
  if (followed?.monitor === undefined || report === undefined || seenAt === undefined)
    return { note: followed?.monitor === undefined ? 'noMatter' : 'unread', points: [] };
  if (unmeasured) return { note: 'unmeasured', points: [] };
  const left = remaining ?? NOTHING;
  const missing = safety.pasteurizedAt === null ? NOTHING : (safety.pasteurizedAt - now.getTime()) / 1000;
  const points = followed.monitor.coreAhead({ span: spanOf(left, missing), most: MOST_POINTS });
  return {
    note: points.length === 0 ? 'finished' : 'ahead',
    points: points.map((point) => pointAt(seenAt.getTime(), point)),
    endsAt: left > 0 ? now.getTime() + left * 1000 : undefined,
  };
}

/** The forecast of food that goes in once the water has reached its setpoint. */
export function plannedAhead(
  plan: CookPlan,
  monitor: FoodMonitor | undefined,
  course: Pick<ReadingCourse, 'at' | 'waterCenti'>,
): Ahead {
  if (monitor === undefined) return { note: 'noMatter', points: [] };
  const foodIn = reachesTargetAt(course, plan.target);
  if (foodIn === undefined) return { note: 'heatingUnknown', points: [] };
  monitor.follow({ at: milliseconds(0), water: plan.target, target: plan.target });
  const missing = monitor.missingAt(plan.target);
  const hold = minutesToSeconds(plan.hold);
  const points = monitor.coreAhead({ span: spanOf(hold, missing), most: MOST_POINTS });
  return {
    note: 'preheating',
    points: points.map((point) => pointAt(foodIn, point)),
    foodIn,
    pasteurizedAt: missing < Infinity ? foodIn + missing * 1000 : undefined,
    endsAt: foodIn + hold * 1000,
  };
}

/** Until the timer has ended and the food is pasteurised, whichever is later. */
const spanOf = (timer: number, missing: number): Seconds =>
  seconds(Math.min(HORIZON, Math.max(timer, missing < Infinity ? missing : 0)));

const pointAt = (from: number, { after, core, water }: CoreAhead): AheadPoint => ({
  at: Math.round(from + after * 1000),
  core,
  water,
});
