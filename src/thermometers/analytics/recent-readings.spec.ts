import { RecentReadings } from './recent-readings.js';

describe('RecentReadings', () => {
  it('holds at most one sample per 10 s of its span, and one from before it', () => {
    const recent = new RecentReadings(60_000);
    for (let at = 0; at < 3_600_000; at += 250) recent.add({ at, celsius: at / 1000 });
    const samples = recent.all();
    expect(samples.length).toBeLessThanOrEqual(8);
    expect(samples.at(-1)).toEqual({ at: 3_599_750, celsius: 3599.75 });
    expect(samples[0]!.at).toBeLessThanOrEqual(3_599_750 - 60_000);
  });

  it('finds the newest sample at or before an instant, and forgets what is older than another', () => {
    const recent = new RecentReadings(600_000);
    for (const at of [0, 60_000, 120_000]) recent.add({ at, celsius: at / 1000 });
    expect(recent.before(119_999)?.at).toBe(60_000);
    expect(recent.before(-1)).toBeUndefined();
    recent.forgetBefore(60_001);
    expect(recent.all().map(({ at }) => at)).toEqual([120_000]);
  });
});
