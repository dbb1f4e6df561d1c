import { ABSENCES } from './absences.js';
import type { Chance } from './chance.js';
import { fault, holds, same } from './fault.js';
import { anyPlan } from './plans.js';
import { FaultHarness } from './fault-harness.js';

/** A stage with a cook on, or with none. */
async function cookOrNot(harness: FaultHarness, chance: Chance): Promise<void> {
  if (!chance.happens(0.5)) return;
  same('started', (await harness.start(anyPlan(chance))).status, 200);
}

type LinkChange = FaultHarness['links'][number];

export const halfOpenConnection = fault({
  row: 1,
  name: 'half-open connection',
  full: 200,
  small: 10,
  open: () => FaultHarness.open(),
  attempt: async (harness, chance) => {
    const { cloud } = harness;
    await cookOrNot(harness, chance);
    // Stable for so long that the next attempt comes within a second.
    const attemptsBefore = cloud.admission.attempts;
    await harness.pass(chance.whole(60_000, 120_000));
    same('attempts to connect while the connection was open', cloud.admission.attempts, attemptsBefore);
    const [frozenAt, changes] = [harness.clock.monotonic(), harness.links.length];
    cloud.connections.freeze();
    await harness.passUntil('it is noticed and reopened', 35_000, () => harness.links.length >= changes + 2);
    const [lost, back] = harness.links.slice(changes) as [LinkChange, LinkChange];
    same('the changes', [lost.link, back.link], ['down', 'connected']);
    holds('it is noticed within 30 s', lost.at - frozenAt <= 30_000, lost.at - frozenAt);
    holds('it is reopened within a second', back.at - lost.at <= 2_000, back.at - lost.at);
    same('attempts to connect', cloud.admission.attempts, attemptsBefore + 1);
    await harness.settle();
  },
});

/** More attempts than this within 15 hours are too many. */
const MOST_ATTEMPTS = 250;
/** One in five minutes. */
const LEAST_ATTEMPTS = 178;
const HOUR = 3_600_000;
const TEN_MINUTES = 600_000;

export const cloudAway = fault({
  row: 3,
  name: 'cloud away for 15 hours',
  full: 20,
  small: 2,
  perStage: 1,
  timeoutSeconds: 300,
  // The cooker's own reports do not arrive, so they would only take time.
  open: () => FaultHarness.open({ cloud: { pushEvery: 60_000 } }),
  attempt: async (harness, chance) => {
    await cookOrNot(harness, chance);
    await harness.pass(61_000);
    const absence = await chance.pick(ABSENCES)(harness, chance);
    await harness.pass(TEN_MINUTES, 250);
    await harness.pass(15 * HOUR - TEN_MINUTES, 2_500);
    const { attempts } = absence;
    holds(
      'it goes on trying, and not too often',
      attempts >= LEAST_ATTEMPTS && attempts <= MOST_ATTEMPTS,
      attempts,
    );
    await harness.pass(chance.whole(0, TEN_MINUTES), 2_500);
    await absence.end();
    const took = await harness.passUntil(
      'the connection is back',
      310_000,
      () => harness.known.link === 'connected',
      500,
    );
    holds('it is back within the longest wait and 10 s', took <= 310_000, took);
    await harness.settle();
  },
});

/** The least sum of 20 waits, in milliseconds; without growing waits it would be a tenth. */
const LEAST_OF_20_WAITS = 100_000;

/** Cuts the connection. @returns after how many milliseconds it was back, more exactly for short times */
async function waitAfterLoss(harness: FaultHarness): Promise<number> {
  const isUp = () => harness.known.link === 'connected';
  harness.cloud.connections.drop();
  await harness.passUntil('the loss is noticed', 100, () => !isUp(), 10);
  const lostAt = harness.clock.monotonic();
  for (let wait = 0; wait < 301_000; wait = harness.clock.monotonic() - lostAt) {
    if (isUp()) return wait;
    await harness.pass(wait < 1_200 ? 50 : 1_000);
  }
  throw new Error('It was not reopened within 5 minutes');
}

export const flappingConnection = fault({
  row: 4,
  name: 'connection that flaps 20 times',
  full: 60,
  small: 4,
  perStage: 1,
  open: () => FaultHarness.open(),
  attempt: async (harness, chance) => {
    await harness.pass(61_000);
    let waited = 0;
    for (let flap = 1; flap <= 20; flap++) {
      await harness.pass(chance.whole(0, 40_000));
      const wait = await waitAfterLoss(harness);
      holds('it waits for a tenth of a second', wait >= 50, { flap, wait });
      waited += wait;
    }
    holds('the backoff grows', waited >= LEAST_OF_20_WAITS, waited);
    await harness.pass(61_000);
    const wait = await waitAfterLoss(harness);
    holds('after a stable minute the wait is short again', wait <= 1_100, wait);
  },
});

const rejected = async (harness: FaultHarness): Promise<boolean> => {
  const { body } = await harness.call('GET', '/health/ready');
  return (body['error'] as { cloud?: { code?: string } } | undefined)?.cloud?.code === 'ANOVA_TOKEN_REJECTED';
};

export const refusedToken = fault({
  row: 5,
  name: 'token refused',
  full: 100,
  small: 6,
  perStage: 1,
  open: () => FaultHarness.open(),
  attempt: async (harness, chance) => {
    const { admission, connections } = harness.cloud;
    await cookOrNot(harness, chance);
    await harness.pass(61_000);
    if (chance.happens(0.3)) return mereAbsence(harness, chance);
    admission.refuseTokens(chance.pick(['refuse', 'close']));
    connections.drop();
    await harness.passUntil('the refusal is known', 10_000, () => rejected(harness), 500);
    const start = await harness.start(anyPlan(chance));
    same('the code', [start.status, start.body['error']], [503, 'ANOVA_TOKEN_REJECTED']);
    holds(
      'it says where to get a new one',
      String(start.body['message']).includes('Anova Oven app'),
      start.body,
    );
    const tries = admission.attempts;
    await harness.pass(HOUR, 5_000);
    const more = admission.attempts - tries;
    holds('one try in 15 minutes', more >= 3 && more <= 5, more);
    holds('it is still known', await rejected(harness));
    admission.acceptTokens();
    await harness.passUntil(
      'a good token is taken',
      15 * 60_000 + 10_000,
      () => harness.known.link === 'connected',
      2_500,
    );
  },
});

/** A cloud that is away is never taken for one that refuses the token. */
async function mereAbsence(harness: FaultHarness, chance: Chance): Promise<void> {
  const absence = await chance.pick(ABSENCES)(harness, chance);
  for (let look = 0; look < 60; look++) {
    await harness.pass(chance.whole(500, 10_000));
    holds('an absence is no refusal', !(await rejected(harness)), harness.known.link);
  }
  const start = await harness.start(anyPlan(chance));
  await absence.end();
  same('the code', [start.status, start.body['error']], [503, 'CLOUD_UNAVAILABLE']);
}
