import type { AlertRule } from '../rules/alert-rule.js';
import { DEFAULT_RULES } from '../rules/default-rules.js';
import { durationInWords, ruleSentence } from './rule-words.js';

const BATTERY = DEFAULT_RULES.find(({ id }) => id === 'battery-low')!;
const sentence = (known: Partial<AlertRule>) => ruleSentence({ ...BATTERY, ...known });

describe('ruleSentence', () => {
  it('says what a rule watches, for how long, and when it ends', () => {
    expect(sentence({ forSeconds: 300 })).toBe(
      'Alerts when the battery of any thermometer is below 15 % for 5 minutes, and ends at 20 %.',
    );
    const grill = { fact: 'probe_celsius', above: 130, clearBy: 0 } as const;
    expect(sentence({ condition: grill, kind: 'probe', thingId: 'grill-1', forSeconds: 0 })).toBe(
      'Alerts when the temperature of the probe grill-1 is above 130 °C.',
    );
  });

  it.each(DEFAULT_RULES.map((rule) => [rule.id, rule] as const))(
    'is one sentence for every rule of the server: %s',
    (_id, rule) => {
      expect(ruleSentence(rule)).toMatch(/^Alerts when [^.]+\.$/);
    },
  );
});

describe('durationInWords', () => {
  it.each([
    [1, '1 second'],
    [90, '90 seconds'],
    [60, '1 minute'],
    [5400, '90 minutes'],
    [7200, '2 hours'],
  ])('is in the largest unit without a fraction: %d', (seconds, words) => {
    expect(durationInWords(seconds)).toBe(words);
  });
});
