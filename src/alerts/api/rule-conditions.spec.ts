import fc from 'fast-check';
import { NUMBER_FACT_NAMES } from '../facts/observation.js';
import type { Condition } from '../rules/alert-rule.js';
import { judge } from '../rules/condition.js';
import { NUMBERS } from './fact-table.js';
import { changedCondition, conditionOf } from './rule-conditions.js';

const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'accepted';
};

describe('conditionOf', () => {
  it('is a limit with its hysteresis', () => {
    expect(conditionOf('probe_celsius', { above: 130, clear_by: 3 })).toEqual({
      fact: 'probe_celsius',
      above: 130,
      clearBy: 3,
    });
    expect(conditionOf('battery_percent', { below: 20 })).toEqual({
      fact: 'battery_percent',
      below: 20,
      clearBy: 5,
    });
    expect(conditionOf('low_water', {})).toEqual({ fact: 'low_water' });
  });

  it('has less hysteresis of its own where a usual one could never be reached', () => {
    expect(conditionOf('battery_percent', { below: 98 })).toMatchObject({ clearBy: 2 });
    expect(conditionOf('battery_percent', { below: 98, clear_by: 2 })).toMatchObject({ clearBy: 2 });
  });

  it.each([
    ['battery_percent', { below: 98, clear_by: 3 }, 'clear_by', /could never end: it would end at 101 %/],
    ['battery_percent', { below: 101 }, 'below', /could never end/],
    ['water_celsius', { above: 5, clear_by: 5.1 }, 'clear_by', /it would end at -0.1 °C/],
    ['water_celsius', { above: -1 }, 'above', /could never end/],
    ['data_age_seconds', { above: 4 }, 'above', /could never end/],
  ] as const)('refuses a rule about %s that can never end: %o', (fact, limits, field, message) => {
    expect(() => conditionOf(fact, limits)).toThrow(message);
    expect(codeOf(() => conditionOf(fact, limits))).toBe('ALERT_RULE_NEVER_CLEARS');
    try {
      conditionOf(fact, limits);
    } catch (error) {
      expect((error as { details: object }).details).toMatchObject({ field });
    }
  });

  it.each([
    ['battery_percent', { above: 100 }],
    ['battery_percent', { below: 0 }],
    ['water_celsius', { above: 1e9 }],
  ] as const)('refuses a rule about %s that can never fire: %o', (fact, limits) => {
    expect(codeOf(() => conditionOf(fact, limits))).toBe('ALERT_RULE_NEVER_FIRES');
  });

  it.each([
    ['water_celsius', {}, 'above or below is missing: water_celsius is a number.'],
    ['water_celsius', { above: 1, below: 2 }, 'below does not go with above: a rule has one limit.'],
    ['low_water', { above: 1 }, 'above does not go with low_water, which is true or false.'],
    ['low_water', { clear_by: 1 }, 'clear_by does not go with low_water, which is true or false.'],
    ['water_celsius', { above: 60, clear_by: -1 }, 'clear_by must not be negative.'],
  ] as const)('says what does not fit: %s with %o', (fact, limits, message) => {
    expect(() => conditionOf(fact, limits)).toThrow(message);
  });

  it('makes only conditions that some possible value fires, and some ends', () => {
    const limit = fc.double({ min: -1e5, max: 1e5, noNaN: true });
    const rule = fc.record({
      fact: fc.constantFrom(...NUMBER_FACT_NAMES),
      side: fc.constantFrom('above' as const, 'below' as const),
      limit,
      clear_by: fc.option(limit, { nil: undefined }),
    });
    fc.assert(
      fc.property(rule, ({ fact, side, limit: at, clear_by }) => {
        let condition: Condition;
        try {
          condition = conditionOf(fact, { [side]: at, clear_by });
        } catch (error) {
          expect((error as { code: string }).code).toMatch(/^(ALERT_RULE_NEVER_|VALIDATION_ERROR)/);
          return;
        }
        const { lowest, highest } = NUMBERS[fact];
        const [worst, best] = side === 'above' ? [highest, lowest] : [lowest, highest];
        expect(judge(condition, { [fact]: worst }, false)).toBe('holds');
        expect(judge(condition, { [fact]: best }, true)).toBe('clear');
      }),
    );
  });
});

describe('changedCondition', () => {
  const WARM: Condition = { fact: 'water_celsius', above: 60, clearBy: 2 };

  it.each([
    [{}, WARM],
    [{ above: 70 }, { ...WARM, above: 70 }],
    [{ clear_by: 1 }, { ...WARM, clearBy: 1 }],
    [{ below: 20 }, { fact: 'water_celsius', below: 20, clearBy: 2 }],
  ])('changes only what is stated: %o', (limits, expected) => {
    expect(changedCondition(WARM, limits)).toEqual(expected);
  });

  it('is checked as a new one', () => {
    expect(codeOf(() => changedCondition(WARM, { clear_by: 61 }))).toBe('ALERT_RULE_NEVER_CLEARS');
    expect(codeOf(() => changedCondition(WARM, { above: 1 }))).toBe('ALERT_RULE_NEVER_CLEARS');
    expect(codeOf(() => changedCondition({ fact: 'low_water' }, { above: 1 }))).toBe('VALIDATION_ERROR');
  });
});
