import type { CurrentSafetyDto, StatusDto } from '../../../../src/cooking/dto/status.dto.js';
import { mustBeThrownAway, safetyState, summaryOf, warningsOf } from './now-state.js';

const status = (known: Partial<StatusDto> = {}): StatusDto => ({
  device_online: true,
  state: 'cooking',
  is_running: true,
  current_temp_celsius: 64.8,
  target_temp_celsius: 65,
  time_remaining_minutes: 47,
  time_elapsed_minutes: 43,
  device_id: 'one',
  device_name: 'Kitchen',
  device_type: 'a7',
  timer: 'running',
  holding_minutes: 0,
  expected_end: null,
  reading_age_seconds: 1.3,
  stale: false,
  fault: null,
  warnings: [],
  cook: null,
  safety: null,
  armed: [],
  summary: '',
  ...known,
});
const withSafety = (known: Partial<CurrentSafetyDto>): StatusDto =>
  status({
    safety: {
      pasteurized: false,
      pasteurized_up_to_mm: 0,
      pasteurized_at: null,
      core_temp_celsius: 40,
      log_reductions: [],
      minutes_core_in_danger_zone: 10,
      added_minutes: 0,
      minutes_unobserved: 0,
      error: null,
      basis: 'modelled from bath readings',
      allowed: true,
      warnings: [],
      ...known,
    },
  });

describe('What is said of a cooker', () => {
  it('is what it was last seen to do', () => {
    expect(summaryOf(status(), true, 2)).toEqual({ state: 'cooking', endedMinutes: 0, isPast: false });
    expect(summaryOf(status({ state: 'done', holding_minutes: 5 }), true, 2)).toMatchObject({
      endedMinutes: 5,
    });
  });

  it('is the past when the cooker or the server cannot be reached', () => {
    expect(summaryOf(status({ device_online: false }), true, 2).isPast).toBe(true);
    expect(summaryOf(status(), false, 2).isPast).toBe(true);
  });

  it.each([
    [false, 120],
    [true, 121],
    [true, null],
  ])('is the past (%s) when it is %s seconds old', (expected, age) => {
    expect(summaryOf(status({ state: 'idle' }), true, age).isPast).toBe(expected);
  });

  it('is that it never reported, whatever the state says', () => {
    const never = status({ reading_age_seconds: null, state: 'unknown', device_online: false });
    expect(summaryOf(never, true, null)).toMatchObject({ state: 'never', isPast: false });
  });
});

describe('What is said of the food', () => {
  it.each([
    ['throwAway', { error: 'COOK_INTERRUPTED', pasteurized: false }],
    ['pasteurized', { pasteurized: true, pasteurized_at: '2026-11-20T12:44:00Z' }],
    ['ahead', { pasteurized_at: '2026-11-20T12:44:00Z' }],
    ['notYet', {}],
    ['notNeeded', { pasteurized: null }],
    [undefined, { pasteurized: null, core_temp_celsius: null }],
  ] as const)('is %s', (expected, known) => {
    expect(safetyState(withSafety(known))).toBe(expected);
  });

  it('is nothing without a cook', () => {
    expect(safetyState(status())).toBeUndefined();
    expect(mustBeThrownAway(status())).toBe(false);
  });

  it('says each warning once, that of the food first', () => {
    const both = {
      ...withSafety({ warnings: ['Fill it up.', 'Too slow.'] }),
      warnings: ['Fill it up.', 'Look.'],
    };
    expect(warningsOf(both)).toEqual(['Fill it up.', 'Too slow.', 'Look.']);
  });
});
