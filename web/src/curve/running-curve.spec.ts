import type { StatusDto } from '../../../src/cooking/dto/status.dto.js';
import type { SeenCooker } from '../state/cookers.js';
import { EMPTY_CURVE, type CurveData } from './curve-data.js';
import { RunningCurve } from './running-curve.js';

const NOON = Date.parse('2026-11-20T12:00:00Z');
const SECOND = 1_000;
const point = (seconds: number) => ({ at: NOON + seconds * SECOND, water: 65, target: 65 });
/** The time of the page is 0 at noon. */
const curve = (known: Partial<CurveData> = {}): CurveData => ({
  ...EMPTY_CURVE,
  water: [point(0)],
  now: NOON,
  offset: NOON,
  ...known,
});
const reading = (seconds: number, cook_id = 'cook') => ({
  device_id: 'one',
  cook_id,
  at: new Date(NOON + seconds * SECOND).toISOString(),
  water_temp_celsius: 65,
  target_temp_celsius: 65,
  state: 'cooking' as const,
});
const seen = (ageSeconds: number | null, at: number, state: StatusDto['state'] = 'cooking'): SeenCooker => ({
  at,
  ageSeconds,
  status: {
    state,
    current_temp_celsius: 64,
    target_temp_celsius: 65,
    cook: { cook_id: 'cook' },
    safety: null,
  } as StatusDto,
});

/** A curve that the test lets arrive. */
function follow() {
  const loads: {
    resolve: (arrived: CurveData) => void;
    reject: (error: Error) => void;
    signal: AbortSignal;
  }[] = [];
  const running = new RunningCurve(
    'cook',
    (signal) => new Promise((resolve, reject) => loads.push({ resolve, reject, signal })),
  );
  const arrive = async (arrived = curve()) => {
    loads.at(-1)!.resolve(arrived);
    await new Promise(setImmediate);
  };
  const times = () => running.shown.value!.water.map(({ at }) => (at - NOON) / SECOND);
  return { running, loads, arrive, times };
}

describe('The curve of a cook that is on', () => {
  it('grows with each reading of the stream, and knows what is not of its cook', async () => {
    const { running, arrive, times } = follow();
    running.reload();
    await arrive();
    running.noteReading(reading(5), 20);
    running.noteReading(reading(8, 'another'), 20);
    expect(times()).toEqual([0, 5]);
    expect(running.shown.value).toMatchObject({ core: [{ core: 20 }], now: NOON + 5 * SECOND });
  });

  it('grows with a status by its age', async () => {
    const { running, arrive, times } = follow();
    running.reload();
    await arrive();
    running.noteStatus(seen(2, 10 * SECOND), 10 * SECOND);
    running.noteStatus(seen(null, 12 * SECOND), 12 * SECOND);
    expect(times()).toEqual([0, 8]);
  });

  it('keeps what arrived while it was read', async () => {
    const { running, arrive, times } = follow();
    running.reload();
    running.noteReading(reading(5), null);
    await arrive();
    expect(times()).toEqual([0, 5]);
  });

  it('is read anew after a gap, whichever way it shows', async () => {
    const { running, arrive, loads } = follow();
    running.reload();
    await arrive();
    running.noteReading(reading(300), null);
    expect(loads).toHaveLength(2);
    await arrive(curve({ water: [point(0), point(300)] }));
    running.noteStatus(seen(200, 310 * SECOND), 310 * SECOND);
    expect(loads).toHaveLength(2);
    running.noteStatus(seen(1, 313 * SECOND), 313 * SECOND);
    expect(loads).toHaveLength(3);
  });

  it('is read anew when the cooker does something else', async () => {
    const { running, arrive, loads } = follow();
    running.reload();
    await arrive();
    running.noteStatus(seen(1, SECOND, 'preheating'), SECOND);
    running.noteStatus(seen(1, 4 * SECOND, 'cooking'), 4 * SECOND);
    expect(loads).toHaveLength(2);
  });

  it('says that it could not be read, and takes no response that a newer request made superfluous', async () => {
    const { running, arrive, loads } = follow();
    running.reload();
    running.reload();
    expect(loads[0]!.signal.aborted).toBe(true);
    loads[0]!.reject(new Error('aborted'));
    await new Promise(setImmediate);
    expect(running.failed.value).toBe(false);
    loads[1]!.reject(new Error('not reached'));
    await new Promise(setImmediate);
    expect(running.failed.value).toBe(true);
    running.reload();
    await arrive();
    expect(running.failed.value).toBe(false);
  });
});
