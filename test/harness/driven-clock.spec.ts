import { milliseconds } from '../../src/shared/units.js';
import { DrivenClock } from './driven-clock.js';

describe('DrivenClock', () => {
  function planOn(clock: DrivenClock) {
    const heard: string[] = [];
    const plan = (ms: number, name: string) =>
      clock.after(milliseconds(ms), () => heard.push(`${name} at ${clock.monotonic()}`));
    return { heard, plan };
  }

  it('runs callbacks in the order of their time, and of planning within an instant', () => {
    const clock = new DrivenClock();
    const { heard, plan } = planOn(clock);
    plan(20, 'late');
    plan(10, 'early');
    plan(20, 'later');
    clock.advance(19);
    expect(heard).toEqual(['early at 10']);
    clock.advance(1);
    expect(heard).toEqual(['early at 10', 'late at 20', 'later at 20']);
  });

  it('runs callbacks that are planned meanwhile', () => {
    const clock = new DrivenClock();
    const { heard, plan } = planOn(clock);
    clock.after(milliseconds(10), () => plan(10, 'second'));
    clock.advance(30);
    expect(heard).toEqual(['second at 20']);
    expect([clock.monotonic(), clock.pending]).toEqual([30, 0]);
  });

  it('drops a callback that is cancelled, also afterwards', () => {
    const clock = new DrivenClock();
    const { heard, plan } = planOn(clock);
    const cancel = plan(10, 'never');
    cancel();
    clock.advance(10);
    cancel();
    expect(heard).toEqual([]);
  });

  it('gives promises a turn between two callbacks', async () => {
    const clock = new DrivenClock();
    const { heard, plan } = planOn(clock);
    clock.after(milliseconds(10), () => void Promise.resolve().then(() => plan(10, 'second')));
    await clock.elapse(30);
    expect(heard).toEqual(['second at 20']);
  });

  it('jumps on the wall and nowhere else', () => {
    const clock = new DrivenClock(new Date('2026-01-01T00:00:00Z'));
    clock.advance(1000);
    clock.jump(-60_000);
    expect(clock.now().toISOString()).toBe('2025-12-31T23:59:01.000Z');
    expect(clock.monotonic()).toBe(1000);
  });
});
