/** The state of a probe, as clients see it. */
export type ProbeState = 'ok' | 'no_reading' | 'silent' | 'lost' | 'dead';

/** A thermometer that was heard within so many seconds is alive. */
const ALIVE = 600;
/** The interval of a probe that nothing is known of, in seconds. */
const UNKNOWN_INTERVAL = 60;

/** What is older than a limit: so many intervals of its probe, but not before and not after so many seconds. */
interface Limit {
  readonly intervals: number;
  readonly least: number;
  readonly most: number;
  /** Nor before so many intervals, however rarely it sends: a data logger may send every two hours. */
  readonly fewest: number;
}

/** When a reading is stale. */
const STALE: Limit = { intervals: 3, least: 30, most: 900, fewest: 1.5 };
/** When a probe is lost. */
const LOST: Limit = { intervals: 10, least: 180, most: 3600, fewest: 3 };
/** A longer interval, in seconds, counts as this one: it is three times that of the rarest device that is known. */
const LONGEST_INTERVAL = 6 * 3600;

/** What is known of a probe at one moment. Times are in seconds. */
export interface ProbeEvidence {
  readonly sendsOnChange: boolean;
  /** Whether its vendor or its values say that the sensor does not work. */
  readonly broken: boolean;
  /** Its newest reading; undefined before there is any. */
  readonly newest: { readonly hasValue: boolean; readonly age: number } | undefined;
  /** Between two readings in normal operation; undefined when that is not known. */
  readonly usualInterval: number | undefined;
  readonly thermometer: ThermometerEvidence;
}

/** What is known of the thermometer or the gateway of a probe. */
export interface ThermometerEvidence {
  /** Whether it, or this probe, is not listed any more. */
  readonly gone: boolean;
  /** Whether its vendor says that it is heard; null when the vendor does not say. */
  readonly online: boolean | null;
  /** How long ago it was heard; null when that is not known. */
  readonly heardAgo: number | null;
}

/**
 * The state of a probe. `lost` goes before `dead`: of what is not heard nothing is known. A probe that sends on change
 * is `silent` for as long as its thermometer is alive.
 */
export function probeState(evidence: ProbeEvidence): ProbeState {
  const { newest, broken, sendsOnChange, thermometer } = evidence;
  const alive = isAlive(thermometer);
  if (thermometer.gone || thermometer.online === false) return 'lost';
  if (newest === undefined) return broken ? 'dead' : 'no_reading';
  const waits = sendsOnChange || !newest.hasValue;
  if (newest.age > limitOf(LOST, evidence.usualInterval) && !(alive && waits)) return 'lost';
  if (broken) return 'dead';
  if (!newest.hasValue) return 'no_reading';
  return sendsOnChange && alive && isStale(newest.age, evidence.usualInterval) ? 'silent' : 'ok';
}

/** Whether a reading of this age, in seconds, is older than the readings of its probe usually get. */
export const isStale = (age: number, usualInterval: number | undefined): boolean =>
  age > limitOf(STALE, usualInterval);

const isAlive = ({ heardAgo }: ThermometerEvidence): boolean => heardAgo !== null && heardAgo <= ALIVE;

function limitOf({ intervals, least, most, fewest }: Limit, usual = UNKNOWN_INTERVAL): number {
  const interval = Math.min(usual, LONGEST_INTERVAL);
  return Math.max(Math.min(most, Math.max(least, intervals * interval)), fewest * interval);
}
