import { toCurrentSafetyDto } from '../cooking/dto/food-safety.mapper.js';
import { toVerdictDto } from '../cooking/dto/verdict.dto.js';
import { makeCookRecord, makeRecordedCook, makeRecordedSafety } from '../../test/harness/stored-cooks.js';
import { makePlan } from '../../test/harness/plans.js';
import { millimetres } from '../shared/units.js';
import type { RecordedCook } from '../cooking/record/cook-record.js';
import * as report from './cook-report.js';

const NOON = Date.parse('2026-03-01T12:00:00Z');
const NOW = NOON + 3 * 3600_000;

const reportListed = (cook: RecordedCook) => report.reportListed(cook, NOW);
const reportCook = (cook: RecordedCook) => report.reportCook(cook, NOW);

describe('reportListed', () => {
  it('says what was cooked, how, and with what result', () => {
    expect(reportListed(makeRecordedCook())).toEqual({
      cook_id: '5f0c1d0e-7c1b-4a52-9f5e-2b6b1b8f4c11',
      device_id: 'kP3vXw9TqLz0aB7cR5mNdE',
      food_type: 'chicken breast',
      target_temp_celsius: 65,
      time_minutes: 90,
      started_by: 'coddle',
      started_at: '2026-03-01T12:00:00Z',
      ended_at: '2026-03-01T14:10:00Z',
      state: 'ended',
      outcome: 'stopped',
      pasteurized: true,
      must_be_discarded: false,
      summary: 'The food was pasteurised.',
    });
  });

  it('names the rules by which it was judged, even after they have changed', () => {
    const verdict = { ...makeRecordedCook().verdict!, rulesVersion: '1-old' };
    expect(reportCook(makeRecordedCook({ verdict })).rules_version).toBe('1-old');
    expect(reportCook(makeRecordedCook({ verdict: null })).rules_version).toBeNull();
    expect(reportCook(makeRecordedCook()).rules_version).toMatch(/^3-\w+$/);
  });

  it('gives the last state of a cook that was started elsewhere', () => {
    const settings = [
      { at: NOON, target: 55, timerSeconds: 3600 },
      { at: NOON + 1, target: 58.5, timerSeconds: null },
    ];
    const record = makeCookRecord({ settings, safety: null });
    const listed = reportListed(makeRecordedCook({ startedBy: 'app', plan: null, endedAt: null, record }));
    expect(listed).toMatchObject({
      target_temp_celsius: 58.5,
      time_minutes: null,
      ended_at: null,
      state: 'running',
      pasteurized: null,
    });
    expect(listed).not.toHaveProperty('food_type');
  });

  it('shows no settings that were never seen', () => {
    const record = makeCookRecord({ settings: [] });
    expect(reportListed(makeRecordedCook({ plan: null, record }))).toMatchObject({
      target_temp_celsius: null,
      time_minutes: null,
    });
  });
});

describe('reportCook', () => {
  it('gives no advice about food that was thrown away, and says when that was', () => {
    const safety = makeRecordedSafety({ spoilt: true, warnings: ['Throw the food away: …'] });
    const spoilt = { safety, stoppedBy: null };
    expect(reportCook(makeRecordedCook({ record: makeCookRecord(spoilt) }))).toMatchObject({
      must_be_discarded: true,
      discarded_at: null,
      safety: { warnings: safety.warnings },
    });
    const record = makeCookRecord({ ...spoilt, discardedAt: NOW - 300_000 });
    const thrown =
      'The owner confirmed 5 minutes ago that the food was thrown away. It had been between 5 and 54.4 °C for too long.';
    expect(reportCook(makeRecordedCook({ record, outcome: 'not-seen' }))).toMatchObject({
      pasteurized: false,
      must_be_discarded: false,
      discarded_at: '2026-03-01T14:55:00Z',
      safety: { error: 'COOK_INTERRUPTED', warnings: [thrown] },
      summary: `Chicken breast at 65 °C for 90 minutes on Kitchen, begun 3 hours ago. Its end was not seen: it was over after 130 minutes at the latest. ${thrown}`,
    });
    expect(reportListed(makeRecordedCook({ record })).summary).toBe(thrown);
  });

  it('gives everything that is stored', () => {
    const interruptions = [{ from: NOON + 60_000, seconds: 240.4, cause: 'line' as const }];
    const plan = makePlan({ thickness: millimetres(35), shape: 'portion', food: 'chicken' });
    const cook = makeRecordedCook({ plan, record: makeCookRecord({ interruptions }) });
    expect(reportCook(cook)).toMatchObject({
      device_name: 'Kitchen',
      device_type: 'a7',
      requested_by: 'assistant',
      stopped_by: 'assistant',
      plan: {
        temperature_celsius: 65,
        time_minutes: 90,
        food_type: 'chicken',
        thickness_mm: 35,
        shape: 'portion',
        start_state: 'refrigerated',
        vulnerable_consumers: false,
      },
      verdict: toVerdictDto(cook.verdict!),
      safety: toCurrentSafetyDto(makeRecordedSafety()),
      bath: {
        first_celsius: 21.4,
        lowest_celsius: 21.4,
        highest_celsius: 65.2,
        last_celsius: 64.9,
        reached_at: '2026-03-01T12:25:00Z',
        timer_started_at: '2026-03-01T12:26:00Z',
      },
      settings: [{ at: '2026-03-01T12:00:00Z', target_temp_celsius: 65, timer_minutes: 90 }],
      interruptions: [{ from: '2026-03-01T12:01:00Z', seconds: 240, cause: 'line' }],
    });
  });

  it('gives the longest interruptions and the latest settings where there are too many', () => {
    const interruptions = Array.from({ length: 100 }, (_, index) => ({
      from: NOON + index * 600_000,
      seconds: (index * 37) % 100,
      cause: 'server' as const,
    }));
    const settings = interruptions.map(({ from }, index) => ({
      at: from,
      target: index,
      timerSeconds: 360_000,
    }));
    const report = reportCook(makeRecordedCook({ record: makeCookRecord({ interruptions, settings }) }));
    expect(report).toMatchObject({ interruptions_total: 100, settings_total: 100 });
    const seconds = report.interruptions.map((interruption) => interruption.seconds);
    expect(seconds.toSorted()).toEqual(Array.from({ length: 20 }, (_, index) => 80 + index));
    const moments = report.interruptions.map(({ from }) => from);
    expect(moments).toEqual(moments.toSorted());
    expect(report.settings.map((setting) => setting.target_temp_celsius)).toEqual([
      0,
      ...Array.from({ length: 19 }, (_, index) => 81 + index),
    ]);
    expect(JSON.stringify(report).length).toBeLessThan(8_000);
  });

  it('leaves out of the plan what was not given, and shows none for a cook of others', () => {
    const food = undefined;
    expect(reportCook(makeRecordedCook({ plan: makePlan({ food }) })).plan).toEqual({
      temperature_celsius: 65,
      time_minutes: 90,
      start_state: 'refrigerated',
      vulnerable_consumers: false,
    });
    expect(reportCook(makeRecordedCook({ plan: null, verdict: null }))).toMatchObject({
      plan: null,
      verdict: null,
    });
  });
});
