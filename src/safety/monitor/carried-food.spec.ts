import { makePlan } from '../../../test/harness/plans.js';
import { makeSafety } from '../../../test/harness/safety.js';
import { celsius, milliseconds, minutes } from '../../shared/units.js';
import type { EarlierCook } from '../food-history.js';
import type { FoodMonitor } from './food-monitor.js';

const safety = makeSafety();
const plan = makePlan();
const earlier = (inDangerZone: number, mustBeDiscarded = false): EarlierCook => ({
  ...{ cookId: 'before', cookerId: 'one', cookerName: 'Kitchen', food: undefined, foodClass: 'unknown' },
  inDangerZone: minutes(inDangerZone),
  mustBeDiscarded,
});
const follow = (before?: EarlierCook): FoodMonitor => safety.follow(plan, undefined, before)!;
const read = (monitor: FoodMonitor, minute: number, water = 65, heated = true): FoodMonitor => {
  monitor.follow({ at: milliseconds(minute * 60_000), water: celsius(water), target: celsius(65) }, heated);
  return monitor;
};
const cooked = (monitor: FoodMonitor, until: number): FoodMonitor => {
  for (let minute = 0; minute <= until; minute++) read(monitor, minute);
  return monitor;
};

describe('A food that was in an earlier cook', () => {
  it('has the minutes of that cook beside its own, and is spoilt by both together', () => {
    const own = cooked(follow(), 30).report()!;
    expect(own).toMatchObject({ spoilt: false });
    expect(cooked(follow(earlier(100)), 30).report()).toMatchObject({
      inDangerZone: own.inDangerZone + 100,
      spoilt: false,
    });
    expect(cooked(follow(earlier(241 - own.inDangerZone)), 30).report()).toMatchObject({ spoilt: true });
  });

  it('stays to be thrown away, however it is cooked now', () => {
    expect(cooked(follow(earlier(61, true)), 90).report()).toMatchObject({ pasteurized: true, spoilt: true });
  });

  it('keeps them over a restart', () => {
    const monitor = cooked(follow(earlier(100, true)), 30);
    const snapshot: unknown = JSON.parse(JSON.stringify(monitor.snapshot()));
    const resumed = safety.follow(plan, { snapshot, lastAt: milliseconds(0) })!;
    expect(resumed.carried).toEqual({ growing: 6000, spoilt: true });
    expect(resumed.report()).toMatchObject({ inDangerZone: monitor.report()!.inDangerZone, spoilt: true });
  });

  it('is taken for cold where the bath may have been unheated since the last reading', () => {
    const heated = read(cooked(follow(), 60), 120).report()!;
    const interrupted = read(cooked(follow(), 60), 120, 65, false).report()!;
    expect(interrupted.inDangerZone).toBe(heated.inDangerZone + 60);
    expect(interrupted.core).toBeLessThan(heated.core - 20);
    expect(interrupted.unseen).toBe(60);
  });

  it('reports the gaps of more than an hour', () => {
    expect(read(cooked(follow(), 10), 70).report()).toMatchObject({ unseen: 60, unobserved: 0 });
    const second = 1 / 60;
    expect(read(cooked(follow(), 10), 70 + second).report()).toMatchObject({ unseen: 60, unobserved: 60 });
    const later = read(cooked(follow(), 10), 71);
    expect(later.report()).toMatchObject({ unseen: 61, unobserved: 61, asOf: 71 * 60_000 });
    const snapshot: unknown = JSON.parse(JSON.stringify(later.snapshot()));
    expect(safety.follow(plan, { snapshot, lastAt: milliseconds(0) })!.report()).toMatchObject({
      unobserved: 61,
    });
  });
});
