import type { Cookers } from './cookers.js';
import type { AcceptedStop } from './stop.js';

/**
 * Whether a cooker's own state shows a stop: it was seen at rest after the stop was acknowledged. A state from before
 * shows nothing, and neither does one that is not known.
 */
export function showsStop(cookers: Cookers, { deviceId, at }: AcceptedStop): boolean {
  const seen = cookers.get(deviceId);
  if (seen === undefined || seen.ageSeconds === null) return false;
  const { is_running: isRunning, state } = seen.status;
  return !isRunning && state !== 'unknown' && seen.at - seen.ageSeconds * 1_000 > at;
}
