import type { ApiResponse } from '../harness/api.js';
import type { Chance } from './chance.js';
import { fault, holds, same } from './fault.js';
import { FaultHarness } from './fault-harness.js';

const MOST = 600;
const MOST_STARTS = 60;
const MOST_WRONG_KEYS = 30;
/** Three clients that share no counter. */
const [READER, STARTER, UNNAMED_FOOD] = ['10.21.0.1', '10.21.0.2', '10.21.0.3'] as const;

const from = (client: string) => ({ 'x-forwarded-for': client });

/** Sends so many requests at once and counts the responses by status. A refused client learns how long to wait. */
async function burst(count: number, call: () => Promise<ApiResponse>): Promise<Record<number, number>> {
  const responses = await Promise.all(Array.from({ length: count }, call));
  const counts: Record<number, number> = {};
  for (const { status, headers, body } of responses) {
    counts[status] = (counts[status] ?? 0) + 1;
    if (status !== 429) continue;
    const wait = Number(headers.get('retry-after'));
    holds('it says when to try again', Number.isInteger(wait) && wait >= 1 && wait <= 60, wait);
    same('the code', body['error'], 'RATE_LIMITED');
  }
  return counts;
}

async function tooManyReads(harness: FaultHarness, chance: Chance): Promise<void> {
  const path = chance.pick(['/status', '/devices', '/foods']);
  const more = chance.whole(1, 60);
  const counts = await burst(MOST + more, () => harness.call('GET', path, undefined, from(READER)));
  same('responses', counts, { 200: MOST, 429: more });
  const stops = await burst(20, () => harness.call('POST', '/stop-cook', undefined, from(READER)));
  same('stops', stops, { 404: 20 });
}

async function tooManyStarts(harness: FaultHarness, chance: Chance): Promise<void> {
  const unsafe = { temperature_celsius: chance.whole(30, 50), time_minutes: 60, food_type: 'chicken' };
  const more = chance.whole(1, 30);
  const counts = await burst(MOST_STARTS + more, () =>
    harness.call('POST', '/start-cook', unsafe, from(STARTER)),
  );
  same('starts', counts, { 400: MOST_STARTS, 429: more });
  same('a status', (await harness.call('GET', '/status', undefined, from(STARTER))).status, 200);
}

async function tooManyWrongKeys(harness: FaultHarness, chance: Chance): Promise<void> {
  const wrong = { authorization: `Bearer ${chance.id().repeat(3)}`, ...from(UNNAMED_FOOD) };
  const more = chance.whole(1, 30);
  const counts = await burst(MOST_WRONG_KEYS + more, () => harness.call('GET', '/status', undefined, wrong));
  same('wrong keys', counts, { 401: MOST_WRONG_KEYS, 429: more });
  same('the right key', (await harness.call('GET', '/status', undefined, from(UNNAMED_FOOD))).status, 200);
}

export const bursts = fault({
  row: 21,
  name: 'burst of calls',
  full: 40,
  small: 3,
  // The requests of a minute are counted by the machine's clock, so that each trial has counters of its own.
  perStage: 1,
  open: () => FaultHarness.open({ environment: { rateLimitPerMinute: MOST } }),
  attempt: async (harness, chance) => {
    await tooManyReads(harness, chance);
    await tooManyStarts(harness, chance);
    await tooManyWrongKeys(harness, chance);
    same('/health', (await harness.call('GET', '/health')).status, 200);
    same('starts', harness.starts, 0);
  },
});
