import type { CookerReading, CookerState } from '../../src/device/cooker-state.js';
import type { AssessedCook } from '../../src/cooking/status/cook-assessor.js';
import { reportStatus } from '../../src/cooking/status/status-report.js';
import type { Cook } from '../../src/cooking/tracking/cook.js';
import { milliseconds } from '../../src/shared/units.js';
import { approve } from './plans.js';
import { makeAccount, makeCookerState } from './readings.js';

/** The time of every report. */
export const WALL = new Date('2026-11-20T12:00:00.400Z');
/** A cook that this server started at that time. */
export const ours: Cook = {
  id: 'cook',
  cookerId: 'cooker-one',
  startedBy: 'coddle',
  startedAt: WALL,
  approved: approve(),
};

interface ReportInput {
  cook?: Cook | undefined;
  /** Milliseconds of the monotonic clock; default 0. */
  now?: number;
  assessed?: AssessedCook | undefined;
}

/** The status of the only cooker of an account. */
export const report = (cooker: CookerState, { cook, now = 0, assessed }: ReportInput = {}) =>
  reportStatus({
    account: makeAccount([cooker]),
    cooker,
    cook,
    assessed,
    now: milliseconds(now),
    wall: WALL,
  });

/** The status of a cooker that has sent this reading. */
export const reportOf = (reading: CookerReading, options: ReportInput = {}) =>
  report(makeCookerState({ reading }), options);
