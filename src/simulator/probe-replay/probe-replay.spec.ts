import { DrivenClock } from '../../../test/harness/driven-clock.js';
import type { CookSeries } from './cook-series.js';
import { ProbeReplay, type ReplayedReading, type ReplayOptions } from './probe-replay.js';
import {
  clockOff,
  deadSensor,
  duplicated,
  gatewayLost,
  late,
  pulledOut,
  reordered,
  sentinel,
  sentOnChange,
} from './replay-faults.js';
import { SeededChance } from './seeded-chance.js';

/** Two probes for a minute, every ten seconds: one warms by a degree each time, the other stays. */
const SERIES: CookSeries = {
  name: 'Test',
  probes: [
    { place: 1, name: 'Food', kind: 'core' },
    { place: 2, name: 'Air', kind: 'ambient' },
  ],
  rows: Array.from({ length: 7 }, (_, index) => ({ elapsed: index * 10, celsius: [20 + index, 80] })),
  events: [],
};

describe('ProbeReplay', () => {
  let clock: DrivenClock;
  let batches: (readonly ReplayedReading[])[];
  let start: number;

  beforeEach(() => {
    [clock, batches] = [new DrivenClock(), []];
    start = clock.now().getTime();
  });

  const play = (known: Partial<ReplayOptions> = {}) => {
    const target = { take: (readings: readonly ReplayedReading[]) => void batches.push(readings) };
    const replay = new ProbeReplay({ clock, series: SERIES, target, ...known });
    replay.start();
    return replay;
  };
  /** What arrived of a probe: the second of its instant, and its value. */
  const arrived = (place: number) =>
    batches.flat().flatMap((one) => (one.place === place ? [[(one.at - start) / 1000, one.celsius]] : []));
  const whole = (faults: ReplayOptions['faults']) => {
    play({ faults: faults! });
    clock.advance(10_000_000);
  };

  it('sends each row when it is due, with all probes together', () => {
    play();
    expect(batches).toEqual([
      [
        { place: 1, celsius: 20, at: start },
        { place: 2, celsius: 80, at: start },
      ],
    ]);
    clock.advance(9_999);
    expect(batches).toHaveLength(1);
    clock.advance(1);
    expect(batches).toHaveLength(2);
    clock.advance(50_000);
    expect(arrived(1)).toEqual(SERIES.rows.map(({ elapsed, celsius }) => [elapsed, celsius[0]]));
  });

  it('ends after the last row', async () => {
    const { finished } = play({ speed: 60 });
    clock.advance(1_000);
    await finished;
    expect(clock.pending).toBe(0);
  });

  it('moves the instants together at a higher speed, so that no reading is in the future', () => {
    play({ speed: 10 });
    clock.advance(3_000);
    expect(arrived(1).map(([second]) => second)).toEqual([0, 1, 2, 3]);
  });

  it('begins in the middle of a cook', () => {
    play({ from: 40 });
    clock.advance(100_000);
    expect(arrived(1)).toEqual([
      [0, 24],
      [10, 25],
      [20, 26],
    ]);
  });

  it('sends nothing more when it is stopped', async () => {
    const replay = play();
    replay.stop();
    await replay.finished;
    clock.advance(100_000);
    expect(batches).toHaveLength(1);
  });

  it('holds a dead sensor at its last value while the other goes on', () => {
    whole([deadSensor(1, { from: 20 })]);
    expect(arrived(1).map(([, value]) => value)).toEqual([20, 21, 22, 22, 22, 22, 22]);
    expect(arrived(2)).toHaveLength(7);
  });

  it('shows a sentinel and a probe that is pulled out for as long as told', () => {
    whole([sentinel(1, 6553.5, { from: 10, to: 30 }), pulledOut(1, { from: 50 })]);
    expect(arrived(1).map(([, value]) => value)).toEqual([20, 6553.5, 6553.5, 23, 24, null, null]);
  });

  it('is silent because nothing changes', () => {
    whole([sentOnChange()]);
    expect(arrived(1)).toHaveLength(7);
    expect(arrived(2)).toEqual([[0, 80]]);
  });

  it('sends on change by steps', () => {
    whole([sentOnChange(2)]);
    expect(arrived(1).map(([, value]) => value)).toEqual([20, 22, 24, 26]);
  });

  it('drops what a lost gateway would have sent, or delivers it at the end', () => {
    whole([gatewayLost({ from: 15, to: 45 })]);
    expect(arrived(1).map(([second]) => second)).toEqual([0, 10, 50, 60]);
    batches.length = 0;
    start = clock.now().getTime();
    play({ faults: [gatewayLost({ from: 15, to: 45 }, 'delivered')] });
    clock.advance(44_000);
    expect(arrived(1)).toHaveLength(2);
    clock.advance(1_000);
    expect(arrived(1).map(([second]) => second)).toEqual([0, 10, 20, 30, 40]);
  });

  it('repeats readings, at once or later', () => {
    whole([duplicated(2, 15)]);
    expect(arrived(1).map(([second]) => second)).toEqual([
      0, 10, 0, 20, 10, 30, 20, 40, 30, 50, 40, 60, 50, 60,
    ]);
    expect(arrived(2)).toHaveLength(7);
  });

  it('lets readings overtake each other, none lost and each with its own instant', () => {
    whole([reordered(40, new SeededChance(5))]);
    const seconds = arrived(1).map(([second]) => second!);
    expect(seconds).not.toEqual([...seconds].sort((one, other) => one - other));
    expect([...seconds].sort((one, other) => one - other)).toEqual([0, 10, 20, 30, 40, 50, 60]);
  });

  it('delivers readings late, with the instant at which they were measured', () => {
    play({ faults: [late(300, { from: 20, to: 40 })] });
    clock.advance(60_000);
    expect(arrived(1).map(([second]) => second)).toEqual([0, 10, 40, 50, 60]);
    clock.advance(300_000);
    expect(
      arrived(1)
        .slice(-2)
        .map(([second]) => second),
    ).toEqual([20, 30]);
  });

  it('stamps readings by a clock that is off', () => {
    whole([clockOff(-7_200)]);
    expect(arrived(1)[0]).toEqual([-7_200, 20]);
  });

  it('applies faults in the order given, and never changes the series', () => {
    const before = structuredClone(SERIES);
    whole([deadSensor(2, { from: 0 }, 0), sentOnChange(), duplicated(1)]);
    expect(arrived(2)).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(SERIES).toEqual(before);
  });
});
