import { makeRule } from '../../../test/harness/stored-alerts.js';
import type { Observation, Thing } from '../facts/observation.js';
import { sentenceOf } from './condition-words.js';

const THING: Thing = { kind: 'probe', id: 'probe-1', name: 'Left', cookerId: null };
const seen = (facts: Observation['facts'], words?: Observation['words']): Observation => ({
  thing: THING,
  at: 0,
  facts,
  ...(words && { words }),
});
const battery = makeRule({ condition: { fact: 'battery_percent', below: 15, clearBy: 5 } });

describe('sentenceOf', () => {
  it('takes the sentence of the observation', () => {
    const said = seen({ low_water: true }, { low_water: 'Fill it up.' });
    expect(sentenceOf(makeRule(), said)).toBe('Fill it up.');
  });

  it('says what is so', () => {
    expect(sentenceOf(makeRule(), seen({ low_water: true }))).toBe('Left: the water is low.');
  });

  it('says the value with its unit and the limit, also within the hysteresis', () => {
    expect(sentenceOf(battery, seen({ battery_percent: 12.34 }))).toBe(
      'Left: the battery is 12.3 %, below 15 %.',
    );
    expect(sentenceOf(battery, seen({ battery_percent: 17 }))).toBe(
      'Left: the battery is 17 %, after it was below 15 %.',
    );
    const hot = makeRule({ condition: { fact: 'probe_celsius', above: 60, clearBy: 1 } });
    expect(sentenceOf(hot, seen({ probe_celsius: 61 }))).toBe('Left: the temperature is 61 °C, above 60 °C.');
  });
});
