import { makePlan } from '../../../test/harness/plans.js';
import { minutes } from '../../shared/units.js';
import { HoldTimeRule } from './time.rules.js';

const review = (hold: number) => new HoldTimeRule().review(makePlan({ hold: minutes(hold) }));

describe('HoldTimeRule', () => {
  it.each([1, 2, 90, 5998, 5999])('has nothing against %d minutes', (hold) => {
    expect(review(hold)).toEqual([]);
  });

  it.each([0, 0.99, -1, -Infinity, NaN])('finds %d minutes too short', (hold) => {
    expect(review(hold)).toEqual([
      {
        rule: 'hold-time',
        code: 'TIME_TOO_SHORT',
        message: `${hold} min is too short: the cooker's timer takes at least 1 min.`,
        details: { field: 'time_minutes', received: hold, minimum: 1 },
      },
    ]);
  });

  it.each([5999.01, 6001, 1e9, Infinity])('finds %d minutes too long', (hold) => {
    expect(review(hold)).toEqual([
      {
        rule: 'hold-time',
        code: 'TIME_TOO_LONG',
        message: `${hold} min is too long: the cooker's timer takes at most 5999 min (99 h 59 min).`,
        details: { field: 'time_minutes', received: hold, maximum: 5999 },
      },
    ]);
  });

  it('reads seconds where a usual time comes of them', () => {
    expect(review(7200)[0]?.message).toMatch(/ If seconds were meant: 7200 seconds would be 120 minutes\.$/);
    expect(review(60 * 4321)[0]?.message).not.toContain('seconds');
  });
});
