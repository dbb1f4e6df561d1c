import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { SignInPace, TooManyAttemptsError } from './sign-in-pace.js';

const ADDRESS = '198.51.100.1';

describe('SignInPace', () => {
  let clock: DrivenClock;
  let pace: SignInPace;
  beforeEach(() => {
    clock = new DrivenClock();
    pace = new SignInPace(clock);
  });

  const attempt = (isRight = false, address = ADDRESS) => pace.attempt(address, async () => isRight);
  const fail = async (times: number) => {
    for (let i = 0; i < times; i++) await attempt();
  };
  /** How long an attempt waits, in seconds of the driven clock. */
  const waitOf = async (running: Promise<boolean>): Promise<number> => {
    let isOver = false;
    void running.then(() => (isOver = true));
    for (let passed = 0; ; passed++) {
      for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
      if (isOver) return passed;
      clock.advance(1_000);
    }
  };

  it('lets ten failures pass without a wait, then waits twice as long each time, up to ten seconds', async () => {
    await fail(10);
    const waits = [];
    for (let i = 0; i < 6; i++) waits.push(await waitOf(attempt()));
    expect(waits).toEqual([1, 2, 4, 8, 10, 10]);
  });

  it('accepts the right password of a slow address', async () => {
    await fail(10);
    const running = attempt(true);
    expect(await waitOf(running)).toBe(1);
    expect(await running).toBe(true);
  });

  it('slows down that address alone, and counts no success', async () => {
    await fail(10);
    expect(await attempt(false, '198.51.100.2')).toBe(false);
    for (let i = 0; i < 20; i++) expect(await attempt(true, '198.51.100.3')).toBe(true);
  });

  it('forgets failures after 15 minutes', async () => {
    await fail(10);
    clock.advance(15 * 60_000);
    expect(await waitOf(attempt())).toBe(0);
  });

  it('runs the attempts of one address one after the other, and refuses more than five at once', async () => {
    let running = 0;
    let most = 0;
    const check = async () => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running -= 1;
      return false;
    };
    const attempts = Array.from({ length: 5 }, () => pace.attempt(ADDRESS, check));
    await expect(pace.attempt(ADDRESS, check)).rejects.toThrow(TooManyAttemptsError);
    await Promise.all(attempts);
    expect(most).toBe(1);
    await expect(pace.attempt(ADDRESS, check)).resolves.toBe(false);
  });

  it('goes on after an attempt that could not be checked', async () => {
    await expect(pace.attempt(ADDRESS, () => Promise.reject(new Error('no database')))).rejects.toThrow();
    expect(await attempt(true)).toBe(true);
  });
});
