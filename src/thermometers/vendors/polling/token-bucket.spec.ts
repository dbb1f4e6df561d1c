import fc from 'fast-check';
import { milliseconds } from '../../../shared/units.js';
import { TokenBucket } from './token-bucket.js';

const at = milliseconds;

describe('TokenBucket', () => {
  it('lets a burst through at once, and the next request after the time of one token', () => {
    const bucket = new TokenBucket({ burst: 2, perMinute: 30 }, at(0));
    expect([bucket.take(at(0)), bucket.take(at(0)), bucket.take(at(0)), bucket.take(at(0))]).toEqual([
      0, 0, 2_000, 4_000,
    ]);
  });

  it('fills up again, and never above the burst', () => {
    const bucket = new TokenBucket({ burst: 2, perMinute: 60 }, at(0));
    for (let request = 0; request < 2; request++) bucket.take(at(0));
    expect(bucket.take(at(1_000))).toBe(0);
    const later = at(3_600_000);
    expect([bucket.take(later), bucket.take(later), bucket.take(later)]).toEqual([0, 0, 1_000]);
  });

  it('never lets more requests through in any time than the burst and what was filled in meanwhile', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 600 }),
        fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 200 }),
        (burst, perMinute, pauses) => {
          const bucket = new TokenBucket({ burst, perMinute }, at(0));
          let now = 0;
          const sent = pauses.map((pause) => (now += pause + bucket.take(at(now + pause))));
          for (const [index, from] of sent.entries()) {
            // Waits are whole milliseconds, so that two requests may lie one closer to each other.
            const allowed = ((sent.at(-1)! - from + 1) * perMinute) / 60_000 + burst;
            expect(sent.length - index).toBeLessThanOrEqual(allowed + 1e-6);
          }
        },
      ),
    );
  });
});
