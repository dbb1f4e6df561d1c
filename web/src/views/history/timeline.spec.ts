import type { CookDto } from '../../../../src/history/dto/cook.dto.js';
import { foodOutcome, timelineOf } from './timeline.js';

const cook = (known: Partial<CookDto> = {}): CookDto => ({
  cook_id: 'cook',
  device_id: 'one',
  target_temp_celsius: 65,
  time_minutes: 90,
  started_by: 'coddle',
  started_at: '2026-11-20T11:20:00Z',
  ended_at: '2026-11-20T13:30:00Z',
  state: 'ended',
  outcome: 'stopped',
  pasteurized: true,
  must_be_discarded: false,
  summary: '',
  device_name: 'Kitchen',
  device_type: 'a7',
  requested_by: null,
  stopped_by: null,
  rules_version: null,
  plan: null,
  verdict: null,
  safety: null,
  discarded_at: null,
  bath: {
    first_celsius: 21,
    lowest_celsius: 21,
    highest_celsius: 65,
    last_celsius: 65,
    reached_at: '2026-11-20T11:45:10Z',
    timer_started_at: '2026-11-20T11:45:40Z',
  },
  settings: [
    { at: '2026-11-20T11:20:02Z', target_temp_celsius: 65, timer_minutes: 90 },
    { at: '2026-11-20T12:30:00Z', target_temp_celsius: 60, timer_minutes: 90 },
  ],
  settings_total: 2,
  interruptions: [{ from: '2026-11-20T12:01:30Z', seconds: 240, cause: 'line' }],
  interruptions_total: 1,
  ...known,
});
const kinds = (of: CookDto) => timelineOf(of).map(({ kind }) => kind);

describe('What happened during a cook', () => {
  it('is in the order of time', () => {
    expect(kinds(cook())).toEqual([
      'begun',
      'waterReached',
      'timerBegan',
      'unseen',
      'settingChanged',
      'over',
    ]);
  });

  it('holds the moment of pasteurisation once it is a fact', () => {
    const safety = { pasteurized: false, pasteurized_at: '2026-11-20T13:00:00Z' } as CookDto['safety'];
    expect(kinds(cook({ safety }))).not.toContain('safe');
    expect(kinds(cook({ safety: { ...safety!, pasteurized: true } }))).toContain('safe');
  });

  it('has no end while the cook is on, and ends with the food that was thrown away', () => {
    expect(kinds(cook({ ended_at: null, outcome: null }))).not.toContain('over');
    expect(kinds(cook({ discarded_at: '2026-11-20T14:00:00Z' })).at(-1)).toBe('discarded');
  });
});

describe('What became of the food', () => {
  it.each([
    ['discard', { must_be_discarded: true, state: 'running', pasteurized: false }],
    ['running', { state: 'running' }],
    ['pasteurized', { pasteurized: true }],
    ['notPasteurized', { pasteurized: false }],
    ['notNeeded', { pasteurized: null }],
  ] as const)('is %s', (expected, known) => {
    expect(foodOutcome(cook(known))).toBe(expected);
  });
});
