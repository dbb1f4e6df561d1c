import type { SimulatedResponse as CloudResponse, Behaviour } from '../../src/simulator/behaviours.js';
import { acknowledgedOnly, errorSaid, refused } from '../../src/simulator/behaviours.js';
import type { ApiResponse, Json } from '../harness/api.js';
import type { Chance } from './chance.js';
import { fault, holds, same } from './fault.js';
import { anyPlan, follows } from './plans.js';
import { FaultHarness, turns } from './fault-harness.js';

/** The longest delay of a response or of the cooker, in milliseconds. */
const LATEST = 15_000;

const late = (chance: Chance): number => (chance.happens(0.5) ? 0 : chance.whole(1, LATEST));

/** Any mixture of a cooker and responses that are immediate, late or missing, and a connection that breaks. */
function mishap(chance: Chance): Behaviour {
  if (chance.happens(0.1)) return chance.pick([refused(), errorSaid()]);
  const responses: CloudResponse[] = Array.from({ length: chance.pick([0, 0, 1, 1, 2, 3]) }, () => ({
    after: late(chance),
    says: 'verdict',
  }));
  const acts = chance.happens(0.7) ? { actsAfter: late(chance) } : {};
  const breaks = chance.happens(0.3) ? { connection: chance.pick(['dropped', 'frozen'] as const) } : {};
  return { ...acts, responses, ...breaks };
}

/** No cook is reported as started that does not run, and none as not started that does. */
function assertTruthful({ status, body }: ApiResponse, plan: Json, harness: FaultHarness): void {
  const { truth } = harness;
  holds(`${status} is a response of the contract`, [200, 202, 502, 504].includes(status), body);
  if (status === 200) {
    holds('what is verified is cooking', body['verified'] === true && follows(truth, plan), { body, truth });
  } else {
    holds('what is not seen is not verified', body['verified'] !== true, body);
  }
  const { outcome } = (body['details'] ?? {}) as Json;
  if (outcome === 'not_started') holds('what did not start is not cooking', !truth.cooking, { body, truth });
}

/** Asks for a plan through a mishap, now and then several times, until everything late has come. */
async function startThrough(harness: FaultHarness, plan: Json, chance: Chance): Promise<void> {
  const requestId = chance.happens(0.7) ? { request_id: chance.id() } : {};
  const ask = async () => assertTruthful(await harness.start({ ...plan, ...requestId }), plan, harness);
  const repeats = 'request_id' in requestId ? chance.whole(0, 3) : 0;
  if (repeats > 0 && chance.happens(0.4)) await Promise.all([ask(), ask()]);
  else await ask();
  for (let repeat = 0; repeat < repeats; repeat++) {
    await harness.pass(chance.happens(0.5) ? 0 : chance.whole(1, 20_000));
    await ask();
  }
  same('commands for one request', harness.starts, 1);
}

/** The status shows what the cooker truly does, and a cook of ours as ours. */
async function assertReconciled(harness: FaultHarness, plan: Json): Promise<void> {
  await harness.pass(LATEST);
  await harness.passUntil('a fresh state on an open connection', 400_000, async () => {
    const { device_online: online, stale } = await harness.status();
    return online === true && stale === false;
  });
  const { is_running: running, target_temp_celsius: target, cook } = await harness.status();
  same('is_running', running, harness.truth.cooking);
  if (!harness.truth.cooking) return same('the cook of an idle cooker', cook, null);
  same('target', target, plan['temperature_celsius']);
  same('started by', (cook as Json)['started_by'], 'coddle');
}

export const lostResponses = fault({
  row: 6,
  name: 'response lost, late or doubled, command lost, connection dies at a START',
  full: 10_000,
  small: 60,
  open: () => FaultHarness.open(),
  attempt: async (harness, chance) => {
    const plan = anyPlan(chance);
    harness.cloud.nextCommand(mishap(chance), 'CMD_APC_START');
    await startThrough(harness, plan, chance);
    await assertReconciled(harness, plan);
    same('commands in the end', harness.starts, 1);
    if (harness.truth.cooking) same('stopped', (await harness.stop()).status, 200);
    await harness.settle();
  },
});

export const emptyPromises = fault({
  row: 7,
  name: 'acknowledged and nothing happens',
  full: 1_000,
  small: 30,
  open: () => FaultHarness.open(),
  attempt: async (harness, chance) => {
    const plan = anyPlan(chance);
    harness.cloud.nextCommand(acknowledgedOnly);
    const begin = harness.clock.monotonic();
    const asked = harness.start(plan);
    // A cook that another client starts at the same moment is not ours.
    const foreign = chance.happens(0.4);
    if (foreign) {
      while (harness.starts === 0) await turns(1);
      harness.cooker.startFromApp(chance.between(45, 60), chance.whole(0, 90));
    }
    const { status, body } = await asked;
    const took = harness.clock.monotonic() - begin;
    holds('it is accepted and not verified', status === 202 && body['verified'] === false, body);
    holds('it was waited for 10 s', took >= 10_000 && took <= 12_000, took);
    const { is_running: running, cook } = await harness.status();
    same('is_running', running, foreign);
    if (foreign) same('started by', (cook as Json)['started_by'], 'app');
    same('commands', harness.starts, 1);
    await harness.settle();
  },
});
