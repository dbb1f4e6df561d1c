import type { Json } from '../harness/api.js';
import type { Chance } from './chance.js';
import { fault, holds, same } from './fault.js';
import { anyPlan } from './plans.js';
import { FaultHarness } from './fault-harness.js';

/** What people do at the cooker or in the app, while it is idle and while it cooks. */
type Deed = (harness: FaultHarness, chance: Chance) => void;

const WHEN_IDLE: readonly Deed[] = [
  ({ cooker }, chance) =>
    cooker.startFromApp(chance.between(40, 80), chance.whole(0, 300), chance.pick(['android', 'ios'])),
  ({ cooker }, chance) => cooker.startAtDevice(chance.between(40, 80), chance.whole(0, 300)),
  ({ cooker }, chance) => cooker.changeTarget(chance.between(40, 80)),
  ({ cooker }) => cooker.stopAtDevice(),
];

const WHEN_COOKING: readonly Deed[] = [
  ...WHEN_IDLE,
  ({ cooker }, chance) => cooker.changeTimer(chance.whole(1, 300)),
  ({ cooker }) => cooker.restartTimer(),
  ({ cooker }) => cooker.pauseTimer(),
  ({ cooker }) => cooker.resumeTimer(),
  ({ cooker }, chance) => cooker.setWater(chance.between(20, 80)),
  ({ cloud }, chance) => cloud.skip(chance.whole(60_000, 7_200_000)),
];

/** The status shows what the cooker really does, who began it, and the verdict of the safety engine. */
async function assertSeen(harness: FaultHarness): Promise<void> {
  await harness.pass(2_000);
  const { cooking, target } = harness.truth;
  const status = await harness.status();
  same('is_running', status['is_running'], cooking);
  if (!cooking) return same('the cook of an idle cooker', status['cook'], null);
  holds('its target is shown', Math.abs(Number(status['target_temp_celsius']) - target) < 0.011, {
    status,
    target,
  });
  const by = String((status['cook'] as Json)['started_by']);
  holds('it says who began it', ['coddle', 'app', 'device'].includes(by), by);
  const isForeign = harness.cooker.snapshot().cook?.origin !== 'api';
  same('whether it is called ours', by !== 'coddle', isForeign);
  holds('it is judged', status['safety'] !== null, status);
}

export const foreignHands = fault({
  row: 11,
  name: 'started, changed or stopped at the cooker or in the app',
  full: 400,
  small: 25,
  open: () => FaultHarness.open(),
  attempt: async (harness, chance) => {
    const ours = chance.happens(0.4);
    if (ours) same('started', (await harness.start(anyPlan(chance))).status, 200);
    const sent = harness.cloud.received.length;
    for (let deed = chance.whole(2, 8); deed > 0; deed--) {
      chance.pick(harness.truth.cooking ? WHEN_COOKING : WHEN_IDLE)(harness, chance);
      await assertSeen(harness);
      await harness.pass(chance.pick([0, 5_000, 60_000]));
    }
    same('commands of ours against it', harness.cloud.received.length, sent);
    await harness.settle();
  },
});

/** Ways to lose the connection. */
const LOSSES: readonly Deed[] = [
  ({ cloud }) => cloud.connections.drop(),
  ({ cloud }) => cloud.connections.close(1011),
  ({ cloud }) => cloud.connections.freeze(),
];

/** Whether a new connection has delivered the present state. */
async function isBack(harness: FaultHarness, welcomed: number): Promise<boolean> {
  const { device_online: online, stale } = await harness.status();
  return harness.cloud.admission.welcomed > welcomed && online === true && stale === false;
}

/** Seconds between two states of a cooker, and of what they take on their way. */
const BETWEEN_STATES = 4;

/** The record says how long the cook was not observed, to within one report before and one after. */
async function assertGapNoted(
  harness: FaultHarness,
  cookId: unknown,
  { lostAt, away }: { readonly lostAt: number; readonly away: number },
): Promise<void> {
  const gone = (harness.clock.monotonic() - lostAt) / 1000;
  const { body } = await harness.call('GET', `/cooks/${String(cookId)}`);
  const gaps = body['interruptions'] as { readonly seconds: number; readonly cause: string }[];
  holds('the connection is named as the cause', gaps.at(-1)?.cause === 'line', gaps);
  const seconds = gaps.reduce((sum, gap) => sum + gap.seconds, 0);
  const fits = seconds >= away / 1000 - BETWEEN_STATES && seconds <= gone + BETWEEN_STATES;
  holds(`a gap between ${away / 1000} and ${gone} s is noted`, fits, gaps);
}

export const reconnectInMidCook = fault({
  row: 12,
  name: 'reconnect in mid-cook',
  full: 300,
  small: 20,
  open: () => FaultHarness.open(),
  attempt: async (harness, chance) => {
    const { cloud, cooker } = harness;
    const { status, body } = await harness.start(anyPlan(chance));
    holds('it is started', status === 200, body);
    await harness.pass(chance.whole(0, 60_000));
    if (chance.happens(0.5)) cloud.skip(chance.whole(600_000, 36_000_000));
    const { welcomed } = cloud.admission;
    const lostAt = harness.clock.monotonic();
    chance.pick(LOSSES)(harness, chance);
    const away = chance.happens(0.5) ? chance.whole(1_000, 300_000) : 0;
    if (away > 0) cloud.admission.refuseUpgrades();
    await harness.pass(away, 5_000);
    const replaced = chance.happens(0.25);
    if (replaced) cooker.startFromApp(chance.between(40, 60), chance.whole(0, 90));
    cloud.admission.welcomeArrivals();
    // Until the connection is back, the cook is shown as it was.
    same('is_running', (await harness.status())['is_running'], true);
    await harness.passUntil('the connection is back', 345_000, () => isBack(harness, welcomed));
    const { is_running: running, cook } = (await harness.status()) as { is_running: boolean; cook: Json };
    same('it cooks on', running, true);
    same('whose cook it is', cook['started_by'], replaced ? 'app' : 'coddle');
    same('whether it is the same', cook['cook_id'] === body['cook_id'], !replaced);
    if (!replaced) await assertGapNoted(harness, cook['cook_id'], { lostAt, away });
    same('commands', cloud.received.length, 1);
    await harness.settle();
  },
});
