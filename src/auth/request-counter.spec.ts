import { RateLimiterMemory } from 'rate-limiter-flexible';
import { outcomeOf } from '../../test/harness/calls.js';
import { RateLimitedError } from './auth.errors.js';
import { RequestCounter } from './rate-limit.guard.js';

const SECOND = 1_000;

describe('RequestCounter', () => {
  beforeEach(() => jest.useFakeTimers({ now: new Date('2026-03-01T12:00:00Z') }));
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  async function countTimes(
    counter: RequestCounter,
    times: number,
    address = '198.51.100.9',
  ): Promise<unknown[]> {
    const outcomes = [];
    for (let i = 0; i < times; i++) outcomes.push(await outcomeOf(() => counter.count(address)));
    return outcomes;
  }

  const refusalOf = async (counter: RequestCounter): Promise<RateLimitedError> => {
    const refusal: unknown = await counter.count('198.51.100.9').catch((error: unknown) => error);
    return refusal as RateLimitedError;
  };

  it('admits as many requests as the limit, and refuses the next', async () => {
    const counter = new RequestCounter(3);
    expect(await countTimes(counter, 5)).toEqual([true, true, true, 'RATE_LIMITED', 'RATE_LIMITED']);
  });

  it('counts every address for itself', async () => {
    const counter = new RequestCounter(1);
    expect(await countTimes(counter, 2)).toEqual([true, 'RATE_LIMITED']);
    expect(await countTimes(counter, 1, '198.51.100.10')).toEqual([true]);
  });

  it('says how long to wait, in the header and in words', async () => {
    const counter = new RequestCounter(1);
    await counter.count('198.51.100.9');
    await jest.advanceTimersByTimeAsync(12.5 * SECOND);
    const refusal = await refusalOf(counter);
    expect(refusal).toMatchObject({
      kind: 'limited',
      message: expect.stringContaining('48 s') as string,
      details: { retry_after_seconds: 48 },
      headers: { 'Retry-After': '48' },
    });
  });

  it('admits requests again when the minute is over, and not before', async () => {
    const counter = new RequestCounter(1);
    await counter.count('198.51.100.9');
    await jest.advanceTimersByTimeAsync(59 * SECOND);
    expect(await countTimes(counter, 1)).toEqual(['RATE_LIMITED']);
    await jest.advanceTimersByTimeAsync(SECOND);
    expect(await countTimes(counter, 1)).toEqual([true]);
  });

  it('asks for a wait of at most a minute after the clock was set back, and then admits requests again', async () => {
    const counter = new RequestCounter(1);
    await counter.count('198.51.100.9');
    jest.setSystemTime(Date.now() - 24 * 3_600 * SECOND);
    expect((await refusalOf(counter)).headers['Retry-After']).toBe('60');
    await jest.advanceTimersByTimeAsync(60 * SECOND);
    expect(await countTimes(counter, 1)).toEqual([true]);
  });

  it('asks for a second at least', async () => {
    const counter = new RequestCounter(1);
    await counter.count('198.51.100.9');
    await jest.advanceTimersByTimeAsync(59.999 * SECOND);
    expect((await refusalOf(counter)).headers['Retry-After']).toBe('1');
  });

  it('keeps at most 1,024 counters, however many addresses there are', async () => {
    const counter = new RequestCounter(1);
    const addresses = Array.from({ length: 20_000 }, (_, i) => `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`);
    const outcomes = await Promise.all(addresses.map((address) => outcomeOf(() => counter.count(address))));
    const taken = outcomes.filter((outcome) => outcome === true).length;
    expect(taken).toBeLessThanOrEqual(1_024);
    expect(taken).toBeGreaterThan(1_000);
  });

  it('spreads few addresses so that hardly two share a counter', async () => {
    const counter = new RequestCounter(1);
    const addresses = Array.from({ length: 200 }, (_, i) => `192.168.1.${i}`);
    const outcomes = await Promise.all(addresses.map((address) => outcomeOf(() => counter.count(address))));
    expect(outcomes.filter((outcome) => outcome === true).length).toBeGreaterThan(180);
  });

  it('passes on what went wrong instead of calling it a limit', async () => {
    const broken = new Error('out of memory');
    jest.spyOn(RateLimiterMemory.prototype, 'consume').mockRejectedValue(broken);
    await expect(new RequestCounter(1).count('198.51.100.9')).rejects.toBe(broken);
  });
});
