import { makeCookingReading } from '../../../test/harness/readings.js';
import { makeCook, makeForeignCook } from '../../../test/harness/cook-monitor-harness.js';
import { celsius, seconds } from '../../shared/units.js';
import { effectivePlan } from './effective-plan.js';

const [ours, theirs] = [makeCook(), makeForeignCook()];
const { plan } = ours.approved!;
const at = (target: number | undefined) =>
  makeCookingReading({ target: target === undefined ? undefined : celsius(target) });

describe('What a cook is judged as', () => {
  it.each([65, 65.1, 64.9])('is the plan of ours while the setpoint is the same: %d °C', (target) => {
    expect(effectivePlan(ours, at(target))).toBe(plan);
  });

  it.each([65.2, 64.8, 50])('is our food at the setpoint that somebody changed to %d °C', (target) => {
    expect(effectivePlan(ours, at(target))).toEqual({ ...plan, target });
  });

  it('is the plan of ours while the setpoint is not told', () => {
    expect(effectivePlan(ours, at(undefined))).toBe(plan);
  });

  it('keeps the time that was approved, whatever the timer shows', () => {
    const timer = { mode: 'running', length: seconds(60) } as const;
    expect(effectivePlan(ours, makeCookingReading({ timer }))).toBe(plan);
  });

  it('is of others a food that nobody named, from the fridge, for as long as the timer goes', () => {
    expect(effectivePlan(theirs, at(62))).toEqual({
      target: 62,
      hold: 90,
      startState: 'refrigerated',
      vulnerableConsumers: false,
    });
  });

  it.each([undefined, seconds(0)])(
    'goes on without end where the timer of others has the length %p',
    (length) => {
      const reading = makeCookingReading({ timer: { mode: 'idle', length } });
      expect(effectivePlan(theirs, reading)).toMatchObject({ target: 65, hold: 5999, endless: true });
    },
  );

  it('is nothing while the setpoint of others is not told', () => {
    expect(effectivePlan(theirs, at(undefined))).toBeUndefined();
  });
});
