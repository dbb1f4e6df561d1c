import { makeAssessor, makeCook } from '../../../test/harness/cook-monitor-harness.js';
import { approve, makePlan } from '../../../test/harness/plans.js';
import { celsius, minutes, seconds } from '../../shared/units.js';

const running = (length: number) =>
  ({ mode: 'running', length: seconds(length), elapsed: seconds(0) }) as const;

describe('The warning that a timer ends too early', () => {
  it('comes with the assessment of a cook whose timer was shortened', () => {
    const { seen } = makeAssessor();
    const { tooEarly, safety } = seen(makeCook(), { timer: running(1800) });
    expect(tooEarly).toMatch(/^The timer ends \d+ minutes before the food is pasteurised: leave it in/);
    expect(safety.warnings).toContain(tooEarly);
  });

  it('does not come while the timer is long enough', () => {
    const { seen } = makeAssessor();
    expect(seen(makeCook(), { timer: running(5400) }).tooEarly).toBeUndefined();
  });

  it('is not known while the food is not in, and while the water is not measured', () => {
    const { assessed, seen, harness, assessor } = makeAssessor();
    const cook = makeCook();
    expect(assessed(cook, { mode: 'preheating', timer: { mode: 'idle' } }).tooEarly).toBeNull();
    seen(cook, { timer: running(1800) });
    const cooker = harness.showing({ timer: running(1800) });
    harness.clock.advance(15 * 60_000);
    expect(assessor.assess(cook, cooker, harness.now).tooEarly).toBeNull();
  });

  it('does not come for food that may be served unpasteurised', () => {
    const { seen } = makeAssessor();
    const steak = makePlan({ food: 'beef steak', target: celsius(56), hold: minutes(120) });
    const { tooEarly } = seen(makeCook({ approved: approve(steak) }), {
      target: celsius(56),
      timer: running(600),
    });
    expect(tooEarly).toBeUndefined();
  });
});
