import { asFlag, JsonFormError, JsonReader, type ReadJson } from '../../shared/json-reader.js';
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

/** Sums of many steps differ from the whole in their last digits: by less than this, in ms. */
const ROUNDING = 1000;

const isNumber = (value: unknown): value is number => Number.isFinite(value);
const isAmount = (value: unknown): value is number => isNumber(value) && value >= 0;
const isWater = (value: unknown): value is number => isNumber(value) && isLiquid(value);
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((text) => typeof text === 'string');

const asAmount: ReadJson<number> = (value) => value.matching(isAmount, 'an amount');

/** Parses a snapshot, its mark first: another engine may have had other fields. */
const asSnapshot = (value: JsonReader, mark: SnapshotMark | undefined): MonitorSnapshot => ({
  engine: value.field('engine').oneOf(mark ? [mark.engine] : []),
  plan: value.field('plan').oneOf(mark ? [mark.plan] : []),
  water: value.field('water').matching(isWater, 'a temperature of water'),
  target: value.field('target').matching(isNumber, 'a number'),
  begunAgo: asAmount(value.field('begunAgo')),
  reachedAgo: value.field('reachedAgo').orNull(asAmount),
  planned: value.field('planned').orNull(asAmount),
  unseen: asAmount(value.field('unseen')),
  growing: asAmount(value.field('growing')),
  ...asHistory(value),
  pasteurizedUpTo: asAmount(value.field('pasteurizedUpTo')),
  piece: value.field('piece').text(),
  rungs: value.field('rungs').matching(isTexts, 'a list of texts'),
});

type SavedHistory = Pick<MonitorSnapshot, 'unobserved' | 'carriedGrowing' | 'carriedSpoilt'>;

const asHistory: ReadJson<SavedHistory> = (value) => {
  const unobserved = value.field('unobserved').optional(asAmount);
  const carriedGrowing = value.field('carriedGrowing').optional(asAmount);
  const carriedSpoilt = value.field('carriedSpoilt').optional(asFlag);
  return {
    ...(unobserved !== undefined && { unobserved }),
    ...(carriedGrowing !== undefined && { carriedGrowing }),
    ...(carriedSpoilt !== undefined && { carriedSpoilt }),
  };
};

/** What it means that a field cannot be read; the empty name stands for the snapshot itself. */
const PROBLEMS: ReadonlyMap<string, string> = new Map([
  ['', 'it is none'],
  ['engine', 'another version of the safety engine made it'],
  ['plan', 'it is about another plan'],
]);

/** The snapshot that a value is. @throws SnapshotRefusedError when it is none, or one of another monitor */
export function readSnapshot(value: unknown, mark: SnapshotMark | undefined): MonitorSnapshot {
  try {
    return inOrder(asSnapshot(JsonReader.of(value), mark));
  } catch (error) {
    if (!(error instanceof JsonFormError)) throw error;
    throw new SnapshotRefusedError(PROBLEMS.get(error.path) ?? `its ${error.path} is damaged`);
  }
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
