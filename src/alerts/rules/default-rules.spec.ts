import { DEFAULT_RULES } from './default-rules.js';

describe('The rules that come with the server', () => {
  it('have ids that never change', () => {
    expect(DEFAULT_RULES.map(({ id }) => id)).toEqual([
      'timer-too-early',
      'must-discard',
      'cooker-silent',
      'cooker-fault',
      'low-water',
      'target-reached',
      'cook-done',
      'pasteurized',
      'probe-must-discard',
      'probe-target-reached',
      'probe-pasteurized',
      'probe-lost',
      'approval-waiting',
      'battery-low',
    ]);
  });

  it('are all on', () => {
    expect(DEFAULT_RULES.every(({ enabled, isDefault }) => enabled && isDefault)).toBe(true);
  });

  it('have no quiet hours where food may harm people, and escalate then', () => {
    const safety = DEFAULT_RULES.filter(({ isSafety }) => isSafety);
    expect(safety.map(({ id }) => id)).toEqual([
      'timer-too-early',
      'must-discard',
      'cooker-silent',
      'probe-must-discard',
    ]);
    for (const { quietHours, escalateAfterMinutes, severity } of safety) {
      expect({ quietHours, escalateAfterMinutes, severity }).toEqual({
        quietHours: null,
        escalateAfterMinutes: 10,
        severity: 'critical',
      });
    }
  });
});
