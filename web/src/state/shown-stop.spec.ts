import type { StatusDto } from '../../../src/cooking/dto/status.dto.js';
import { showsStop } from './shown-stop.js';

const ACCEPTED = { deviceId: 'a', at: 10_000 };
const IDLE: Partial<StatusDto> = { device_id: 'a', state: 'idle', is_running: false };

describe('A stop that was acknowledged', () => {
  it.each<[boolean, string, Partial<StatusDto>, number | null]>([
    [true, 'the cooker was seen idle since', IDLE, 0.5],
    [false, 'the cooker was last seen idle before', IDLE, 5],
    [false, 'the cooker was seen idle at a time that is not known', IDLE, null],
    [false, 'the cooker runs', { ...IDLE, is_running: true, state: 'cooking' }, 0.5],
    [false, 'what the cooker does is not known', { ...IDLE, state: 'unknown' }, 0.5],
    [true, 'the cooker rests in a fault', { ...IDLE, state: 'fault' }, 0.5],
  ])('is shown (%s) when %s', (expected, _, status, ageSeconds) => {
    const seen = { status: status as StatusDto, at: 11_000, ageSeconds };
    expect(showsStop(new Map([['a', seen]]), ACCEPTED)).toBe(expected);
  });

  it('is not shown by another cooker', () => {
    const seen = { status: IDLE as StatusDto, at: 11_000, ageSeconds: 0 };
    expect(showsStop(new Map([['b', seen]]), ACCEPTED)).toBe(false);
  });
});
