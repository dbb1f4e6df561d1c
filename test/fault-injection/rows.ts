import { askedToEnd } from './asked-to-end.js';
import { bursts } from './bursts.js';
import { emptyPromises, lostAnswers } from './commands-gone-wrong.js';
import { damagedDatabase } from './damaged-database.js';
import type { Fault } from './fault.js';
import { foreignHands, reconnectInMidCook } from './manual-control.js';
import { fuzzedFrames } from './fuzzed-frames.js';
import { fuzzedRequests } from './fuzzed-requests.js';
import { killedServer } from './killed-server.js';
import { cloudAway, flappingLine, halfOpenLine, refusedToken } from './line-to-the-cloud.js';
import { longDay } from './long-day.js';
import { manyAtOnce, namelessRepetition, repeatedCalls } from './repeated-calls.js';
import { silentCooker } from './silent-cooker.js';
import { fullDisk } from './storage-trouble.js';
import { jumpingClock, timerOddities } from './timer-oddities.js';

/** Every row of the table of faults, in its order. */
export const ROWS: readonly Fault[] = [
  halfOpenLine,
  silentCooker,
  cloudAway,
  flappingLine,
  refusedToken,
  lostAnswers,
  emptyPromises,
  repeatedCalls,
  namelessRepetition,
  manyAtOnce,
  foreignHands,
  reconnectInMidCook,
  fuzzedFrames,
  timerOddities,
  askedToEnd,
  killedServer,
  damagedDatabase,
  fullDisk,
  jumpingClock,
  longDay,
  bursts,
  fuzzedRequests,
];
