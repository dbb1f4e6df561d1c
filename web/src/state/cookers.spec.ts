import type { StatusDto } from '../../../src/cooking/dto/status.dto.js';
import { mayRun, withStatus, type Cookers } from './cookers.js';
import { fromText, toText } from './last-state.js';

const IDLE: StatusDto = {
  device_online: true,
  state: 'idle',
  is_running: false,
  current_temp_celsius: 21.4,
  target_temp_celsius: 65,
  time_remaining_minutes: null,
  time_elapsed_minutes: null,
  device_id: 'a',
  device_name: 'Kitchen',
  device_type: 'a7',
  timer: 'idle',
  holding_minutes: 0,
  expected_end: null,
  reading_age_seconds: 2,
  stale: false,
  fault: null,
  warnings: [],
  cook: null,
  safety: null,
  armed: [],
  summary: 'Kitchen is idle.',
};
const NONE: Cookers = new Map();
const seenAt = (at: number, status: Partial<StatusDto> = {}, before = NONE): Cookers =>
  withStatus(before, { ...IDLE, ...status }, at);

describe('withStatus', () => {
  it('notes what a cooker reported, its age, and when it arrived', () => {
    expect(seenAt(700).get('a')).toEqual({ status: IDLE, ageSeconds: 2, at: 700 });
  });

  it('replaces what was known of the cooker, and leaves the others alone', () => {
    const both = seenAt(2, { device_id: 'b' }, seenAt(1));
    const newer = seenAt(3, { state: 'cooking', is_running: true }, both);
    expect([...newer.keys()]).toEqual(['a', 'b']);
    expect(newer.get('a')?.status.state).toBe('cooking');
    expect(newer.get('b')).toBe(both.get('b'));
    expect(both.get('a')?.status.state).toBe('idle');
  });
});

describe('mayRun', () => {
  it.each<[boolean, string, Partial<StatusDto>, number | null, boolean]>([
    [false, 'is idle', {}, 2, true],
    [false, 'is idle and was not seen for a minute', {}, 60, true],
    [true, 'runs', { is_running: true, state: 'cooking' }, 2, true],
    [true, 'does something unknown', { state: 'unknown' }, 2, true],
    [true, 'was idle, before the server was lost', {}, 2, false],
    [true, 'was idle, long ago', {}, 121, true],
    [true, 'was idle, at a time that is not known', {}, null, true],
    [true, 'ran before it was lost', { is_running: true, device_online: false }, 3_600, true],
    [false, 'was idle before it was lost', { device_online: false }, 3_600, true],
  ])('is %s for one that %s', (expected, _, status, age, isServerThere) => {
    expect(mayRun({ ...IDLE, ...status }, age, isServerThere)).toBe(expected);
  });
});

describe('The last state', () => {
  const DATE = Date.parse('2026-11-20T11:20:00Z');
  const text = toText(seenAt(1_000), 5_000, DATE);

  it('is as old as it was when it was stored, and the time since', () => {
    const later = fromText(text, 50, DATE + 3_600_000);
    expect(later.get('a')).toEqual({ status: IDLE, ageSeconds: 2 + 4 + 3_600, at: 50 });
  });

  it('has no age when the date has gone back since', () => {
    expect(fromText(text, 50, DATE - 1).get('a')?.ageSeconds).toBeNull();
  });

  it.each(['', 'null', '{}', '{"savedAt":1,"cookers":[{}]}', '{"savedAt":1,"cookers":7}', '{"cookers":[]}'])(
    'is nothing where %j was stored',
    (stored) => expect(fromText(stored, 0, DATE).size).toBe(0),
  );
});
