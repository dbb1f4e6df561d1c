import type { CookForecastDto } from '../../../src/history/dto/cook-forecast.dto.js';
import type { ReadingDto } from '../../../src/history/dto/readings.dto.js';
import { toCurve, withPoint } from './cook-curve.js';
import { curveFacts, tableRows } from './curve-table.js';
import { EMPTY_CURVE } from './curve-data.js';
import { toColumns } from './to-columns.js';

const NOON = Date.parse('2026-11-20T12:00:00Z');
const MINUTE = 60_000;
const reading = (minute: number, water: number): ReadingDto => ({
  at: new Date(NOON + minute * MINUTE).toISOString(),
  water_temp_celsius: water,
  target_temp_celsius: 65,
  state: 'cooking',
  time_remaining_minutes: 90,
});
const forecast: CookForecastDto = {
  cook_id: 'cook',
  as_of: '2026-11-20T12:10:00Z',
  age_seconds: 1,
  core_source: 'modelled',
  food_in_at: '2026-11-20T12:00:00Z',
  measured: [{ at: '2026-11-20T12:00:00Z', core_celsius: 5 }],
  points: [{ at: '2026-11-20T12:10:00Z', core_celsius: 12, water_celsius: 65 }],
  gaps: [{ from: '2026-11-20T12:01:00Z', to: '2026-11-20T12:06:00Z' }],
  pasteurized_at: '2026-11-20T13:20:00Z',
  ends_at: null,
  log_reductions: [],
  required_log: null,
  summary: '',
};
const live = (minute: number, water = 65, core: number | null = 20) => ({
  at: NOON + minute * MINUTE,
  water,
  target: 65,
  core,
});

describe('The curve of a cook', () => {
  it('holds the readings, the core, the forecast and the gaps', () => {
    expect(toCurve({ readings: [reading(0, 60)] }, forecast, 5_000)).toEqual({
      water: [{ at: NOON, water: 60, target: 65 }],
      core: [{ at: NOON, core: 5 }],
      coreSource: 'modelled',
      ahead: [{ at: NOON + 10 * MINUTE, core: 12, water: 65 }],
      gaps: [{ from: NOON + MINUTE, to: NOON + 6 * MINUTE }],
      safeAt: NOON + 80 * MINUTE,
      now: NOON + 10 * MINUTE + 1_000,
      offset: NOON + 10 * MINUTE - 4_000,
    });
  });

  it('shows the water without a forecast', () => {
    expect(toCurve({ readings: [reading(0, 60)] }, null, null)).toMatchObject({
      core: [],
      safeAt: null,
      now: null,
    });
  });

  it('spreads the three values of an old minute over it', () => {
    const { water } = toCurve(
      { readings: [reading(0, 60), reading(0, 61), reading(0, 62), reading(1, 60)] },
      null,
      null,
    );
    expect(water.map(({ at }) => (at - NOON) / 1000)).toEqual([0, 20, 40, 60]);
  });

  it('goes on with a reading that arrives, and knows it the next time', () => {
    const begun = toCurve({ readings: [reading(0, 60)] }, forecast, NOON);
    const longer = withPoint(begun, live(1))!;
    expect(longer.water).toHaveLength(2);
    expect(longer.core.at(-1)).toEqual({ at: NOON + MINUTE, core: 20 });
    expect(withPoint(longer, live(1.01))).toBe(longer);
    expect(withPoint(longer, live(0.5))).toBe(longer);
    expect(withPoint(longer, live(2, 65, null))!.core).toBe(longer.core);
  });

  it('has to be read anew after a gap', () => {
    expect(withPoint(toCurve({ readings: [reading(0, 60)] }, null, NOON), live(4))).toBeUndefined();
  });

  it('keeps no prediction for moments that were observed meanwhile', () => {
    const predicted = (minute: number) => ({ at: NOON + minute * MINUTE, core: 30, water: 65 });
    const begun = { ...toCurve({ readings: [] }, forecast, NOON), ahead: [predicted(1), predicted(2)] };
    expect(withPoint(begun, live(1))!.ahead).toEqual([predicted(2)]);
    expect(withPoint(begun, live(3))!.ahead).toEqual([]);
  });

  it('begins with the first reading', () => {
    expect(withPoint(EMPTY_CURVE, live(0))).toMatchObject({ water: [{ water: 65 }], coreSource: 'modelled' });
  });
});

describe('The curve in words', () => {
  const curve = toCurve(
    { readings: [0, 1, 6, 7].map((minute) => reading(minute, 60 + minute)) },
    forecast,
    NOON,
  );

  it('has a row for a gap and for the forecast', () => {
    const rows = tableRows(toColumns(curve));
    expect(rows.map(({ kind }) => kind)).toEqual([
      'observed',
      'observed',
      'notObserved',
      'observed',
      'observed',
      'predicted',
    ]);
    expect(rows[2]).toMatchObject({ water: null, core: null });
    expect(rows.at(-1)).toMatchObject({ at: NOON + 10 * MINUTE, water: 65, core: 12 });
  });

  it('has few rows of many readings, and keeps the first, the last and the gap', () => {
    const many = [
      ...Array.from({ length: 500 }, (_, index) => reading(index / 500, 60)),
      reading(6, 61),
      reading(7, 62),
    ];
    const rows = tableRows(toColumns(toCurve({ readings: many }, forecast, NOON)), 10);
    expect(rows.length).toBeLessThanOrEqual(11);
    expect(rows[0]!.at).toBe(NOON);
    expect(rows.at(-1)!.kind).toBe('predicted');
    expect(rows.some(({ kind }) => kind === 'notObserved')).toBe(true);
  });

  it('knows from when to when it goes and where it stands', () => {
    expect(curveFacts(curve)).toEqual({
      from: NOON,
      to: NOON + 7 * MINUTE,
      water: 67,
      target: 65,
      coreFrom: 5,
      coreTo: 5,
    });
    expect(curveFacts(EMPTY_CURVE)).toBeUndefined();
    expect(tableRows(toColumns(EMPTY_CURVE))).toEqual([]);
  });
});
