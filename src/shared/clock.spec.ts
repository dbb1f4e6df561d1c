import { SystemClock } from './clock.js';
import { milliseconds } from './units.js';

describe('SystemClock', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2026-05-01T10:00:00Z') });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('gives the wall-clock time', () => {
    expect(new SystemClock().now()).toEqual(new Date('2026-05-01T10:00:00Z'));
  });

  it('counts on when the wall clock jumps back', () => {
    const clock = new SystemClock();
    const before = clock.monotonic();
    jest.setSystemTime(new Date('2026-04-30T10:00:00Z'));
    jest.advanceTimersByTime(250);
    expect(clock.monotonic() - before).toBe(250);
  });

  it('calls back once, when the delay is over', () => {
    const call = jest.fn();
    new SystemClock().after(milliseconds(100), call);
    jest.advanceTimersByTime(99);
    expect(call).not.toHaveBeenCalled();
    jest.advanceTimersByTime(500);
    expect(call).toHaveBeenCalledTimes(1);
  });

  it('drops a callback that is cancelled', () => {
    const call = jest.fn();
    const cancel = new SystemClock().after(milliseconds(100), call);
    cancel();
    jest.advanceTimersByTime(500);
    expect(call).not.toHaveBeenCalled();
  });
});
