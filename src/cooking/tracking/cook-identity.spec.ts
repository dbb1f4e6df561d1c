import { makeCookingReading } from '../../../test/harness/readings.js';
import { makeCook, makeForeignCook } from '../../../test/harness/cook-monitor-harness.js';
import { celsius, seconds } from '../../shared/units.js';
import { effectivePlan } from './cook-identity.js';

const [ours, theirs] = [makeCook(), makeForeignCook()];
const { plan } = ours.approved!;
const at = (target: number | undefined) =>
  makeCookingReading({ target: target === undefined ? undefined : celsius(target) });

describe('effectivePlan', () => {
  it.each([65, 65.1, 64.9])('is our own plan while the setpoint is the same: %d °C', (target) => {
    expect(effectivePlan(ours, at(target))).toBe(plan);
  });

  it.each([65.2, 64.8, 50])('is our own food at a setpoint that was changed to %d °C', (target) => {
    expect(effectivePlan(ours, at(target))).toEqual({ ...plan, target });
  });

  it('is our own plan while the setpoint is unknown', () => {
    expect(effectivePlan(ours, at(undefined))).toBe(plan);
  });

  it('keeps the approved time, whatever the timer shows', () => {
    const timer = { mode: 'running', length: seconds(60) } as const;
    expect(effectivePlan(ours, makeCookingReading({ timer }))).toBe(plan);
  });

  it('is unnamed food from the fridge for a foreign cook, for the time of the timer', () => {
    expect(effectivePlan(theirs, at(62))).toEqual({
      target: 62,
      hold: 90,
      startState: 'refrigerated',
      vulnerableConsumers: false,
    });
  });

  it.each([undefined, seconds(0)])(
    'has no end when the timer of a foreign cook has the length %p',
    (length) => {
      const reading = makeCookingReading({ timer: { mode: 'idle', length } });
      expect(effectivePlan(theirs, reading)).toMatchObject({ target: 65, hold: 5999, endless: true });
    },
  );

  it('is undefined while the setpoint of a foreign cook is unknown', () => {
    expect(effectivePlan(theirs, at(undefined))).toBeUndefined();
  });
});
