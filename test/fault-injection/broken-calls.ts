import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { call, MCP_2025, MCP_2026, REST, type Way } from '../adversarial/assistants.js';
import { Wire } from '../adversarial/wire.js';
import type { Json } from '../harness/api.js';
import { API_KEY } from '../harness/test-app.js';
import type { Chance } from './chance.js';
import { FaultHarness } from './fault-harness.js';
import { fault, same } from './fault.js';
import { anyPlan } from './plans.js';

const MCP = [MCP_2025, MCP_2026];
/** The longest that a client keeps the connection of a call that it breaks off, in ms; a start takes about 10. */
const LONGEST = 25;

/** Sends a call of a tool, and breaks the connection before or after its response. */
async function breakOff(url: string, way: Way, args: Json, ms: number): Promise<void> {
  const { method, path, headers, body } = way.request(API_KEY, 'start_cook', args);
  const all = { ...headers, 'content-type': 'application/json' };
  const sent = request(`${url}${path}`, { method, headers: all });
  sent.on('error', () => undefined);
  sent.on('response', (response) => response.resume().on('error', () => undefined));
  sent.end(JSON.stringify(body));
  await sleep(ms);
  sent.destroy();
}

export const brokenCalls = fault({
  row: 23,
  name: 'connection of an MCP call breaks, and the call is repeated',
  full: 200,
  small: 12,
  open: () => FaultHarness.open(),
  attempt: async (harness, chance) => {
    const wire = new Wire(harness.testApp.url);
    const args = { ...anyPlan(chance), ...(chance.happens(0.5) && { request_id: chance.id() }) };
    try {
      for (let times = chance.whole(1, 3); times > 0; times--) {
        await breakOff(harness.testApp.url, chance.pick(MCP), args, chance.between(0, LONGEST));
        await harness.pass(chance.pick([0, 0, 1_000, 20_000]));
      }
      await assertOneCook(harness, wire, args, chance);
    } finally {
      wire.close();
    }
    await harness.settle();
    // The next trial may draw the same plan without an id, which within two minutes would be a repetition.
    await harness.pass(125_000);
  },
});

/** However the call is repeated now, it tells of the one cook. */
async function assertOneCook(harness: FaultHarness, wire: Wire, args: Json, chance: Chance): Promise<void> {
  const ids = new Set<unknown>();
  const start = { key: API_KEY, operation: 'start_cook', args } as const;
  for (let repeat = 0; repeat < 3; repeat++) {
    const way = chance.pick([...MCP, REST]);
    const reply = await harness.responseTo(call(wire, way, start));
    same(
      `repetition ${repeat} over ${way.name}`,
      [reply.error, reply.body['status']],
      [undefined, 'started'],
    );
    ids.add(reply.body['cook_id']);
  }
  same('cooks', ids.size, 1);
  same('commands', harness.starts, 1);
}
