import { makeAlert } from '../../../test/harness/stored-alerts.js';
import { atPlace, joinedWords, wordsOf } from './message-words.js';

const FIRED = new Date(2026, 2, 3, 18, 5).getTime();
const alert = makeAlert({ firedAt: FIRED });
const later = FIRED + 30 * 60_000;

describe('atPlace', () => {
  it('says an instant by the clock of the place, and how far that is from UTC', () => {
    expect(atPlace(FIRED)).toMatch(/^18:05 \(UTC[+-]\d\d:\d\d\) on 3 March 2026$/);
  });
});

describe('wordsOf', () => {
  it('says that an alert fires, with the instant of the observation', () => {
    expect(wordsOf(alert, 'firing', FIRED)).toEqual({
      title: 'Low water: Cooker',
      text: `The water of Cooker is low. Observed at ${atPlace(FIRED)}.`,
    });
  });

  it('says that it is not acknowledged', () => {
    const { title, text } = wordsOf(alert, 'escalated', later);
    expect(title).toBe('Not acknowledged: Low water: Cooker');
    expect(text).toContain(`began at ${atPlace(FIRED)}, and it is not acknowledged.`);
  });

  it.each([
    ['condition', 'It is over, at'],
    ['thing_gone', 'since there is nothing left to watch, at'],
    ['rule_changed', 'since its rule was changed or switched off, at'],
  ] as const)('says that it is over by %s', (resolvedBy, part) => {
    const over = { ...alert, state: 'resolved', resolvedBy, resolvedAt: later } as const;
    expect(wordsOf(over, 'resolved', later).text).toContain(`${part} ${atPlace(later)}.`);
  });
});

describe('joinedWords', () => {
  it('says each in a line of its own', () => {
    const one = wordsOf(alert, 'firing', FIRED);
    const { title, text } = joinedWords([one, one]);
    expect(title).toBe('2 alerts: Low water: Cooker; Low water: Cooker');
    expect(text.split('\n')).toEqual([`${one.title}. ${one.text}`, `${one.title}. ${one.text}`]);
  });

  it('says how many more there are', () => {
    const one = { title: 'Low', text: 'The water is low.' };
    const { title, text } = joinedWords(Array.from({ length: 200 }, () => one));
    expect(title).toBe('200 alerts: Low; Low; Low; …');
    expect(text.split('\n')).toHaveLength(11);
    expect(text).toMatch(/And 190 more: see the list of alerts\.$/);
  });
});
