import { DrivenClock } from '../../test/harness/driven-clock.js';
import { CookEngine } from './cook-engine.js';
import { SimulatedTime } from './simulated-time.js';
import type { WaterBathOptions } from './water-bath.js';
import { WaterBath } from './water-bath.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function makeEngine(options: WaterBathOptions = {}) {
  const clock = new DrivenClock();
  let ids = 0;
  const bath = new WaterBath(options);
  const engine = new CookEngine(bath, new SimulatedTime(clock), () => `id-${++ids}`);
  const start = (target: number, seconds: number) => engine.start({ target, seconds, origin: 'api' });
  return { clock, engine, bath, start };
}

describe('CookEngine', () => {
  it('heats with an idle timer until the water enters the band', () => {
    const { clock, engine, start } = makeEngine({ water: 20 });
    start(60, 3600);
    clock.advance(10 * MINUTE);
    const { cook, timer, mode, water } = engine.read();
    expect(cook).toMatchObject({ phase: 'entering', origin: 'api' });
    expect(timer).toEqual({ mode: 'idle', initial: 3600 });
    expect(mode).toBe('cook');
    expect(water).toBeGreaterThan(20);
  });

  it('begins the timer in the second in which the water enters the band, also after one great leap', () => {
    const stepping = makeEngine();
    stepping.start(60, 3600);
    let begun: number | undefined;
    while (begun === undefined) {
      stepping.clock.advance(1000);
      if (stepping.engine.read().timer.mode === 'running') begun = stepping.clock.now().getTime();
    }
    const leaping = makeEngine();
    leaping.start(60, 3600);
    leaping.clock.advance(begun - new DrivenClock().now().getTime() + 30 * MINUTE);
    const { timer, water } = leaping.engine.read();
    expect(timer.mode).toBe('running');
    expect(Math.abs(timer.startedAt! - begun)).toBeLessThanOrEqual(1000);
    expect(water).toBe(60);
  });

  it('completes the timer after its seconds and goes on holding', () => {
    const { clock, engine, start } = makeEngine({ water: 60 });
    start(60, 3600);
    clock.advance(HOUR - 1);
    expect(engine.read().timer.mode).toBe('running');
    clock.advance(1);
    expect(engine.read().timer.mode).toBe('completed');
    clock.advance(12 * HOUR);
    expect(engine.read()).toMatchObject({ mode: 'cook', water: 60, cook: { phase: 'running' } });
  });

  it('holds the timer while the water is hotter than the band, until it has cooled', () => {
    const { clock, engine, start } = makeEngine({ water: 62 });
    start(60, 60);
    clock.advance(MINUTE);
    expect(engine.read()).toMatchObject({ timer: { mode: 'idle' }, cook: { phase: 'entering' }, power: 0 });
    clock.advance(2 * HOUR);
    expect(engine.read().timer.mode).toBe('completed');
  });

  it('holds without a timer when none was set', () => {
    const { clock, engine, start } = makeEngine({ water: 60 });
    start(60, 0);
    clock.advance(HOUR);
    expect(engine.read()).toMatchObject({ timer: { mode: 'idle', initial: 0 }, cook: { phase: 'running' } });
  });

  it('forgets the cook when stopped, and keeps setpoint and time', () => {
    const { clock, engine, start } = makeEngine({ water: 60 });
    start(60, 3600);
    clock.advance(MINUTE);
    engine.stop();
    const reading = engine.read();
    expect(reading).toMatchObject({ mode: 'idle', setpoint: 60, timer: { mode: 'idle', initial: 3600 } });
    expect(reading.timer.startedAt).toBeUndefined();
    expect(reading.cook).toBeUndefined();
    clock.advance(HOUR);
    expect(engine.read().water).toBeLessThan(60);
  });

  it('does nothing when stopped while idle', () => {
    const { engine } = makeEngine();
    const before = engine.read();
    engine.stop();
    expect(engine.read()).toEqual(before);
  });

  it('replaces a running cook by a new one', () => {
    const { clock, engine, start } = makeEngine({ water: 60 });
    start(60, 3600);
    const first = engine.read().cook!;
    clock.advance(MINUTE);
    start(65, 1800);
    const { cook, timer } = engine.read();
    expect(cook!.id).not.toBe(first.id);
    expect(cook!.phase).toBe('entering');
    expect(timer).toEqual({ mode: 'idle', initial: 1800 });
  });

  it('keeps a running timer when the target is changed', () => {
    const { clock, engine, start } = makeEngine({ water: 60 });
    start(60, 3600);
    clock.advance(MINUTE);
    engine.changeTarget(70);
    clock.advance(HOUR - MINUTE);
    expect(engine.read()).toMatchObject({ setpoint: 70, water: 70, timer: { mode: 'completed' } });
  });

  it('only notes the target while idle', () => {
    const { clock, engine } = makeEngine({ water: 20 });
    engine.changeTarget(70);
    clock.advance(HOUR);
    expect(engine.read()).toMatchObject({ setpoint: 70, water: 20, mode: 'idle' });
  });

  it('counts a changed time from when the timer was begun', () => {
    const { clock, engine, start } = makeEngine({ water: 60 });
    start(60, 3600);
    clock.advance(20 * MINUTE);
    engine.changeTimer(1800);
    clock.advance(10 * MINUTE);
    expect(engine.read().timer.mode).toBe('completed');
  });

  it('begins a time that is set while it holds without one, or after the old one', () => {
    const { clock, engine, start } = makeEngine({ water: 60 });
    start(60, 0);
    engine.changeTimer(60);
    expect(engine.read().timer.mode).toBe('running');
    clock.advance(MINUTE);
    expect(engine.read().timer.mode).toBe('completed');
    engine.changeTimer(120);
    expect(engine.read().timer.mode).toBe('running');
  });

  it('restarts the timer from the whole time', () => {
    const { clock, engine, start } = makeEngine({ water: 60 });
    start(60, 3600);
    clock.advance(30 * MINUTE);
    engine.restartTimer();
    expect(engine.read().timer).toMatchObject({ mode: 'running', startedAt: clock.now().getTime() });
  });

  it('does not count the time of a pause', () => {
    const { clock, engine, start } = makeEngine({ water: 60 });
    start(60, 3600);
    clock.advance(30 * MINUTE);
    engine.pauseTimer();
    clock.advance(5 * HOUR);
    expect(engine.read().timer.mode).toBe('paused');
    engine.resumeTimer();
    clock.advance(30 * MINUTE - 1);
    expect(engine.read().timer.mode).toBe('running');
    clock.advance(1);
    expect(engine.read().timer.mode).toBe('completed');
  });

  it('neither pauses nor resumes a timer that is idle', () => {
    const { engine } = makeEngine();
    engine.pauseTimer();
    engine.resumeTimer();
    engine.restartTimer();
    expect(engine.read().timer.mode).toBe('idle');
  });

  it('heats no more in a fault, takes no start, and is idle once it is cleared', () => {
    const { clock, engine, start } = makeEngine({ water: 60 });
    start(60, 3600);
    engine.fail('lowWater');
    start(70, 60);
    clock.advance(HOUR);
    engine.stop();
    expect(engine.read()).toMatchObject({ mode: 'lowWater', setpoint: 60, power: 0 });
    expect(engine.read().cook).toBeUndefined();
    engine.clear(false);
    expect(engine.read().mode).toBe('idle');
    engine.clear(true);
    expect(engine.read().mode).toBe('idle');
  });

  it('heats anew and counts anew when the cook is resumed after a fault', () => {
    const { clock, engine, start } = makeEngine({ water: 60 });
    start(60, 3600);
    const { id } = engine.read().cook!;
    clock.advance(30 * MINUTE);
    engine.fail('motorStuck');
    clock.advance(30 * MINUTE);
    engine.clear(true);
    expect(engine.read()).toMatchObject({ mode: 'cook', cook: { id, phase: 'entering' } });
    clock.advance(20 * MINUTE);
    expect(engine.read().timer.mode).toBe('running');
  });

  it('goes on cooking with a broken heater while the water cools', () => {
    const { clock, engine, start } = makeEngine({ water: 60 });
    start(60, 0);
    engine.setHeaterWorks(false);
    clock.advance(HOUR);
    const { mode, water, heaterWorks } = engine.read();
    expect([mode, heaterWorks]).toEqual(['cook', false]);
    expect(water).toBeLessThan(60);
  });

  it('enters the band at once when the water is made warm enough', () => {
    const { engine, start } = makeEngine({ water: 20 });
    start(60, 3600);
    engine.setWater(60.1);
    expect(engine.read().timer.mode).toBe('running');
  });
});

describe('SimulatedTime', () => {
  it('runs as many times faster as it is set to, from the now of its clock', () => {
    const clock = new DrivenClock();
    const time = new SimulatedTime(clock, 60);
    const beginning = clock.now().getTime();
    clock.advance(1000);
    expect(time.now()).toBe(beginning + MINUTE);
  });

  it('takes no notice of a jump of the wall clock', () => {
    const clock = new DrivenClock();
    const time = new SimulatedTime(clock);
    const before = time.now();
    clock.jump(24 * HOUR);
    expect(time.now()).toBe(before);
  });
});
