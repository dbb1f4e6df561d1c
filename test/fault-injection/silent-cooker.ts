import type { Json } from '../harness/api.js';
import type { Chance } from './chance.js';
import { fault, holds, same } from './fault.js';
import { anyPlan } from './plans.js';
import { FaultHarness } from './fault-harness.js';

const PUSH_EVERY = 2_000;
/** How exact an age is, in seconds: between two pushes, and the step of the clock. */
const TOLERANCE = 3.1;
/** An age is shown with one decimal. */
const ROUNDING = 0.051;
const STALE_AFTER = 15;
const AWAY_AFTER = 60;

/** A reading has its age; a cooker that falls silent becomes stale and then offline. */
function assertAged(status: Json, silence: number, talkative: boolean): void {
  const { reading_age_seconds: age, stale, device_online: online, current_temp_celsius: water } = status;
  holds('a number has an age', water === null || typeof age === 'number', status);
  holds('the age is that of the silence', Math.abs(Number(age) - silence) <= TOLERANCE, { silence, status });
  if (Math.abs(Number(age) - STALE_AFTER) > ROUNDING) same('stale', stale, Number(age) > STALE_AFTER);
  if (Math.abs(silence - AWAY_AFTER) > TOLERANCE)
    same('device_online', online, !talkative || silence < AWAY_AFTER);
}

/** Ways to fall silent and to come back. */
const SILENCES: readonly ((harness: FaultHarness) => () => void)[] = [
  ({ cooker }) => {
    cooker.fallSilent();
    return () => cooker.speak();
  },
  ({ cooker }) => {
    cooker.unplug();
    return () => cooker.plugIn();
  },
];

async function fallSilent(harness: FaultHarness, chance: Chance, talkative: boolean): Promise<void> {
  const comeBack = chance.pick(SILENCES)(harness);
  const since = harness.clock.monotonic();
  for (let look = 0; look < 12; look++) {
    await harness.pass(chance.whole(1_000, 14_000));
    assertAged(await harness.status(), (harness.clock.monotonic() - since) / 1000, talkative);
  }
  comeBack();
  await harness.pass(1_000);
  const { stale, device_online: online } = await harness.status();
  same('once it speaks', { stale, online }, { stale: false, online: true });
}

export const silentCooker = fault({
  row: 2,
  name: 'cooker falls silent on an open connection',
  full: 200,
  small: 20,
  open: () => FaultHarness.open({ cloud: { pushEvery: PUSH_EVERY } }),
  attempt: async (harness, chance) => {
    if (chance.happens(0.6)) same('started', (await harness.start(anyPlan(chance))).status, 200);
    await harness.pass(chance.whole(8_000, 90_000));
    await fallSilent(harness, chance, true);
    await harness.settle();
  },
});
