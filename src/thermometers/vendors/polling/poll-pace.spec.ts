import fc from 'fast-check';
import { milliseconds } from '../../../shared/units.js';
import { CloudTime } from './cloud-time.js';
import { pollPause } from './poll-pace.js';

const PACE = { often: milliseconds(10_000), rarely: milliseconds(300_000) };

describe('pollPause', () => {
  it.each([
    ['no device', [], 300_000],
    ['a device that was never heard', [{ age: null }], 300_000],
    ['a device that was last heard a day ago', [{ age: 86_400_000, interval: 10_000 }], 300_000],
    ['a device that sends at a rate that is not known', [{ age: 1_000 }], 10_000],
    ['a device whose next reading is due in 20 s', [{ age: 40_000, interval: 60_000 }], 21_000],
    ['a device whose next reading is overdue', [{ age: 70_000, interval: 60_000 }], 10_000],
    ['a device that sends every two hours', [{ age: 60_000, interval: 7_200_000 }], 300_000],
    ['one that is heard beside one that is not', [{ age: null }, { age: 0, interval: 30_000 }], 31_000],
  ])('is right for %s', (_, devices, pause) => {
    expect(pollPause(devices, PACE)).toBe(pause);
  });

  it('keeps within the pace whatever is heard', () => {
    const device = fc.record({
      age: fc.option(fc.double({ noNaN: true, min: -1e9, max: 1e12 })),
      interval: fc.option(fc.double({ noNaN: true, min: 0, max: 1e12 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(device), (devices) => {
        const pause = pollPause(devices, PACE);
        expect(pause >= PACE.often && pause <= PACE.rarely).toBe(true);
      }),
    );
  });
});

describe('CloudTime', () => {
  it('says nothing of clocks that agree within two minutes, and changes no instant', () => {
    const time = new CloudTime();
    time.observe(1_000_000 + 119_000, 1_000_000);
    expect([time.problem, time.toOwn(5)]).toEqual([undefined, 5]);
    time.observe(null, 0);
    expect(time.problem).toBeUndefined();
  });

  it('brings the instants of a cloud that is ahead to the clock of this machine, and says so', () => {
    const time = new CloudTime();
    time.observe(2_000_000 + 600_000, 2_000_000);
    expect(time.problem).toMatch(/10 minutes behind/);
    expect(time.toOwn(2_600_000)).toBe(2_000_000);
    // A second more or less between two polls must not give one reading two instants.
    time.observe(2_000_000 + 601_000, 2_000_000);
    expect(time.toOwn(2_600_000)).toBe(2_000_000);
  });

  it('leaves the instants of a cloud that seems to be behind, and agrees again once the clock was set', () => {
    const time = new CloudTime();
    time.observe(0, 600_000);
    expect(time.problem).toMatch(/10 minutes ahead of/);
    expect(time.toOwn(5)).toBe(5);
    time.observe(0, 0);
    expect([time.problem, time.difference]).toEqual([undefined, 0]);
  });
});
