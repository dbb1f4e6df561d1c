import fc from 'fast-check';
import type { ProbeKind } from '../thermometer.js';
import { RecentReadings } from './recent-readings.js';
import { isStuck } from './stuck-sensor.js';

const HOUR = 3600;
/** The same noise at every run: −1 to 1. */
const noise = (index: number) => Math.sin(index * 12.9898) * 43758.5453;
const jitter = (index: number) => (noise(index) - Math.floor(noise(index))) * 2 - 1;

/** Whether a sensor that reads so every 10 s is taken for stuck at any moment. @param of °C after so many seconds */
function everStuck(
  seconds: number,
  of: (second: number) => number,
  every = 10,
  kind: ProbeKind = 'core',
): boolean {
  const recent = new RecentReadings();
  for (let second = 0; second <= seconds; second += every) {
    recent.add(1e12 + second * 1000, of(second));
    if (isStuck(recent.samples, recent.run, kind)) return true;
  }
  return false;
}
const rounded = (value: number, digit = 0.1) => Math.round(value / digit) * digit;

describe('A stuck sensor', () => {
  it('gives one value for hours after a noisy one', () => {
    const frozen = (second: number) => (second < 2 * HOUR ? rounded(60 + jitter(second) * 0.4) : 60);
    expect(everStuck(4.9 * HOUR, frozen)).toBe(false);
    expect(everStuck(5.2 * HOUR, frozen)).toBe(true);
  });

  it('stops in the midst of a steady rise', () => {
    const stopped = (second: number) => rounded(10 + (15 * Math.min(second, 2 * HOUR)) / HOUR);
    expect(everStuck(5.2 * HOUR, stopped)).toBe(true);
  });

  it('stops in the midst of a rise that gets faster', () => {
    const risen = (hours: number) => 65 + 2 * hours + 2.5 * hours ** 2;
    const stopped = (second: number) => rounded(risen(Math.min(second / HOUR, 2)), 1 / 18);
    expect(everStuck(5.2 * HOUR, stopped, 30)).toBe(true);
  });

  it('is never water that was heated steadily and is then held, or boils', () => {
    const heated = (rate: number, end: number) => (second: number) =>
      rounded(Math.min(end, 15 + (rate * second) / HOUR));
    for (const [rate, end] of [
      [18, 56],
      [40, 100],
      [80, 60],
    ] as const)
      expect(everStuck(9 * HOUR, heated(rate, end), 10, 'ambient')).toBe(false);
    // Also where its probe has no name that tells what it measures.
    expect(everStuck(9 * HOUR, heated(40, 100))).toBe(false);
  });

  it('is never a core that comes to the temperature of its bath, and stays there exactly', () => {
    const core = (tau: number, bath: number, digit: number) => (second: number) =>
      rounded(bath - (bath - 5) * Math.exp(-second / tau), digit);
    fc.assert(
      fc.property(
        fc.integer({ min: 120, max: 3 * HOUR }),
        fc.integer({ min: 40, max: 90 }),
        fc.constantFrom(0.01, 0.0625, 0.1, 0.5, 5 / 9, 1),
        (tau, bath, digit) => {
          expect(everStuck(20 * HOUR, core(tau, bath, digit), 30)).toBe(false);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is never a core in the stall', () => {
    const stall = (second: number) => rounded(70 - 65 * Math.exp(-second / (1.5 * HOUR)), 5 / 90);
    expect(everStuck(14 * HOUR, stall, 20)).toBe(false);
  });

  it('is never a probe in a still bath, to which it was moved from moving air', () => {
    const moved = (second: number) => (second < 2 * HOUR ? rounded(22 + jitter(second)) : 60);
    expect(everStuck(8 * HOUR, moved)).toBe(false);
  });

  it('is never one that has always been constant', () => {
    expect(everStuck(24 * HOUR, () => 57.3)).toBe(false);
  });
});
