import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { makeReading, NOON } from '../../../test/harness/probe-readings.js';
import type { ProbeReading } from '../../thermometers/thermometer.js';
import { HOUR, hourOf } from './places.js';
import { SeriesWrites } from './series-writes.js';

describe('The writes of probe readings', () => {
  it('take the readings of few hours at a time, since each hour that is not the newest is folded anew', async () => {
    const written: (readonly ProbeReading[])[] = [];
    const sink = {
      write: (piece: readonly ProbeReading[]) => written.push(piece),
      flush: () => Promise.resolve(),
    };
    const writes = new SeriesWrites(sink, new DrivenClock());
    const readings = Array.from({ length: 1_000 }, (_, index) =>
      makeReading({ probeId: `probe-${index % 5}`, at: NOON - (index % 199) * HOUR + index }),
    );
    await writes.add(readings);
    const hoursOf = (piece: readonly ProbeReading[]) =>
      new Set(piece.map(({ probeId, at }) => `${probeId} ${hourOf(at)}`)).size;
    expect(Math.max(...written.map(hoursOf))).toBeLessThanOrEqual(100);
    const byTime = (one: ProbeReading, other: ProbeReading) => one.at - other.at;
    expect(written.flat().sort(byTime)).toEqual([...readings].sort(byTime));
    await writes.close();
  });
});
