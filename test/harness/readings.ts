import type { CookerReading, CookerState, AccountState } from '../../src/device/cooker-state.js';
import { celsius, milliseconds, seconds } from '../../src/shared/units.js';

/** An idle cooker in cold water; a test says only what matters to it. */
export const makeReading = (known: Partial<CookerReading> = {}): CookerReading => ({
  mode: 'idle',
  running: false,
  water: celsius(20),
  target: celsius(60),
  timer: { mode: 'idle' },
  origin: 'unknown',
  ...known,
});

/** A cook in full swing: 65 °C for 90 minutes, of which 30 have run at the moment 0 of the clock. */
export const makeCookingReading = (known: Partial<CookerReading> = {}): CookerReading =>
  makeReading({
    mode: 'cooking',
    running: true,
    water: celsius(65),
    target: celsius(65),
    timer: { mode: 'running', length: seconds(5400), elapsed: seconds(1800) },
    ...known,
  });

/** A listed a7 that has pushed `reading` at the moment `at` of the clock, if any. */
export function makeCookerState({
  reading,
  at = 0,
  sequence = 1,
  ...known
}: Partial<CookerState> & { reading?: CookerReading; at?: number; sequence?: number } = {}): CookerState {
  const moment = milliseconds(at);
  const { timer } = reading ?? {};
  const zero = timer?.mode === 'running' ? milliseconds(at - (timer.elapsed ?? 0) * 1000) : undefined;
  return {
    id: 'cooker-one',
    name: 'Kitchen',
    type: 'a7',
    supported: true,
    frequentReports: 1,
    ...(reading && {
      latest: { reading, seenAt: moment, receivedAt: moment, sequence },
      progress: { length: timer?.length, zero, elapsed: seconds(0), seenAt: moment },
    }),
    ...known,
  };
}

/** A connected account with these cookers. */
export const makeAccount = (
  cookers: readonly CookerState[] = [],
  known: Partial<AccountState> = {},
): AccountState => ({
  link: 'connected',
  listed: true,
  cookers: new Map(cookers.map((cooker) => [cooker.id, cooker])),
  ...known,
});
