import fc from 'fast-check';
import { milliseconds } from '../../../shared/units.js';
import { CloudError } from './cloud-error.js';
import { PollSchedule } from './poll-schedule.js';
import { retryAfter } from './retry-after.js';

const at = milliseconds;
const unavailable = new CloudError('unavailable', 'away');
const limited = (seconds?: number) =>
  new CloudError('limited', 'too many', {
    retryAfter: seconds === undefined ? undefined : at(seconds * 1000),
  });

describe('PollSchedule', () => {
  it('waits longer after each failure, and begins anew after a success', () => {
    const schedule = new PollSchedule(() => 1);
    const pauses = [0, 1, 2].map((minute) => schedule.failed(unavailable, at(minute * 1_000)));
    expect(pauses).toEqual([1_000, 2_000, 4_000]);
    schedule.succeeded();
    expect(schedule.failed(unavailable, at(9_000))).toBe(1_000);
  });

  it('tries a refused sign-in every 15 minutes', () => {
    const refused = new CloudError('needs_sign_in', 'refused');
    expect(new PollSchedule(() => 0).failed(refused, at(0))).toBe(900_000);
  });

  it('waits at least a minute after a 429 that does not say how long', () => {
    expect(new PollSchedule(() => 0).failed(limited(), at(0))).toBe(60_000);
  });

  it('never waits less than the cloud asks for, and blocks requests for that time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 86_400 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (seconds, draw) => {
          const schedule = new PollSchedule(() => draw);
          const pause = schedule.failed(limited(seconds), at(5_000));
          expect(pause).toBeGreaterThanOrEqual(seconds * 1000);
          expect(schedule.blockedFor(at(5_000))).toBe(pause);
          expect(schedule.blockedFor(at(5_000 + pause))).toBe(0);
        },
      ),
    );
  });
});

describe('retryAfter', () => {
  const NOW = Date.parse('2026-05-01T12:00:00Z');

  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Fri, 01 May 2026 12:01:00 GMT', 60_000],
    ['Fri, 01 May 2026 11:00:00 GMT', 0],
    ['999999999', 86_400_000],
    ['Fri, 01 May 2099 12:01:00 GMT', 86_400_000],
    ['soon', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['', undefined],
    [null, undefined],
  ])('reads %j', (header, wait) => {
    expect(retryAfter(header, NOW)).toBe(wait);
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const wait = retryAfter(text, NOW) ?? 0;
        expect(wait >= 0 && wait <= 86_400_000).toBe(true);
      }),
    );
  });
});
