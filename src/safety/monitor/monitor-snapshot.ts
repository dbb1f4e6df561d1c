import { celsius, milliseconds, seconds } from '../../shared/units.js';
import type { Milliseconds } from '../../shared/units.js';
import { isLiquid, type Course } from './course.js';
import { SnapshotRefusedError } from './snapshot-refused.error.js';

/** What a snapshot is good for: the same plan, followed by the same engine. */
export interface SnapshotMark {
  readonly engine: string;
  readonly plan: string;
}

/** A monitor between two readings as a plain value, for another process. Moments are ages at the last reading, in ms. */
export interface MonitorSnapshot extends SnapshotMark {
  /** The last reading, in °C. */
  readonly water: number;
  readonly target: number;
  readonly begunAgo: number;
  /** Null while the food is not pasteurised. */
  readonly reachedAgo: number | null;
  /** In seconds, as the next two; null when it would never have been pasteurised. */
  readonly planned: number | null;
  readonly unseen: number;
  readonly growing: number;
  /** Left out, as the next two, where it is empty. */
  readonly unobserved?: number;
  readonly carriedGrowing?: number;
  readonly carriedSpoilt?: boolean;
  /** In mm. */
  readonly pasteurizedUpTo: number;
  /** Temperatures and pathogens of the piece, and of every thicker one that is not pasteurised yet, as `pack` writes them. */
  readonly piece: string;
  readonly rungs: readonly string[];
}

/** What another process kept of a food. */
export interface KeptFood {
  /** As `FoodMonitor.snapshot` made it, or what has become of that: it is looked at closely. */
  readonly snapshot: unknown;
  /** The moment of its last reading on the monotonic clock of this process: negative where that was not there yet. */
  readonly lastAt: Milliseconds;
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => Number.isFinite(value);
const isAmount: Check = (value) => isNumber(value) && Number(value) >= 0;
const isAmountOrNone: Check = (value) => value === null || isAmount(value);
const isOptionalAmount: Check = (value) => value === undefined || isAmount(value);
/** Sums of many steps differ from the whole in their last digits: by less than this, in ms. */
const ROUNDING = 1000;

/** What every field must be; who made it comes first, since another engine may have had other fields. */
const FIELDS: Readonly<Record<keyof MonitorSnapshot, Check>> = {
  engine: isText,
  plan: isText,
  water: (value) => isNumber(value) && isLiquid(Number(value)),
  target: isNumber,
  begunAgo: isAmount,
  reachedAgo: isAmountOrNone,
  planned: isAmountOrNone,
  unseen: isAmount,
  growing: isAmount,
  unobserved: isOptionalAmount,
  carriedGrowing: isOptionalAmount,
  carriedSpoilt: (value) => value === undefined || typeof value === 'boolean',
  pasteurizedUpTo: isAmount,
  piece: isText,
  rungs: (value) => Array.isArray(value) && value.every(isText),
};

/** The snapshot that a value is. @throws SnapshotRefusedError when it is none, or one of another monitor */
export function readSnapshot(value: unknown, mark: SnapshotMark | undefined): MonitorSnapshot {
  if (typeof value !== 'object' || value === null) throw new SnapshotRefusedError('it is none');
  const { engine, plan } = value as Partial<MonitorSnapshot>;
  if (engine !== mark?.engine) throw new SnapshotRefusedError('another version of the safety engine made it');
  if (plan !== mark?.plan) throw new SnapshotRefusedError('it is about another plan');
  for (const [field, isSound] of Object.entries(FIELDS)) {
    if (!isSound((value as Readonly<Record<string, unknown>>)[field]))
      throw new SnapshotRefusedError(`its ${field} is damaged`);
  }
  return inOrder(value as MonitorSnapshot);
}

function inOrder(snapshot: MonitorSnapshot): MonitorSnapshot {
  const { begunAgo, reachedAgo, unseen, growing } = snapshot;
  const longest = Math.max(reachedAgo ?? 0, unseen * 1000, growing * 1000);
  if (longest > begunAgo + ROUNDING) throw new SnapshotRefusedError('it covers more time than has passed');
  return snapshot;
}

/** The fields of a snapshot that describe the course. */
export const packCourse = (course: Course) => ({ ...packed(course), ...packedHistory(course) });

const packed = ({ last, begunAt, planned, reachedAt, unseen, growing }: Course) => ({
  water: last.water,
  target: last.target,
  begunAgo: last.at - begunAt,
  reachedAgo: reachedAt === undefined ? null : last.at - reachedAt,
  planned: planned < Infinity ? planned : null,
  unseen,
  growing,
});

const packedHistory = ({ unobserved, carried }: Course) => ({
  ...(unobserved > 0 && { unobserved }),
  ...(carried.growing > 0 && { carriedGrowing: carried.growing }),
  ...(carried.spoilt && { carriedSpoilt: true }),
});

/** The course in a snapshot, on a clock on which its last reading was at `lastAt`. */
export function unpackCourse(snapshot: MonitorSnapshot, lastAt: Milliseconds): Course {
  const { water, target, begunAgo, reachedAgo, planned, unseen, growing } = snapshot;
  return {
    last: { at: lastAt, water: celsius(water), target: celsius(target) },
    begunAt: milliseconds(lastAt - begunAgo),
    planned: seconds(planned ?? Infinity),
    reachedAt: reachedAgo === null ? undefined : milliseconds(lastAt - reachedAgo),
    unseen,
    unobserved: snapshot.unobserved ?? 0,
    growing,
    carried: { growing: snapshot.carriedGrowing ?? 0, spoilt: snapshot.carriedSpoilt ?? false },
  };
}
