import type { Answer } from '../harness/api.js';
import type { Chance } from './chance.js';
import { fault, holds, same } from './fault.js';
import { Stage } from './fault-harness.js';

const MOST = 600;
const MOST_STARTS = 60;
const MOST_WRONG_KEYS = 30;
/** Three clients that share no counter. */
const [READER, STARTER, UNNAMED_FOOD] = ['10.21.0.1', '10.21.0.2', '10.21.0.3'] as const;

const from = (client: string) => ({ 'x-forwarded-for': client });

/** Calls so often at once, and tells how often each status came; whoever is to wait is told how long. */
async function burst(count: number, call: () => Promise<Answer>): Promise<Record<number, number>> {
  const answers = await Promise.all(Array.from({ length: count }, call));
  const counts: Record<number, number> = {};
  for (const { status, headers, body } of answers) {
    counts[status] = (counts[status] ?? 0) + 1;
    if (status !== 429) continue;
    const wait = Number(headers.get('retry-after'));
    holds('it is told when to come again', Number.isInteger(wait) && wait >= 1 && wait <= 60, wait);
    same('the code', body['error'], 'RATE_LIMITED');
  }
  return counts;
}

async function tooManyReads(stage: Stage, chance: Chance): Promise<void> {
  const path = chance.pick(['/status', '/devices', '/foods']);
  const more = chance.whole(1, 60);
  const counts = await burst(MOST + more, () => stage.call('GET', path, undefined, from(READER)));
  same('answers', counts, { 200: MOST, 429: more });
  const stops = await burst(20, () => stage.call('POST', '/stop-cook', undefined, from(READER)));
  same('stops', stops, { 404: 20 });
}

async function tooManyStarts(stage: Stage, chance: Chance): Promise<void> {
  const unsafe = { temperature_celsius: chance.whole(30, 50), time_minutes: 60, food_type: 'chicken' };
  const more = chance.whole(1, 30);
  const counts = await burst(MOST_STARTS + more, () =>
    stage.call('POST', '/start-cook', unsafe, from(STARTER)),
  );
  same('starts', counts, { 400: MOST_STARTS, 429: more });
  same('a status', (await stage.call('GET', '/status', undefined, from(STARTER))).status, 200);
}

async function tooManyWrongKeys(stage: Stage, chance: Chance): Promise<void> {
  const wrong = { authorization: `Bearer ${chance.id().repeat(3)}`, ...from(UNNAMED_FOOD) };
  const more = chance.whole(1, 30);
  const counts = await burst(MOST_WRONG_KEYS + more, () => stage.call('GET', '/status', undefined, wrong));
  same('wrong keys', counts, { 401: MOST_WRONG_KEYS, 429: more });
  same('the right key', (await stage.call('GET', '/status', undefined, from(UNNAMED_FOOD))).status, 200);
}

export const bursts = fault({
  row: 21,
  name: 'burst of calls',
  full: 40,
  small: 3,
  // The calls of a minute are counted by the machine's clock, so that each trial has counters of its own.
  perStage: 1,
  open: () => Stage.open({ environment: { rateLimitPerMinute: MOST } }),
  attempt: async (stage, chance) => {
    await tooManyReads(stage, chance);
    await tooManyStarts(stage, chance);
    await tooManyWrongKeys(stage, chance);
    same('/health', (await stage.call('GET', '/health')).status, 200);
    same('starts', stage.starts, 0);
  },
});
