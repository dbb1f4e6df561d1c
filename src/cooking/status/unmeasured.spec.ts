import type { MonitorReport } from '../../safety/monitor/food-monitor.js';
import { milliseconds, minutes } from '../../shared/units.js';
import { isLongUnobserved, isUnmeasured, unmeasuredAtEnd, unmeasuredWarning } from './unmeasured.js';

const at = (minute: number) => milliseconds(minute * 60_000);
const warning = (minute: number) => unmeasuredWarning(at(0), at(minute)).join();

describe('Water that is not measured', () => {
  it('causes a warning after ten minutes', () => {
    expect(warning(10)).toBe('');
    expect(isUnmeasured(at(0), at(10))).toBe(false);
    expect(isUnmeasured(at(0), at(10.1))).toBe(true);
    expect(warning(11)).toBe(
      'The water has not been measured for 11 minutes, so nothing counts as pasteurised in that time and no finish time can be predicted. Look at the cooker: check that the water is hot and the cooker is running.',
    );
  });

  it('leads to the discard sentence after four hours, unless the water is still hot', () => {
    expect(warning(239)).toContain('check that the water is hot');
    expect(warning(240)).toContain('unless the water is still at its temperature, throw the food away.');
  });

  it('is reported at the end of a cook, with the consequence after four hours', () => {
    expect(unmeasuredAtEnd(at(0), at(10))).toEqual([]);
    expect(unmeasuredAtEnd(undefined, at(1000))).toEqual([]);
    expect(unmeasuredAtEnd(at(0), at(11))).toEqual([
      'The water was not measured for the last 11 minutes, so nothing counts as pasteurised in that time.',
    ]);
    expect(unmeasuredAtEnd(at(0), at(239)).join()).not.toContain('throw');
    expect(unmeasuredAtEnd(at(0), at(240)).join()).toMatch(/all that time, throw the food away\.$/);
  });

  it('is not reported for a cook that was never seen', () => {
    expect(unmeasuredWarning(undefined, at(1000))).toEqual([]);
  });

  it('limits a pasteurisation to the last reading after four hours, in one or several gaps', () => {
    const report = (known: Partial<MonitorReport>) =>
      ({ asOf: at(0), unobserved: minutes(0), ...known }) as MonitorReport;
    expect(isLongUnobserved(report({}), at(239))).toBe(false);
    expect(isLongUnobserved(report({}), at(240))).toBe(true);
    expect(isLongUnobserved(report({ unobserved: minutes(240) }), at(0))).toBe(true);
  });
});
