import fc from 'fast-check';
import { downSample } from './down-sample.js';

const waters = fc.array(fc.integer({ min: -100, max: 100 }), { maxLength: 400 });
const points = fc.integer({ min: 4, max: 420 });
const extremes = (values: readonly number[]) => [Math.min(...values), Math.max(...values)];

describe('downSample', () => {
  it('never gives more than was asked for', () => {
    fc.assert(
      fc.property(waters, points, (list, most) => {
        expect(downSample(list, most).length).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('keeps the first, the last, the lowest and the highest', () => {
    fc.assert(
      fc.property(waters, points, (list, most) => {
        const kept = downSample(list, most);
        if (list.length > 0) expect([kept[0], kept.at(-1)]).toEqual([0, list.length - 1]);
        expect(extremes(kept.map((index) => list[index]!))).toEqual(extremes(list));
      }),
    );
  });

  it('keeps the order, and nothing twice', () => {
    fc.assert(
      fc.property(waters, points, (list, most) => {
        const kept = downSample(list, most);
        expect(kept).toEqual([...new Set(kept)].toSorted((one, other) => one - other));
      }),
    );
  });

  it('keeps every peak that stands alone in its stretch', () => {
    const flat = Float64Array.from({ length: 1_000 }, () => 6500);
    flat[123] = 6900;
    flat[456] = 6100;
    flat[789] = 7000;
    expect(downSample(flat, 60)).toEqual(expect.arrayContaining([123, 456, 789]));
  });

  it('leaves alone what is short enough', () => {
    expect(downSample([3, 1, 2], 4)).toEqual([0, 1, 2]);
  });
});
