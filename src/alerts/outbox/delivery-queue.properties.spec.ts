import fc from 'fast-check';
import { makeDelivery, makeMessage } from '../../../test/harness/stored-alerts.js';
import { nextSteps, type QueuedDelivery } from './delivery-queue.js';

const NOW = { monotonic: 1_000_000, wall: Date.parse('2026-03-01T12:00:00Z') };
const AT_ONCE = 2;

/** Any delivery that waits or is being sent, of few channels and alerts. */
const anyQueued = fc.record({
  channel: fc.constantFrom('ntfy', 'email', 'webhook'),
  alertId: fc.option(fc.constantFrom('one', 'two', 'three')),
  severity: fc.constantFrom('info' as const, 'warning' as const, 'critical' as const),
  next: fc.constantFrom([], ['sms']),
  failures: fc.nat({ max: 3 }),
  dueIn: fc.integer({ min: -60_000, max: 60_000 }),
  begunAgo: fc.option(fc.nat({ max: 16_000 })),
  quietHours: fc.option(fc.record({ from: fc.nat({ max: 1439 }), to: fc.nat({ max: 1439 }) })),
});

const anyQueue = fc.array(anyQueued, { maxLength: 20 }).map((list) =>
  list.map(({ channel, alertId, severity, next, failures, dueIn, begunAgo, quietHours }, order) => {
    const delivery = makeDelivery({
      ...{ id: `d${order}`, channel, alertId, next, quietHours },
      state: begunAgo === null ? 'waiting' : 'sending',
      message: makeMessage({ severity }),
      attempts: Array.from({ length: failures }, () => FAILED),
    });
    const begunAt = begunAgo === null ? null : NOW.monotonic - begunAgo;
    const dueByWall = failures === 0 ? NOW.wall + dueIn : null;
    return { delivery, order, dueAt: NOW.monotonic + dueIn, dueByWall, begunAt };
  }),
);
const FAILED = { at: 0, endedAt: 1, result: 'failed', why: null, retryAt: 2 } as const;

const anyPauses = fc
  .dictionary(fc.constantFrom('ntfy', 'email'), fc.integer({ min: -10_000, max: 60_000 }))
  .map((pauses) => new Map(Object.entries(pauses).map(([name, rest]) => [name, NOW.monotonic + rest])));

const laneOf = ({ delivery: { channel, alertId }, order }: QueuedDelivery) =>
  `${channel} ${alertId ?? order}`;

describe('The queue of deliveries', () => {
  const always = (check: (queue: QueuedDelivery[], pauses: Map<string, number>) => void, numRuns = 100) =>
    fc.assert(fc.property(anyQueue, anyPauses, check), { numRuns });

  it('begins at most two attempts of a channel at once, and none in its pause', () => {
    always((queue, pauses) => {
      const { start } = nextSteps(queue, NOW, pauses);
      for (const channel of ['ntfy', 'email', 'webhook']) {
        const own = start.filter(({ delivery }) => delivery.channel === channel);
        const busy = queue.filter(
          ({ delivery, begunAt }) => delivery.channel === channel && begunAt !== null,
        );
        expect(own.length).toBeLessThanOrEqual(Math.max(0, AT_ONCE - busy.length));
        if ((pauses.get(channel) ?? 0) > NOW.monotonic) expect(own).toEqual([]);
      }
    });
  });

  it('begins nothing twice, early, or before an earlier message of its alert on its channel', () => {
    always((queue, pauses) => {
      const { start } = nextSteps(queue, NOW, pauses);
      expect(new Set(start.map(laneOf)).size).toBe(start.length);
      for (const one of start) {
        expect(one.begunAt).toBeNull();
        expect(one.dueAt <= NOW.monotonic || (one.dueByWall ?? Infinity) <= NOW.wall).toBe(true);
        expect(queue.filter((other) => laneOf(other) === laneOf(one) && other.order < one.order)).toEqual([]);
      }
    });
  });

  it('does not let one channel delay another', () => {
    always((queue, pauses) => {
      const isOf = ({ delivery }: QueuedDelivery) => delivery.channel === 'webhook';
      const alone = nextSteps(queue.filter(isOf), NOW, pauses).start;
      expect(nextSteps(queue, NOW, pauses).start.filter(isOf)).toEqual(alone);
    });
  });

  it('passes on only what has a next channel and does not begin, and looks again while something waits for a time', () => {
    always((queue, pauses) => {
      const { start, fallThrough, wakeAt } = nextSteps(queue, NOW, pauses);
      for (const one of fallThrough) {
        expect(one.delivery.next).not.toEqual([]);
        expect(start).not.toContain(one);
      }
      expect(wakeAt).toBeGreaterThan(NOW.monotonic);
      const isIdle = queue.every(({ begunAt }) => begunAt === null);
      if (isIdle && queue.length > start.length && start.length === 0) expect(wakeAt).toBeLessThan(Infinity);
    });
  });

  it('begins everything in the end, whatever it holds', () => {
    always((queue, pauses) => {
      let rest = queue.map((one) => ({ ...one, begunAt: null }));
      const now = { ...NOW };
      for (let steps = 0; rest.length > 0; steps++) {
        expect(steps).toBeLessThan(5_000);
        const { start, wakeAt } = nextSteps(rest, now, pauses);
        const begun = new Set(start.map(({ order }) => order));
        rest = rest.filter(({ order }) => !begun.has(order));
        if (begun.size > 0) continue;
        expect(wakeAt).toBeLessThan(Infinity);
        now.wall += wakeAt - now.monotonic;
        now.monotonic = wakeAt;
      }
    }, 10);
  });
});
