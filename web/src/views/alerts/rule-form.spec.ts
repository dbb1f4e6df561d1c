import type { AlertRuleDto } from '../../../../src/alerts/dto/alert-rule.dto.js';
import { unit } from '../../units/unit.js';
import { WATCHED, type FactName } from './rule-facts.js';
import { formOf, NEW_RULE, problemsOf, toChanged, toMade, withFact, type RuleForm } from './rule-form.js';

const GRILL: RuleForm = {
  ...NEW_RULE,
  name: ' Grill too hot ',
  limit: '130',
  clearBy: '2,5',
  minutes: '1,5',
  thing: 'probe grill-1',
  escalate: '10',
};

const BATTERY: AlertRuleDto = {
  rule_id: 'battery-low',
  name: 'Battery low',
  enabled: true,
  is_default: true,
  is_safety: false,
  fact: 'battery_percent',
  ...{ above: null, below: 15, clear_by: 5, unit: '%' },
  thing_kind: 'thermometer',
  thing_id: null,
  for_seconds: 60,
  severity: 'warning',
  quiet_hours: { from: '22:00', to: '08:00' },
  escalate_after_minutes: null,
  channels: ['email', 'ntfy'],
  sends_resolved: false,
  warnings: [],
  summary: 'Alerts when the battery is below 15 %.',
};

afterEach(() => {
  unit.value = 'celsius';
});

describe('The form of a rule', () => {
  it('makes the request that adds it', () => {
    expect(problemsOf(GRILL)).toEqual({});
    expect(toMade(GRILL, 'request-1')).toEqual({
      name: 'Grill too hot',
      fact: 'probe_celsius',
      ...{ above: 130, clear_by: 2.5, for_seconds: 90 },
      ...{ thing_kind: 'probe', thing_id: 'grill-1', severity: 'warning', is_safety: false },
      ...{ escalate_after_minutes: 10, sends_resolved: true, request_id: 'request-1' },
    });
  });

  it('leaves out the limit of what is true or false', () => {
    const lost = withFact({ ...GRILL, minutes: '' }, 'probe_lost');
    expect(problemsOf(lost)).toEqual({});
    expect(JSON.parse(JSON.stringify(toMade(lost, 'r')))).not.toHaveProperty('above');
    expect(toMade(lost, 'r')).toMatchObject({ thing_kind: 'probe', for_seconds: 0 });
    expect(toMade(lost, 'r').thing_id).toBeUndefined();
  });

  it('says what is missing and what is no number', () => {
    const wrong = { ...GRILL, name: ' ', limit: '', clearBy: 'x', minutes: 'y', quietFrom: '22:00' };
    expect(problemsOf(wrong)).toEqual({
      ...{ name: 'missing', above: 'missing', clear_by: 'notANumber', for_seconds: 'notANumber' },
      quiet_hours: 'timeMissing',
    });
    expect(problemsOf({ ...GRILL, side: 'below', limit: 'hot' })).toEqual({ below: 'notANumber' });
  });

  it('takes temperatures in the unit of the page, and ways back as differences', () => {
    unit.value = 'fahrenheit';
    const made = toMade({ ...GRILL, limit: '266', clearBy: '9' }, 'r');
    expect(made).toMatchObject({ above: 130, clear_by: 5 });
    const rate = { ...GRILL, fact: 'probe_celsius_per_hour', limit: '18', clearBy: '9' } as const;
    expect(toMade(rate, 'r')).toMatchObject({ above: 10, clear_by: 5 });
  });

  it('comes from a rule, and changes nothing where nothing is changed', () => {
    const form = formOf(BATTERY);
    expect(form).toMatchObject({ side: 'below', limit: '15', clearBy: '5', minutes: '1' });
    expect(toChanged(form)).toEqual({
      name: 'Battery low',
      ...{ below: 15, clear_by: 5, for_seconds: 60, severity: 'warning', sends_resolved: false },
      quiet_hours: { from: '22:00', to: '08:00' },
      ...{ escalate_after_minutes: null, channels: ['email', 'ntfy'] },
    });
  });

  it('shows the temperatures of a rule in the unit of the page', () => {
    unit.value = 'fahrenheit';
    const hot = { ...BATTERY, fact: 'probe_celsius', above: 130, below: null, unit: '°C' } as const;
    expect(formOf(hot)).toMatchObject({ limit: '266', clearBy: '9' });
    expect(toChanged(formOf(hot))).toMatchObject({ above: 130, clear_by: 5 });
  });

  it('has no quiet hours where it is about safety', () => {
    const form = { ...GRILL, isSafety: true, quietFrom: '22:00', quietTo: '07:00' };
    expect(toMade(form, 'r').quiet_hours).toBeUndefined();
    expect(toChanged(form).quiet_hours).toBeNull();
  });

  it.each(Object.keys(WATCHED) as FactName[])('can be about %s', (fact) => {
    const form = withFact(GRILL, fact);
    expect(WATCHED[fact]).toContain(form.thing);
  });
});
