import { instantProblem } from '../../../probes/reading-instant.js';

/** Numbers above this are milliseconds; as seconds they would lie 3,000 years ahead. */
const MILLISECONDS_FROM = 1e11;
const ISO = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/;

/** When a device says that it measured: an instant in milliseconds since 1970, or why there is none. */
export type DeviceInstant = number | 'unreadable' | 'impossible' | 'ahead';

/**
 * Reads the stamp of a device: seconds or milliseconds since 1970, or ISO 8601 with its zone.
 * @param now the present, in milliseconds since 1970
 */
export function deviceInstant(value: unknown, now: number): DeviceInstant {
  const instant = milliseconds(value);
  if (instant === undefined) return 'unreadable';
  const problem = instantProblem(instant, now);
  if (problem === undefined) return Math.min(instant, now);
  return problem === 'ahead' ? 'ahead' : 'impossible';
}

function milliseconds(value: unknown): number | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) {
    return Math.round(Math.abs(value) >= MILLISECONDS_FROM ? value : value * 1000);
  }
  if (typeof value !== 'string' || !ISO.test(value)) return undefined;
  const instant = Date.parse(value.replace(' ', 'T'));
  return Number.isNaN(instant) ? undefined : instant;
}
