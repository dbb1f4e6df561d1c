import fc from 'fast-check';
import { EMPTY_CURVE, type CurveData } from './curve-data.js';
import { toColumns, type Columns } from './to-columns.js';
import { yRange } from './y-range.js';

const water = (at: number, value: number | null, target: number | null = 65) => ({
  at,
  water: value,
  target,
});
const curve = (known: Partial<CurveData>): CurveData => ({ ...EMPTY_CURVE, ...known });
const columnsOf = ({ x: _x, ...columns }: Columns) => Object.values(columns);

describe('The columns of a curve', () => {
  it('have the same moments, each later than the one before, for any points in any order', () => {
    const at = fc.oneof(fc.integer({ min: 0, max: 1e7 }), fc.constant(NaN));
    const value = fc.oneof(fc.double({ min: -20, max: 110 }), fc.constant(null), fc.constant(NaN));
    const waters = fc.array(fc.record({ at, water: value, target: value }), { maxLength: 30 });
    const cores = fc.array(fc.record({ at, core: fc.double({ min: 0, max: 100, noNaN: true }) }), {
      maxLength: 30,
    });
    const gaps = fc.array(fc.record({ from: fc.integer({ max: 1e7 }), to: fc.integer({ max: 1e7 }) }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(waters, cores, gaps, (points, core, gapList) => {
        const columns = toColumns(curve({ water: points, core, gaps: gapList }));
        expect(columns.x.every((moment, index) => index === 0 || moment > columns.x[index - 1]!)).toBe(true);
        for (const column of columnsOf(columns)) {
          expect(column).toHaveLength(columns.x.length);
          expect(column.every((one) => one === null || Number.isFinite(one))).toBe(true);
        }
      }),
    );
  });

  it('are sorted by time, in seconds', () => {
    const columns = toColumns(curve({ water: [water(2000, 22), water(1000, 21)] }));
    expect(columns).toMatchObject({ x: [1, 2], water: [21, 22], target: [65, 65] });
  });

  it('have null, and nothing else, where a line has no value', () => {
    const columns = toColumns(
      curve({
        water: [water(1000, 60), water(3000, 62)],
        ahead: [
          { at: 3000, core: 20, water: 62 },
          { at: 5000, core: 30, water: 62 },
        ],
      }),
    );
    expect(columns.x).toEqual([1, 3, 5]);
    expect(columns.water).toEqual([60, 62, null]);
    expect(columns.coreAhead).toEqual([null, 20, 30]);
    expect(columns.core).toEqual([null, null, null]);
  });

  it('join the moments of two lines without interrupting either', () => {
    const columns = toColumns(
      curve({
        water: [water(0, 60), water(4000, 64)],
        core: [
          { at: 1000, core: 5 },
          { at: 3000, core: 7 },
        ],
      }),
    );
    expect(columns.x).toEqual([0, 1, 3, 4]);
    expect(columns.water).toEqual([60, 61, 63, 64]);
    expect(columns.core).toEqual([null, 5, 7, null]);
  });

  it('interrupt every measured line in a gap', () => {
    const columns = toColumns(
      curve({
        water: [water(0, 60), water(1000, 61), water(9000, 62)],
        core: [
          { at: 0, core: 5 },
          { at: 9000, core: 9 },
        ],
        gaps: [{ from: 1000, to: 9000 }],
      }),
    );
    expect(columns.x).toEqual([0, 1, 5, 9]);
    expect(columns.water).toEqual([60, 61, null, 62]);
    expect(columns.target).toEqual([65, 65, null, 65]);
    expect(columns.core[2]).toBeNull();
  });

  it('keep a target until it is changed', () => {
    const columns = toColumns(
      curve({ water: [water(0, 60, 65), water(4000, 60, 55)], core: [{ at: 2000, core: 5 }] }),
    );
    expect(columns.target).toEqual([65, 65, 55]);
  });

  it('convert every temperature to the unit that is shown', () => {
    const columns = toColumns(
      curve({ water: [water(0, 50, 60)], core: [{ at: 0, core: 10 }] }),
      (celsius) => celsius * 2,
    );
    expect(columns).toMatchObject({ water: [100], target: [120], core: [20] });
  });

  it('are empty for an empty curve', () => {
    expect(toColumns(EMPTY_CURVE)).toMatchObject({ x: [], water: [] });
  });
});

describe('The axis of a curve', () => {
  it('stays close to water that is held', () => {
    expect(yRange([[54, 54, 54]])).toEqual([50, 58]);
  });

  it('leaves a margin above and below', () => {
    expect(
      yRange([
        [20, 65],
        [null, 5],
      ]),
    ).toEqual([1, 69]);
  });

  it('exists without any value', () => {
    expect(yRange([])).toEqual([0, 8]);
    expect(yRange([[null]])).toEqual([0, 8]);
  });
});
