import { ours, report, reportOf } from '../../../test/harness/status-reports.js';
import { makeRecordedSafety } from '../../../test/harness/stored-cooks.js';
import { makeCookerState, makeCookingReading, makeReading } from '../../../test/harness/readings.js';
import { celsius, milliseconds, seconds } from '../../shared/units.js';
import type { AssessedCook } from './cook-assessor.js';

describe('reportStatus', () => {
  it('describes a running cook', () => {
    expect(reportOf(makeCookingReading({ water: celsius(64.8) }), { cook: ours })).toEqual({
      armed: [],
      device_online: true,
      state: 'cooking',
      is_running: true,
      current_temp_celsius: 64.8,
      target_temp_celsius: 65,
      time_remaining_minutes: 60,
      time_elapsed_minutes: 30,
      expected_end: '2026-11-20T13:00:00Z',
      device_id: 'cooker-one',
      device_name: 'Kitchen',
      device_type: 'a7',
      timer: 'running',
      holding_minutes: 0,
      reading_age_seconds: 0,
      stale: false,
      fault: null,
      warnings: [],
      cook: {
        cook_id: 'cook',
        food_type: 'chicken',
        started_by: 'coddle',
        started_at: '2026-11-20T12:00:00Z',
      },
      safety: null,
      summary: 'Chicken at 65 °C: the water is 65 °C, 60 minutes left.'.replace('is 65 °C', 'is 64.8 °C'),
    });
  });

  it('continues the timer between two states, remaining minutes rounded up and elapsed ones down', () => {
    expect(reportOf(makeCookingReading(), { now: 10_000 })).toMatchObject({
      time_remaining_minutes: 60,
      time_elapsed_minutes: 30,
      reading_age_seconds: 10,
      stale: false,
    });
  });

  it('marks a reading as stale after 15 seconds and gives its age', () => {
    expect(reportOf(makeCookingReading(), { now: 15_100 })).toMatchObject({
      stale: true,
      reading_age_seconds: 15.1,
      device_online: true,
      summary: expect.stringMatching(/^This is what it said 15 seconds ago: /) as string,
    });
  });

  it('reports a running cooker as offline after a minute of silence', () => {
    expect(reportOf(makeCookingReading(), { now: 180_000 })).toMatchObject({
      device_online: false,
      summary: expect.stringMatching(
        /^Kitchen cannot be reached\. This is what it said 3 minutes ago:/,
      ) as string,
    });
  });

  it('puts what the cooker needs before the warnings about the food', () => {
    const assessed = {
      safety: { warnings: ['of the food'], pasteurizedAt: null, core: null, reductions: [] },
      headline: 'Of the food.',
    } as unknown as AssessedCook;
    const reading = makeCookingReading({ warnings: ['low-water', 'waits-for-person'] });
    const expected = reportOf(reading, { cook: ours, assessed });
    expect(expected.warnings).toEqual([
      expect.stringMatching(/^The water is low: fill it up now/) as string,
      expect.stringContaining('confirm the next stage') as string,
    ]);
    expect(expected.safety?.warnings).toEqual([...expected.warnings, 'of the food']);
    expect(expected.summary).toMatch(/minutes left\. The water is low: fill it up now.* Of the food\.$/);
  });

  it('describes an ice bath as running, without a cook and without a time', () => {
    const reading = makeCookingReading({ mode: 'ice_bath', water: celsius(3.5) });
    expect(reportOf(reading)).toMatchObject({
      state: 'ice_bath',
      is_running: true,
      time_remaining_minutes: null,
      time_elapsed_minutes: null,
      expected_end: null,
      cook: null,
      summary: 'Kitchen monitors an ice bath; the water is 3.5 °C.',
    });
  });

  it('says that a cooker has never reported', () => {
    expect(report(makeCookerState())).toMatchObject({
      state: 'unknown',
      is_running: false,
      current_temp_celsius: null,
      target_temp_celsius: null,
      time_remaining_minutes: null,
      time_elapsed_minutes: null,
      timer: 'unknown',
      reading_age_seconds: null,
      stale: true,
      cook: null,
      summary: 'Kitchen has not reported anything yet.',
    });
  });

  it('says that a timer is paused and how much time is left', () => {
    const timer = { mode: 'paused', length: seconds(5400) } as const;
    const cooker = makeCookerState({
      reading: makeCookingReading({ mode: 'unknown', timer }),
      progress: { length: seconds(5400), elapsed: seconds(1800) },
    });
    expect(report(cooker, { cook: ours })).toMatchObject({
      timer: 'paused',
      time_remaining_minutes: 60,
      summary: 'Chicken at 65 °C: the water is 65 °C; its timer is paused, 60 minutes left.',
    });
  });

  it.each([
    ['preheating', '; then 90 minutes.'],
    ['holding', '; the timer has not started.'],
  ] as const)('predicts no end while the water is not measured: %s', (mode, end) => {
    const timer = { mode: 'idle', length: seconds(5400) } as const;
    const cooker = makeCookerState({
      reading: makeCookingReading({ mode, water: undefined, timer }),
      water: { temperature: celsius(20), seenAt: milliseconds(-840_000) },
    });
    expect(report(cooker, { cook: ours }).summary).toBe(
      `Chicken at 65 °C: the water temperature is not known (it was 20 °C 14 minutes ago); the cooker has not yet reported that it reached 65 °C${end}`,
    );
  });

  it('gives the full time of our own cook while its timer waits for hotter water to cool', () => {
    const reading = makeCookingReading({ mode: 'holding', water: celsius(70), timer: { mode: 'idle' } });
    expect(reportOf(reading, { cook: ours })).toMatchObject({
      state: 'holding',
      time_remaining_minutes: 90,
      time_elapsed_minutes: 0,
      expected_end: null,
      summary: expect.stringContaining('the timer has not started') as string,
    });
  });

  it('keeps the remaining time once the timer of our own cook has run', () => {
    const reading = makeCookingReading({ mode: 'holding', timer: { mode: 'idle' } });
    const cooker = makeCookerState({ reading, progress: { elapsed: seconds(60) } });
    expect(report(cooker, { cook: ours })).toMatchObject({
      time_remaining_minutes: null,
      time_elapsed_minutes: null,
      summary: expect.not.stringContaining('has not begun') as string,
    });
  });

  it.each([
    [makeReading(), undefined, 'Kitchen is idle; the water is 20 °C.'],
    [makeReading({ water: undefined }), undefined, 'Kitchen is idle; the water temperature is not known.'],
    [
      makeReading({ mode: 'fault', fault: 'low-water' }),
      undefined,
      'Kitchen reports a fault: the water is too low, so it has stopped heating. Fill the pot up.',
    ],
    [makeReading({ mode: 'fault' }), undefined, 'Kitchen reports a fault: it does not say which.'],
    [
      makeCookingReading({
        mode: 'preheating',
        water: celsius(30.04),
        timer: { mode: 'idle', length: seconds(5400) },
      }),
      ours,
      'Chicken at 65 °C: the water is 30 °C, still heating up; then 90 minutes.',
    ],
    [
      makeCookingReading({
        mode: 'preheating',
        water: celsius(80),
        timer: { mode: 'idle', length: seconds(5400) },
      }),
      ours,
      'Chicken at 65 °C: the water is 80 °C, cooling down to 65 °C; then 90 minutes.',
    ],
    [
      makeCookingReading({ mode: 'holding', timer: { mode: 'idle' } }),
      { ...ours, approved: undefined, startedBy: 'app' },
      'A cook at 65 °C, begun in the Anova app: the water is 65 °C, held without a timer until stopped.',
    ],
    [
      makeCookingReading({ mode: 'unknown' }),
      { ...ours, approved: undefined, startedBy: 'device' },
      'A cook at 65 °C, begun at the cooker: the water is 65 °C; it is running in a mode that Coddle does not know.',
    ],
    [
      makeReading({ mode: 'unknown' }),
      undefined,
      'Kitchen reports a state that is not known here; the water is 20 °C.',
    ],
    [
      makeCookingReading({ target: undefined }),
      undefined,
      'A cook begun by somebody else: the water is 65 °C, 60 minutes left.',
    ],
  ] as const)('describes case %#', (reading, cook, summary) => {
    expect(reportOf(reading, { cook }).summary).toBe(summary);
  });

  it('says since when a finished cook has been held', () => {
    const timer = { mode: 'completed', length: seconds(5400) } as const;
    const cooker = makeCookerState({
      reading: makeCookingReading({ mode: 'done', timer }),
      progress: { length: seconds(5400), zero: milliseconds(-5_400_000 - 7 * 60_000), elapsed: seconds(0) },
    });
    expect(report(cooker, { cook: ours })).toMatchObject({
      state: 'done',
      time_remaining_minutes: 0,
      time_elapsed_minutes: 90,
      holding_minutes: 7,
      expected_end: null,
      summary:
        'Chicken at 65 °C: the water is 65 °C. The timer ended 7 minutes ago; it goes on holding the temperature until stopped.',
    });
  });

  it('passes on the assessment and ends with its most important sentence', () => {
    const safety = makeRecordedSafety({ pasteurized: true });
    const assessed = { safety, headline: 'The food is pasteurised.' };
    expect(reportOf(makeCookingReading(), { cook: ours, assessed })).toMatchObject({
      safety: { pasteurized: true },
      summary: 'Chicken at 65 °C: the water is 65 °C, 60 minutes left. The food is pasteurised.',
    });
  });

  it('describes an unfinished cook while no cook is on', () => {
    const assessed = { safety: makeRecordedSafety(), headline: 'The cook ended before its food was done.' };
    expect(reportOf(makeReading(), { assessed })).toMatchObject({
      cook: null,
      safety: {},
      summary: 'Kitchen is idle; the water is 20 °C. The cook ended before its food was done.',
    });
  });

  it('puts the discard sentence before the state of the cooker', () => {
    const assessed = { safety: makeRecordedSafety(), headline: 'Throw the food away.', leads: true };
    expect(reportOf(makeReading(), { assessed }).summary).toBe(
      'Throw the food away. Kitchen is idle; the water is 20 °C.',
    );
  });

  it('gives the last plausible water temperature when the thermometer fails', () => {
    const cooker = makeCookerState({
      reading: makeReading({ water: undefined }),
      water: { temperature: celsius(64.8), seenAt: milliseconds(0) },
    });
    const summary = (minutes: number) => report(cooker, { now: minutes * 60_000 }).summary;
    expect(summary(0)).toContain('not known (it was 64.8 °C less than a minute ago)');
    expect(summary(1)).toContain('not known (it was 64.8 °C 1 minute ago)');
    expect(summary(12)).toContain('not known (it was 64.8 °C 12 minutes ago)');
  });

  it('adds no sentence without a headline', () => {
    const assessed = { safety: makeRecordedSafety(), headline: undefined };
    expect(reportOf(makeReading(), { assessed }).summary).toBe('Kitchen is idle; the water is 20 °C.');
  });
});
