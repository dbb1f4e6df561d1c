import { makeCookRecord, makeRecordedCook, makeRecordedSafety } from '../../test/harness/stored-cooks.js';
import type { CookRecord, RecordedCook } from '../cooking/record/cook-record.js';
import { mustBeDiscarded } from '../cooking/status/discarded-food.js';
import { cookSummary, foodSummary } from './wording.js';

const NOW = Date.parse('2026-03-01T15:00:00Z');

const summary = (known: Partial<RecordedCook> = {}, record: Partial<CookRecord> = {}) =>
  cookSummary(makeRecordedCook({ ...known, record: makeCookRecord(record) }), NOW);

describe('cookSummary', () => {
  it('says what it was, how it ended, and what became of the food', () => {
    expect(summary()).toBe(
      'Chicken breast at 65 °C for 90 minutes on Kitchen, begun 3 hours ago. ' +
        'Stopped after 130 minutes by assistant. The food was pasteurised.',
    );
  });

  it('names no key where the server has but one', () => {
    expect(summary({}, { stoppedBy: 'default' })).toContain('Stopped after 130 minutes. The food');
    expect(summary({}, { stoppedBy: 'oauth:9Xw' })).toContain('130 minutes by a connected client. The food');
  });

  it('says of a cook of others what was seen', () => {
    const safety = makeRecordedSafety({ pasteurized: false });
    expect(summary({ startedBy: 'app', plan: null, outcome: 'ended' }, { safety, stoppedBy: null })).toMatch(
      /^A cook at 65 °C on Kitchen, begun in the Anova app 3 hours ago\. It ended after 130 minutes, not through .* was not pasteurised\.$/,
    );
  });

  it('says of one that is on that it is', () => {
    const running = { endedAt: null, outcome: null };
    const safety = makeRecordedSafety({ pasteurized: false });
    expect(summary(running, { safety })).toMatch(/It is still on\. The food is not pasteurised yet\.$/);
    expect(summary(running)).toMatch(/It is still on\. The food is pasteurised\.$/);
  });

  it.each([
    ['replaced', 'Another cook took its place after 130 minutes.'],
    ['not-seen', 'Its end was not seen: it was over after 130 minutes at the latest.'],
    [null, 'It ended after 130 minutes, not through this server.'],
  ] as const)('says how it ended: %s', (outcome, sentence) => {
    expect(summary({ outcome }, { stoppedBy: null })).toContain(sentence);
  });

  it.each([
    [{ spoilt: true }, /^Throw the food away: it was between 5 and 54\.4 °C for too long\. Chicken/],
    [{ pasteurized: null }, /by assistant\.$/],
  ])('says of the food what a person must know: %j', (safety, words) => {
    expect(summary({}, { safety: makeRecordedSafety(safety) })).toMatch(words);
  });

  it('says nothing of food that was not judged, or of a name or a target that is not known', () => {
    const bare = { safety: null, settings: [], cookerName: '', stoppedBy: null };
    expect(summary({ plan: null, endedAt: 0, startedAt: 0 }, bare)).toBe(
      'The food, begun 20513 days ago. Stopped after less than a minute.',
    );
  });

  it('begins with the most important sentence about the food of a running cook', () => {
    const running = { endedAt: null, outcome: null };
    const safety = makeRecordedSafety({ pasteurized: false });
    const foodNote = { headline: 'The water has not been measured for 12 minutes.', leads: false };
    expect(summary(running, { safety, foodNote })).toMatch(
      /It is still on\. The water has not been measured for 12 minutes\. The food is not pasteurised yet\.$/,
    );
    const discard = { headline: 'Throw the food away: 205 minutes.', leads: true };
    const both = makeRecordedCook({ ...running, record: makeCookRecord({ safety, foodNote: discard }) });
    expect(cookSummary(both, NOW)).toMatch(/^Throw the food away: 205 minutes\. Chicken/);
    expect(foodSummary(both, NOW)).toBe('Throw the food away: 205 minutes.');
    expect(mustBeDiscarded(both)).toBe(true);
  });

  it('says of one that is over for how long its water was not measured at last', () => {
    const safety = makeRecordedSafety({ pasteurized: false });
    expect(summary({}, { safety, foodNote: { leads: false, unmeasuredMinutes: 79 } })).toMatch(
      /The food was not pasteurised\. The water was not measured for the last 79 minutes, so nothing counts/,
    );
  });

  it('no longer says to throw food away that was', () => {
    const foodNote = { headline: 'Throw the food away: 205 minutes.', leads: true };
    const thrown = makeRecordedCook({ record: makeCookRecord({ foodNote, discardedAt: NOW }) });
    expect(foodSummary(thrown, NOW)).toMatch(/^The owner confirmed less than a minute ago/);
    expect(mustBeDiscarded(thrown)).toBe(false);
  });

  it.each([
    [[90], '90 seconds'],
    [[200, 400], '10 minutes'],
  ])('says for how long it was not seen: %j', (lengths, words) => {
    const interruptions = lengths.map((seconds) => ({ from: 0, seconds, cause: 'server' as const }));
    expect(summary({}, { interruptions })).toMatch(
      new RegExp(`The cooker was not seen for ${words} of this cook\\.$`),
    );
  });

  it('counts one minute as one, and none below', () => {
    expect(summary({ startedAt: 0, endedAt: 60_000 })).toContain('after 1 minute by');
    expect(summary({ startedAt: 60_000, endedAt: 0 })).toContain('after less than a minute by');
  });
});
