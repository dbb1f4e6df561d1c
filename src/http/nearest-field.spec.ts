import { nearestField, unknownField } from './nearest-field.js';

const FIELDS = [
  'temperature_celsius',
  'time_minutes',
  'food_type',
  'thickness_mm',
  'shape',
  'start_state',
  'vulnerable_consumers',
  'device_id',
  'request_id',
];

describe('nearestField', () => {
  it.each([
    ['temperature', 'temperature_celsius'],
    ['temp', 'temperature_celsius'],
    ['temperatureCelsius', 'temperature_celsius'],
    ['Temperature-Celsius', 'temperature_celsius'],
    ['temperature_fahrenheit', 'temperature_celsius'],
    ['temperature_celcius', 'temperature_celsius'],
    ['minutes', 'time_minutes'],
    ['time', 'time_minutes'],
    ['food', 'food_type'],
    ['foodtype', 'food_type'],
    ['thickness', 'thickness_mm'],
    ['shap', 'shape'],
    ['vulnerable', 'vulnerable_consumers'],
    ['deviceId', 'device_id'],
    ['device', 'device_id'],
  ])('takes %s for %s', (name, field) => expect(nearestField(name, FIELDS)).toBe(field));

  it.each(['', 'id', 'mm', 'force', 'override', 'debug', 'x'.repeat(10_000), '💥', '__proto__'])(
    'takes %j for none',
    (name) => expect(nearestField(name, FIELDS)).toBeUndefined(),
  );

  it('takes what may be two for none', () => {
    expect(nearestField('start', ['start_state', 'start_time'])).toBeUndefined();
  });
});

describe('unknownField', () => {
  it('asks for the one that is meant, where there is one', () => {
    expect(unknownField('temp', 'temperature_celsius')).toBe(
      'There is no field "temp" (did you mean temperature_celsius?)',
    );
    expect(unknownField('salt', undefined)).toBe('There is no field "salt"');
  });
});
