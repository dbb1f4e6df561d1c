import { tmpdir } from 'node:os';
import { DrivenClock } from '../../test/harness/driven-clock.js';
import { SystemClockTrust, type SystemClock } from './clock-trust.js';
import { ClockWatch } from './clock-watch.js';

const MINUTE = 60_000;

describe('ClockWatch', () => {
  const make = () => {
    const clock = new DrivenClock();
    return { clock, watch: new ClockWatch(clock) };
  };

  it('sees each jump once, in its direction', () => {
    const { clock, watch } = make();
    clock.advance(MINUTE);
    expect(watch.jumps()).toEqual({ forward: 0, back: 0 });
    clock.jump(-MINUTE);
    expect(watch.jumps()).toEqual({ forward: 0, back: 1 });
    clock.jump(MINUTE);
    expect(watch.jumps()).toEqual({ forward: 1, back: 1 });
    expect(watch.jumps()).toEqual({ forward: 1, back: 1 });
  });

  it('sees a jump that the time since the last look hides', () => {
    const { clock, watch } = make();
    clock.advance(10 * MINUTE);
    clock.jump(-5 * MINUTE);
    expect(watch.jumps().back).toBe(1);
  });

  it('takes the corrections of NTP for none', () => {
    const { clock, watch } = make();
    clock.jump(-1_999);
    expect(watch.jumps()).toEqual({ forward: 0, back: 0 });
    clock.advance(24 * 60 * MINUTE);
    // 500 parts per million of a day.
    clock.jump(-43_200);
    expect(watch.jumps()).toEqual({ forward: 0, back: 0 });
  });
});

describe('SystemClockTrust', () => {
  /** A folder that exists, and a file that does not. */
  const [here, nowhere] = [tmpdir(), '/nowhere/at/all'];
  const make = (system: Partial<SystemClock> = {}) => {
    const clock = new DrivenClock();
    const kernel = { isSynchronisedByKernel: () => Promise.resolve(false) };
    const machine = { synchronised: nowhere, systemd: nowhere, ...kernel, ...system };
    return { clock, trust: new SystemClockTrust(clock, new ClockWatch(clock), machine) };
  };

  it('trusts systemd-timesyncd, and otherwise the kernel', async () => {
    expect(await make({ synchronised: here }).trust.isSynchronised()).toBe(true);
    for (const known of [true, false]) {
      const kernel = { isSynchronisedByKernel: () => Promise.resolve(known) };
      const { clock, trust } = make({ systemd: here, ...kernel });
      clock.advance(60 * MINUTE);
      expect(await trust.isSynchronised()).toBe(known);
    }
  });

  it('trusts a clock that has run for ten minutes without a jump, where systemd is absent', async () => {
    const { clock, trust } = make();
    clock.advance(10 * MINUTE - 1);
    expect(await trust.isSynchronised()).toBe(false);
    clock.advance(1);
    expect(await trust.isSynchronised()).toBe(true);
  });

  it.each([-MINUTE, MINUTE])('begins anew after a jump of %d ms', async (jump) => {
    const { clock, trust } = make();
    clock.advance(9 * MINUTE);
    clock.jump(jump);
    expect(await trust.isSynchronised()).toBe(false);
    clock.advance(9 * MINUTE);
    expect(await trust.isSynchronised()).toBe(false);
    clock.advance(MINUTE);
    expect(await trust.isSynchronised()).toBe(true);
  });

  it('asks the machine itself by default', async () => {
    const clock = new DrivenClock();
    const trust = new SystemClockTrust(clock, new ClockWatch(clock));
    expect([true, false]).toContain(await trust.isSynchronised());
  });
});
