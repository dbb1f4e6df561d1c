import type { Alert } from '../lifecycle/alert.js';
import type { Delivery } from './delivery.js';

/**
 * Whether a message that has not arrived has become pointless: people know of every alert that it is about, since they
 * acknowledged it. One that is over is still said, and then that it is over.
 * @param alerts those that it is about; undefined for one that cannot be read
 */
export const isPointless = (
  { message: { notice } }: Delivery,
  alerts: readonly (Alert | undefined)[],
): boolean =>
  (notice === 'firing' || notice === 'escalated') &&
  alerts.length > 0 &&
  alerts.every((alert) => (alert?.acknowledgedAt ?? null) !== null);
