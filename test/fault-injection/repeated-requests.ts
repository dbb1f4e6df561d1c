import type { Behaviour } from '../../src/simulator/behaviours.js';
import {
  acknowledgedOnly,
  responseLost,
  respondedLate,
  commandLost,
  obeyed,
  refused,
} from '../../src/simulator/behaviours.js';
import type { ApiResponse, Json, Overrides } from '../harness/api.js';
import type { Chance } from './chance.js';
import { fault, holds, same } from './fault.js';
import { anyPlan } from './plans.js';
import { FaultHarness } from './fault-harness.js';

/** What happens to the first of the requests. */
const FIRST: readonly Behaviour[] = [
  obeyed,
  obeyed,
  responseLost,
  respondedLate(5_000),
  acknowledgedOnly,
  commandLost,
  refused(),
];

/** A client that sends the key of its request in the body or in the header, chosen anew each time. */
function namedCall(harness: FaultHarness, chance: Chance, plan: Json) {
  const id = chance.id();
  return (other: Json = {}): Promise<ApiResponse> => {
    const inHeader = chance.happens(0.5);
    const headers: Overrides = inHeader ? { 'idempotency-key': id } : {};
    return harness.start({ ...plan, ...(inHeader ? {} : { request_id: id }), ...other }, headers);
  };
}

/** The part of a response that every repetition must have too. */
const gist = ({ status, body }: ApiResponse) => [status, body['cook_id'], body['error']];

export const repeatedRequests = fault({
  row: 8,
  name: 'request repeated with its request_id',
  full: 1_000,
  small: 40,
  open: () => FaultHarness.open(),
  attempt: async (harness, chance) => {
    const plan = anyPlan(chance);
    const call = namedCall(harness, chance, plan);
    harness.cloud.nextCommand(chance.pick(FIRST), 'CMD_APC_START');
    const atOnce = await Promise.all(Array.from({ length: chance.whole(1, 8) }, () => call()));
    for (const response of atOnce) same('a response of those at once', gist(response), gist(atOnce[0]!));
    for (let repeat = chance.whole(1, 4); repeat > 0; repeat--) {
      await harness.pass(chance.pick([0, 1_000, 30_000, 600_000]), 10_000);
      const again = await call();
      // An unknown outcome may have become known since; nothing else may change.
      if (atOnce[0]!.status === 200 || atOnce[0]!.status === 502)
        same('a repetition', gist(again), gist(atOnce[0]!));
      else holds('it is not called started', again.status !== 200, again.body);
    }
    const other = await call({ time_minutes: Number(plan['time_minutes']) + 1 });
    same('another body', [other.status, other.body['error']], [409, 'REQUEST_ID_REUSED']);
    same('commands', harness.starts, 1);
    await harness.settle();
  },
});

export const repetitionWithoutKey = fault({
  row: 9,
  name: 'request repeated without an id',
  full: 500,
  small: 20,
  open: () => FaultHarness.open(),
  attempt: async (harness, chance) => {
    const plan = anyPlan(chance);
    harness.cloud.nextCommand(chance.pick([obeyed, responseLost, respondedLate(3_000)]), 'CMD_APC_START');
    const began = harness.clock.monotonic();
    const first = await harness.start(plan);
    const { cook_id: cookId } = first.body;
    same('the first', [first.status, first.body['verified']], [200, true]);
    for (let at = chance.whole(0, 40_000); at < 110_000; at += chance.whole(1_000, 60_000)) {
      await harness.pass(began + at - harness.clock.monotonic(), 5_000);
      const { status, body } = await harness.start(plan);
      same('the repetition', [status, body['replayed'], body['cook_id']], [200, true, cookId]);
    }
    const other = await harness.start({ ...plan, time_minutes: Number(plan['time_minutes']) + 1 });
    same('another', [other.status, other.body['error']], [409, 'DEVICE_BUSY']);
    await harness.pass(125_000);
    const late = await harness.start(plan);
    same('the same much later', [late.status, late.body['error']], [409, 'DEVICE_BUSY']);
    same('commands', harness.starts, 1);
    await assertBeginsAnew(harness, plan, cookId);
    await harness.settle();
  },
});

/** After a stop the same request starts nothing for two minutes after the start; later, or with a new id, it does. */
async function assertBeginsAnew(harness: FaultHarness, plan: Json, before: unknown): Promise<void> {
  same('stopped', (await harness.stop()).status, 200);
  const { status, body } = await harness.start(plan);
  same('after a stop', [status, body['replayed']], [200, undefined]);
  holds('it is another cook', body['cook_id'] !== before, body);
  same('commands', harness.starts, 2);
}

const CLIENTS = 100;

export const manyAtOnce = fault({
  row: 10,
  name: '100 clients start at once',
  full: 50,
  small: 4,
  open: () => FaultHarness.open(),
  attempt: async (harness, chance) => {
    const plan = anyPlan(chance);
    harness.cloud.nextCommand(chance.pick([obeyed, responseLost, respondedLate(5_000)]), 'CMD_APC_START');
    const plans = Array.from({ length: CLIENTS }, (_, client) => ({
      ...plan,
      time_minutes: 240 + client,
      ...(chance.happens(0.5) && { request_id: chance.id() }),
    }));
    const responses = await Promise.all(plans.map((one) => harness.start(one)));
    const started = responses.filter(({ status }) => status === 200);
    const busy = responses.filter(({ status, body }) => status === 409 && body['error'] === 'DEVICE_BUSY');
    same('started and busy', [started.length, busy.length], [1, CLIENTS - 1]);
    same('commands', harness.starts, 1);
    same('minutes of the cook', harness.truth.minutes, started[0]!.body['time_minutes']);
    await harness.settle();
    // The next trial may draw the same plan without an id, which within two minutes would be a repetition.
    await harness.pass(125_000);
  },
});
