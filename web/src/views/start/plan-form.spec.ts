import { typedTemperature } from '../../units/entered-temperature.js';
import { emptyForm, formInUnit, readForm, withSetting, type PlanForm } from './plan-form.js';

const DEFAULTS = { start_state: 'refrigerated', vulnerable_consumers: false };

const form = (known: Partial<PlanForm> = {}): PlanForm => ({
  ...emptyForm('celsius'),
  temperature: typedTemperature('65', 'celsius'),
  hours: '1',
  minutes: '30',
  ...known,
});
const bodyOf = (known: Partial<PlanForm>, deviceId?: string) => {
  const reading = readForm(form(known), deviceId);
  return reading.kind === 'plan' ? reading.body : reading;
};

describe('A form', () => {
  it('becomes the plan that it shows, and states every choice', () => {
    expect(bodyOf({})).toEqual({ temperature_celsius: 65, time_minutes: 90, ...DEFAULTS });
    const full = {
      food: ' chicken breast ',
      thickness: '35',
      shape: 'cube',
      startState: 'frozen',
      vulnerable: true,
    } as const;
    expect(bodyOf(full, 'a1')).toEqual({
      ...{ temperature_celsius: 65, time_minutes: 90, food_type: 'chicken breast', thickness_mm: 35 },
      ...{ shape: 'cube', start_state: 'frozen', vulnerable_consumers: true, device_id: 'a1' },
    });
  });

  it.each([
    ['57,5', 57.5],
    ['57.5', 57.5],
    [' 57 ', 57],
    ['-3', -3],
    ['57,', 57],
  ])('reads a temperature of "%s"', (text, celsius) => {
    expect(bodyOf({ temperature: typedTemperature(text, 'celsius') })).toMatchObject({
      temperature_celsius: celsius,
    });
  });

  it.each([
    ['140', 60],
    ['136', 57.8],
    ['133', 56.1],
    ['131', 55],
  ])('sends %s °F as %s °C', (text, celsius) => {
    expect(bodyOf({ temperature: typedTemperature(text, 'fahrenheit') })).toMatchObject({
      temperature_celsius: celsius,
    });
  });

  it.each([
    ['', '90', 90],
    ['1', '', 60],
    ['1,5', '', 90],
    ['1.1', '', 66],
    ['0', '81', 81],
    ['48', '5', 2885],
  ])('reads a time of "%s" h "%s" min', (hours, minutes, total) => {
    expect(bodyOf({ hours, minutes })).toMatchObject({ time_minutes: total });
  });

  it('names the fields that are no number', () => {
    const wrong = { temperature: typedTemperature('hot', 'celsius'), minutes: '1e3', thickness: '3 cm' };
    expect(bodyOf(wrong)).toEqual({
      kind: 'unreadable',
      fields: ['temperature_celsius', 'time_minutes', 'thickness_mm'],
    });
  });

  it('names what is missing', () => {
    expect(readForm(emptyForm('celsius'), 'a1')).toEqual({
      kind: 'incomplete',
      missing: ['temperature_celsius', 'time_minutes'],
    });
    expect(bodyOf({ hours: '', minutes: ' ' })).toEqual({ kind: 'incomplete', missing: ['time_minutes'] });
  });

  it('takes an alternative over, and nothing else changes', () => {
    const before = form({ food: 'chicken', thickness: '35' });
    const after = withSetting(before, { temperature_celsius: 65.5, time_minutes: 81 });
    expect(after).toEqual({
      ...before,
      temperature: typedTemperature('65.5', 'celsius'),
      hours: '1',
      minutes: '21',
    });
  });

  it('shows an alternative in °F, and sends exactly its °C', () => {
    const before = form({ temperature: typedTemperature('133', 'fahrenheit') });
    const after = withSetting(before, { temperature_celsius: 57.5, time_minutes: 200 });
    expect(after.temperature.text).toBe('135.5');
    expect(readForm(after, undefined)).toMatchObject({
      body: { temperature_celsius: 57.5, time_minutes: 200 },
    });
  });

  it.each(['57.8', '57.25', '54,5', '60', '0', '-18'])('of %s °C is the same plan in °F and back', (text) => {
    const before = form({ temperature: typedTemperature(text, 'celsius') });
    const there = formInUnit(before, 'fahrenheit');
    const back = formInUnit(there, 'celsius');
    for (const one of [there, back]) expect(readForm(one, 'a')).toEqual(readForm(before, 'a'));
    expect(there.temperature.text).not.toBe(before.temperature.text);
  });

  it('keeps what is no number when the unit changes', () => {
    const there = formInUnit(form({ temperature: typedTemperature('hot', 'celsius') }), 'fahrenheit');
    expect(there.temperature).toMatchObject({ text: 'hot', unit: 'fahrenheit' });
    expect(formInUnit(emptyForm('celsius'), 'fahrenheit').temperature.text).toBe('');
  });
});
