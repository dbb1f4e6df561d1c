import { DrivenClock } from '../../test/harness/driven-clock.js';
import { milliseconds } from './units.js';
import { WriteBehindQueue } from './write-behind-queue.js';

describe('WriteBehindQueue', () => {
  let clock: DrivenClock;
  let written: (readonly string[])[];
  let events: string[];
  let isFull: boolean;
  let queue: WriteBehindQueue<string>;
  beforeEach(() => {
    [clock, written, events, isFull] = [new DrivenClock(), [], [], false];
    queue = new WriteBehindQueue({
      clock,
      write: async (items) => {
        if (isFull) throw new Error('full');
        written.push(items);
      },
      retryAfter: milliseconds(30_000),
      bound: (items) => items.slice(-3),
      onFailure: (error) => events.push(String(error)),
      onRecovery: () => events.push('recovered'),
    });
  });
  const later = milliseconds(60_000);

  it('writes what was added in time together, by the earliest time of all', async () => {
    queue.add('one', later);
    queue.add('two', milliseconds(1_000));
    queue.add('three', later);
    clock.advance(999);
    expect(written).toEqual([]);
    clock.advance(1);
    await queue.settled();
    expect(written).toEqual([['one', 'two', 'three']]);
    expect(clock.pending).toBe(0);
  });

  it('keeps what cannot be written in its order, within bounds, and says so once', async () => {
    isFull = true;
    for (const item of ['one', 'two']) {
      queue.add(item, later);
      await queue.flush();
    }
    queue.add('three', later);
    queue.add('four', later);
    expect(queue.waiting).toEqual(['two', 'three', 'four']);
    isFull = false;
    clock.advance(30_000);
    await queue.settled();
    expect(written).toEqual([['two', 'three', 'four']]);
    expect(events).toEqual(['Error: full', 'recovered']);
  });

  it('tries once more when it is closed, and plans nothing after that', async () => {
    isFull = true;
    queue.add('one', later);
    await queue.close();
    expect(queue.waiting).toEqual(['one']);
    expect(clock.pending).toBe(0);
  });
});
