import { typedTemperature } from '../../units/entered-temperature.js';
import { readSessionForm, type SessionForm } from './session-body.js';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const form = (known: Partial<SessionForm> = {}): SessionForm => ({
  probeId: 'http-1',
  others: [],
  food: ' chicken breast ',
  thickness: '',
  target: typedTemperature('', 'celsius'),
  minutes: '',
  cookId: '',
  vulnerable: false,
  ...known,
});

describe('The form of a session', () => {
  it('needs no more than a food', () => {
    expect(readSessionForm(form(), NOW)).toEqual({ probe_id: 'http-1', food_type: 'chicken breast' });
    expect(readSessionForm(form({ food: ' ' }), NOW)).toBeUndefined();
  });

  it('takes everything that is filled in, temperatures as °C and times by the server', () => {
    const filled = form({
      others: ['http-1', 'http-2'],
      thickness: '40',
      target: typedTemperature('165', 'fahrenheit'),
      minutes: '30',
      cookId: 'cook',
      vulnerable: true,
    });
    expect(readSessionForm(filled, NOW)).toEqual({
      probe_id: 'http-1',
      food_type: 'chicken breast',
      other_probe_ids: ['http-2'],
      thickness_mm: 40,
      target_core_celsius: 73.9,
      started_at: '2026-03-01T11:30:00.000Z',
      cook_id: 'cook',
      vulnerable_consumers: true,
    });
  });

  it.each([{ thickness: 'thick' }, { minutes: 'x' }, { target: typedTemperature('hot', 'celsius') }])(
    'is nothing while a field is no number: %j',
    (wrong) => {
      expect(readSessionForm(form(wrong), NOW)).toBeUndefined();
    },
  );
});
