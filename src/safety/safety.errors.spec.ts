import { celsius, millimetres, minutes } from '../shared/units.js';
import { UnsafeCookError, SafetyUnavailableError, asSetting, asViolation } from './safety.errors.js';
import type { Finding, Verdict } from './verdict.js';

const cold: Finding = {
  rule: 'bath-floor',
  code: 'POULTRY_TEMP_UNSAFE',
  message: 'Too cold.',
  details: { field: 'temperature_celsius', received: 50, minimum: 57 },
};
const short: Finding = { rule: 'hold-time', code: 'TIME_TOO_SHORT', message: 'Too short.' };
const refused = (violations: readonly Finding[], known: Partial<Verdict> = {}): Verdict => ({
  allowed: false,
  outcome: 'rejected',
  foodClass: 'poultry',
  thickness: millimetres(35),
  thicknessAssumed: true,
  forVulnerable: false,
  core: undefined,
  violations,
  warnings: [],
  alternatives: [],
  assumptions: [],
  sources: [],
  rulesVersion: '1-x',
  ...known,
});

describe('UnsafeCookError', () => {
  it('speaks with the voice of its only finding', () => {
    const verdict = refused([cold]);
    const error = new UnsafeCookError(verdict);
    expect(error).toMatchObject({
      name: 'UnsafeCookError',
      kind: 'unsafe',
      code: 'POULTRY_TEMP_UNSAFE',
      message: 'Too cold.',
      alternatives: [],
    });
    expect(error.details).toEqual({ field: 'temperature_celsius', received: 50, minimum: 57 });
    expect(error.verdict).toBe(verdict);
  });

  it('lists all of several findings beside the most serious one', () => {
    const error = new UnsafeCookError(refused([short, cold]));
    expect(error.code).toBe('TIME_TOO_SHORT');
    expect(error.message).toBe('Too short.');
    expect(error.details).toEqual({
      violations: [
        { error: 'TIME_TOO_SHORT', message: 'Too short.' },
        { error: 'POULTRY_TEMP_UNSAFE', message: 'Too cold.', details: cold.details },
      ],
    });
  });

  it('offers the alternatives ready to send', () => {
    const alternatives = [{ target: celsius(60), hold: minutes(135) }];
    expect(new UnsafeCookError(refused([cold], { alternatives })).alternatives).toEqual([
      { temperature_celsius: 60, time_minutes: 135 },
    ]);
  });
});

describe('SafetyUnavailableError', () => {
  it('says that nothing may start, and that the rest goes on', () => {
    const cause = new Error('bug');
    const error = new SafetyUnavailableError({ cause });
    expect(error).toMatchObject({ code: 'SAFETY_UNAVAILABLE', kind: 'unavailable', cause });
    expect(error.message).toMatch(/nothing may start\. Status and stop still work\./);
  });
});

describe('asViolation', () => {
  it('keeps the name of the rule for the log, and leaves out details that are not there', () => {
    expect(asViolation(cold)).toEqual({
      error: 'POULTRY_TEMP_UNSAFE',
      message: 'Too cold.',
      details: cold.details,
    });
    expect(Object.keys(asViolation(short))).toEqual(['error', 'message']);
  });
});

describe('asSetting', () => {
  it('carries the units in the names', () => {
    expect(asSetting({ target: celsius(60), hold: minutes(90) })).toEqual({
      temperature_celsius: 60,
      time_minutes: 90,
    });
  });
});
