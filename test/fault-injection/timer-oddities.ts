import type { Message } from '../../src/simulator/messages.js';
import type { Json } from '../harness/api.js';
import type { Chance } from './chance.js';
import { fault, holds, same } from './fault.js';
import { anyPlan } from './plans.js';
import { FaultHarness } from './fault-harness.js';

const DAY = 86_400_000;

/** Oddities of the timer or of the clock of one side. */
type Oddity = (harness: FaultHarness, chance: Chance) => void;

const instant = (chance: Chance): unknown =>
  chance.pick([
    new Date(chance.between(0, 4e12)).toISOString(),
    '2026-03-01T12:00:00Z',
    '2199-01-01T00:00:00Z',
    'yesterday',
    '',
    null,
    7,
    undefined,
  ]);

/** Has every state from now on say something else at one place. */
function rewrite(harness: FaultHarness, place: readonly string[], value: unknown): void {
  harness.cooker.alterReports((message: Message) => {
    const copy = structuredClone(message) as unknown as Json;
    let inner = copy;
    for (const key of place.slice(0, -1)) inner = (inner[key] ?? {}) as Json;
    inner[place.at(-1)!] = value;
    return copy;
  });
}

const TIMER = ['payload', 'state', 'nodes', 'timer'];

const ODDITIES: readonly Oddity[] = [
  ({ cooker }, chance) => cooker.skewClock(chance.whole(-DAY, DAY)),
  ({ cooker }) => cooker.skewClock(0),
  ({ cooker }) => cooker.restartTimer(),
  ({ cooker }) => cooker.pauseTimer(),
  ({ cooker }) => cooker.resumeTimer(),
  ({ testApp }, chance) => testApp.clock.jump(chance.whole(-DAY, DAY)),
  (harness, chance) => rewrite(harness, [...TIMER, 'startedAtTimestamp'], instant(chance)),
  (harness, chance) => rewrite(harness, ['payload', 'state', 'updatedTimestamp'], instant(chance)),
  (harness, chance) =>
    rewrite(harness, [...TIMER, 'mode'], chance.pick(['running', 'paused', 'completed', 'idle', 'odd'])),
  ({ cooker }) => cooker.alterReports((message) => message),
  ({ cloud }) => cloud.connections.drop(),
  ({ cooker }, chance) => cooker.setWater(chance.between(20, 90)),
];

/** Within one cook what remains never rises and is never less than nothing. */
function assertFalling(status: Json, before: number): number {
  const { time_remaining_minutes: remaining, time_elapsed_minutes: elapsed } = status;
  if (remaining === null) return before;
  const left = Number(remaining);
  holds('what remains is whole and not less than 0', Number.isInteger(left) && left >= 0, status);
  holds('what has run is not less than 0', Number(elapsed) >= 0, status);
  holds(`what remains does not rise from ${before}`, left <= before, status);
  return left;
}

export const timerOddities = fault({
  row: 14,
  name: 'timer oddities',
  full: 300,
  small: 12,
  open: () => FaultHarness.open(),
  attempt: async (harness, chance) => {
    const plan = anyPlan(chance);
    same('started', (await harness.start(plan)).status, 200);
    let remaining = Number(plan['time_minutes']);
    for (let step = 0; step < 15; step++) {
      if (chance.happens(0.7)) chance.pick(ODDITIES)(harness, chance);
      await harness.pass(chance.pick([1_000, 3_000, 30_000]));
      if (chance.happens(0.3)) await harness.pass(chance.whole(60_000, 600_000), 30_000);
      remaining = assertFalling(await harness.status(), remaining);
    }
    harness.cooker.alterReports((message) => message);
    harness.cooker.skewClock(0);
    await harness.settle();
  },
});

/** What must not change when the wall clock jumps: all but the instants on it. */
const steady = ({ expected_end: _end, cook, safety: _safety, summary, ...status }: Json): Json => ({
  ...status,
  summary: String(summary).replace(/\d{4}-\S+Z/g, 'an instant'),
  cook: (cook as Json | null)?.['cook_id'],
});

export const jumpingClock = fault({
  row: 19,
  name: 'clock jumps by a day',
  full: 400,
  small: 20,
  open: () => FaultHarness.open(),
  attempt: async (harness, chance) => {
    const { clock, cloud } = harness;
    const plan = { ...anyPlan(chance), request_id: chance.id() };
    const first = await harness.start(plan);
    same('started', first.status, 200);
    for (let jump = chance.whole(1, 4); jump > 0; jump--) {
      await harness.pass(chance.whole(1_000, 120_000), 10_000);
      if (chance.happens(0.5)) cloud.skip(chance.whole(60_000, 7_200_000));
      await harness.pass(2_000);
      const [before, attempts] = [await harness.status(), cloud.admission.attempts];
      clock.jump(chance.pick([-DAY, DAY, chance.whole(-DAY, DAY)]));
      same('the status', steady(await harness.status()), steady(before));
      await harness.pass(5_000);
      same('attempts to connect', cloud.admission.attempts, attempts);
      same('after the next state', (await harness.status())['stale'], false);
      const again = (await harness.start(plan)).body;
      same('the same request', [again['cook_id'], again['verified']], [first.body['cook_id'], true]);
    }
    same('commands', harness.starts, 1);
    same('stopped', (await harness.stop()).status, 200);
    await harness.settle();
  },
});
