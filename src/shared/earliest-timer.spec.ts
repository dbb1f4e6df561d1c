import { EarliestTimer } from './clock.js';
import { SteppedClock } from './stepped-clock.js';
import { milliseconds } from './units.js';

describe('EarliestTimer', () => {
  const started = () => {
    const clock = new SteppedClock(new Date('2026-03-01T12:00:00Z'));
    const ran: number[] = [];
    const timer = new EarliestTimer(clock, () => ran.push(clock.monotonic()));
    const ask = (time: number) => timer.within(milliseconds(time));
    return { clock, ran, timer, ask };
  };

  it.each([
    [[100, 30, 60], 30],
    [[30, 100], 30],
    [[50, 50], 50],
  ])('runs once, at the earliest of %j', (times, earliest) => {
    const { clock, ran, ask } = started();
    for (const time of times) ask(time);
    clock.advanceTo(1_000);
    expect(ran).toEqual([earliest]);
  });

  it('runs again when it is asked again after it ran', () => {
    const { clock, ran, ask } = started();
    ask(10);
    clock.advanceTo(20);
    ask(30);
    clock.advanceTo(100);
    expect(ran).toEqual([10, 50]);
  });

  it('does not run once it is cancelled, until it is asked again', () => {
    const { clock, ran, timer, ask } = started();
    ask(10);
    timer.cancel();
    clock.advanceTo(20);
    expect(ran).toEqual([]);
    ask(40);
    clock.advanceTo(100);
    expect(ran).toEqual([60]);
  });
});
