import { ago } from '../../cooking/status/ago.js';
import { inMinutes } from '../../shared/units.js';

/** An older reading is said with its age, in seconds. */
const OLD = 120;

/** How fast a temperature changes, as the end of a sentence. @param rate in °C per hour */
export function changing(rate: number): string {
  const speed = Math.round(Math.abs(rate) * 10) / 10;
  if (speed === 0) return 'stays as it is';
  return `${rate > 0 ? 'rises' : 'falls'} by ${speed} °C an hour`;
}

/** A duration in a sentence. @param seconds at least 0 */
export function lasting(seconds: number): string {
  const whole = Math.floor(seconds);
  if (whole < 120) return whole === 1 ? '1 second' : `${whole} seconds`;
  const minutes = Math.floor(whole / 60);
  return minutes < 120 ? `${minutes} minutes` : `${Math.floor(minutes / 60)} hours`;
}

/** A time to come in a sentence. @param minutes at least 0 */
export function within(minutes: number): string {
  const whole = Math.round(minutes);
  if (whole < 1) return 'less than a minute';
  if (whole < 180) return inMinutes(whole);
  return `${Math.round(whole / 60)} hours`;
}

/** The end of a sentence about a reading, which says its age where that matters. @param age in seconds */
export const asOf = (age: number): string => (age > OLD ? `, as measured ${ago(age * 1000)}` : '');
