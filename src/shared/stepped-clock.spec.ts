import { SteppedClock } from './stepped-clock.js';
import { milliseconds } from './units.js';

const START = new Date('2026-03-01T12:00:00Z');

describe('SteppedClock', () => {
  it('stands still until it is moved on, and never goes back', () => {
    const clock = new SteppedClock(START);
    expect([clock.now(), clock.monotonic()]).toEqual([START, 0]);
    clock.advanceTo(90_000);
    clock.advanceTo(60_000);
    expect([clock.now(), clock.monotonic()]).toEqual([new Date('2026-03-01T12:01:30Z'), 90_000]);
  });

  it('runs callbacks in the order of their time, each at its own moment, also those planned meanwhile', () => {
    const clock = new SteppedClock(START);
    const calls: string[] = [];
    const note = (name: string) => () => calls.push(`${name} at ${clock.monotonic()}`);
    clock.after(milliseconds(2_000), note('second'));
    clock.after(milliseconds(1_000), () => {
      note('first')();
      clock.after(milliseconds(500), note('planned on the way'));
    });
    clock.after(milliseconds(2_000), note('third'));
    clock.after(milliseconds(9_000), note('too late'));
    clock.advanceTo(5_000);
    expect(calls).toEqual(['first at 1000', 'planned on the way at 1500', 'second at 2000', 'third at 2000']);
  });

  it('drops a callback that is cancelled', () => {
    const clock = new SteppedClock(START);
    const call = jest.fn();
    const cancel = clock.after(milliseconds(10), call);
    cancel();
    cancel();
    clock.advanceTo(1_000);
    expect(call).not.toHaveBeenCalled();
  });
});
