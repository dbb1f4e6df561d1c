import { DemoPace, needsRealTime, slowDownForApprovals } from './demo-pace.js';
import { EventBus } from './shared/event-bus.js';
import { SteppedClock } from './shared/stepped-clock.js';
import { milliseconds } from './shared/units.js';

describe('DemoPace', () => {
  let clock: SteppedClock;
  let told: number[];

  beforeEach(() => {
    jest.useFakeTimers();
    clock = new SteppedClock(new Date('2026-03-01T12:00:00Z'));
    told = [];
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  const paceOf = (speed: number) => {
    const pace = new DemoPace({ clock, speed, tell: (moment) => told.push(moment) });
    pace.start();
    return pace;
  };

  it('moves the time on so many times as fast as real time, and tells every moment', async () => {
    const pace = paceOf(90);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(clock.monotonic()).toBeCloseTo(90_000, -3);
    expect(told.length).toBeGreaterThan(50);
    expect(told.at(-1)).toBe(clock.monotonic());
    pace.stop();
  });

  it('runs no faster than real time while any request is open', async () => {
    const pace = paceOf(90);
    const [first, second] = [pace.slowDown(), pace.slowDown()];
    await jest.advanceTimersByTimeAsync(1_000);
    first();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(clock.monotonic()).toBeLessThanOrEqual(2_000);
    second();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(clock.monotonic()).toBeGreaterThan(50_000);
    pace.stop();
  });

  it('runs no faster than real time while any start waits for the owner', async () => {
    const [pace, events] = [paceOf(90), new EventBus()];
    slowDownForApprovals(events, pace);
    const change = (approvalId: string, state: 'pending' | 'denied' | 'expired') =>
      events.emit('approval', {
        ...{ approvalId, state, principal: 'phone', cookerId: 'one' },
        ...{ cookId: null, at: 0 },
      });
    for (const id of ['first', 'second', 'second']) change(id, 'pending');
    await jest.advanceTimersByTimeAsync(1_000);
    change('second', 'denied');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(clock.monotonic()).toBeLessThanOrEqual(2_000);
    change('first', 'expired');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(clock.monotonic()).toBeGreaterThan(50_000);
    pace.stop();
  });

  it.each([
    ['/start-cook', true],
    ['/status', true],
    ['/live', false],
    ['/live?types=status', false],
    ['/lively', true],
    [undefined, true],
  ])('slows down for %s: %p', (url, slow) => {
    expect(needsRealTime(url)).toBe(slow);
  });

  it('lets no step be longer than a cooker is silent, however fast it is', async () => {
    const pace = paceOf(3_600);
    await jest.advanceTimersByTimeAsync(100);
    const steps = told.map((moment, index) => moment - (told[index - 1] ?? 0));
    expect(Math.max(...steps)).toBeLessThanOrEqual(2_000);
    expect(clock.monotonic()).toBeGreaterThan(100_000);
    pace.stop();
  });

  it('slows down within a step that it has begun', async () => {
    const pace = paceOf(3_600);
    clock.after(milliseconds(1_000), () => void pace.slowDown());
    await jest.advanceTimersByTimeAsync(100);
    expect(clock.monotonic()).toBeLessThanOrEqual(2_100);
    pace.stop();
  });

  it('stands still once it is stopped', async () => {
    const pace = paceOf(90);
    await jest.advanceTimersByTimeAsync(100);
    pace.stop();
    const { length } = told;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(told).toHaveLength(length);
  });
});
