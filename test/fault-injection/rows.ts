import { terminationSignals } from './termination-signals.js';
import { brokenCalls } from './broken-calls.js';
import { bursts } from './bursts.js';
import { emptyPromises, lostResponses } from './commands-gone-wrong.js';
import { damagedDatabase } from './damaged-database.js';
import type { Fault } from './fault.js';
import { foreignHands, reconnectInMidCook } from './manual-control.js';
import { fuzzedFrames } from './fuzzed-frames.js';
import { fuzzedRequests } from './fuzzed-requests.js';
import { killedApproval } from './killed-approval.js';
import { killedServer } from './killed-server.js';
import { cloudAway, flappingConnection, halfOpenConnection, refusedToken } from './cloud-connection.js';
import { longDay } from './long-day.js';
import { manyAtOnce, repetitionWithoutKey, repeatedRequests } from './repeated-requests.js';
import { silentCooker } from './silent-cooker.js';
import { fullDisk } from './storage-trouble.js';
import { jumpingClock, timerOddities } from './timer-oddities.js';

/** Every row of the table of faults, in its order. */
export const ROWS: readonly Fault[] = [
  halfOpenConnection,
  silentCooker,
  cloudAway,
  flappingConnection,
  refusedToken,
  lostResponses,
  emptyPromises,
  repeatedRequests,
  repetitionWithoutKey,
  manyAtOnce,
  foreignHands,
  reconnectInMidCook,
  fuzzedFrames,
  timerOddities,
  terminationSignals,
  killedServer,
  damagedDatabase,
  fullDisk,
  jumpingClock,
  longDay,
  bursts,
  fuzzedRequests,
  brokenCalls,
  killedApproval,
];
