import {
  makeCookerState,
  makeCookingReading,
  makeAccount,
  makeReading,
} from '../../../test/harness/readings.js';
import { makeCook } from '../../../test/harness/cook-monitor-harness.js';
import type { CookerState, AccountState } from '../../device/cooker-state.js';
import { milliseconds, seconds } from '../../shared/units.js';
import type { Cook } from '../tracking/cook.js';
import { assertStartable } from './start-preconditions.js';

const NOW = milliseconds(5_000);

function refusal(cooker: CookerState, harness: Partial<AccountState> = {}, now = NOW, cook?: Cook): unknown {
  try {
    assertStartable(makeAccount([cooker], harness), cooker, cook, now);
    return 'startable';
  } catch (error) {
    return error;
  }
}

describe('assertStartable', () => {
  it('reports an ice bath and who began it', () => {
    const reading = makeCookingReading({ mode: 'ice_bath', origin: 'app' });
    expect(refusal(makeCookerState({ reading }))).toMatchObject({
      message: 'Kitchen is monitoring an ice bath. Somebody else began it in the Anova app: ask them first.',
      details: { started_by: 'app', state: 'ice_bath' },
    });
  });

  it.each([
    ['idle', makeCookerState({ reading: makeReading() })],
    ['without a state yet', makeCookerState()],
    ['idle long ago, as quiet cookers are', makeCookerState({ reading: makeReading(), at: -3_600_000 })],
    ['unreadable long ago', makeCookerState({ reading: makeReading({ mode: 'unknown' }), at: -60_000 })],
  ])('accepts a cooker that is %s', (_case, cooker) => {
    expect(refusal(cooker)).toBe('startable');
  });

  it.each([
    [
      'it monitors an ice bath',
      makeCookerState({ reading: makeCookingReading({ mode: 'ice_bath' }) }),
      {},
      'DEVICE_BUSY',
    ],
    ['a cook is on', makeCookerState({ reading: makeCookingReading() }), {}, 'DEVICE_BUSY'],
    [
      'its state cannot be read',
      makeCookerState({ reading: makeReading({ mode: 'unknown' }) }),
      {},
      'DEVICE_BUSY',
    ],
    [
      'it has a fault',
      makeCookerState({ reading: makeReading({ mode: 'fault', fault: 'low-water' }) }),
      {},
      'DEVICE_FAULT',
    ],
    [
      'it said that it is offline',
      makeCookerState({ reading: makeReading({ online: false }) }),
      {},
      'DEVICE_OFFLINE',
    ],
    [
      'the connection is down',
      makeCookerState({ reading: makeReading() }),
      { link: 'down' },
      'CLOUD_UNAVAILABLE',
    ],
    [
      'the token is refused',
      makeCookerState({ reading: makeReading() }),
      { link: 'token-rejected' },
      'ANOVA_TOKEN_REJECTED',
    ],
  ] as const)('refuses when %s', (_case, cooker, harness, code) => {
    expect(refusal(cooker, harness)).toMatchObject({ code });
  });

  it('says what is cooking and for how long', () => {
    expect(refusal(makeCookerState({ reading: makeCookingReading() }), {}, milliseconds(0))).toMatchObject({
      message:
        'Kitchen is already cooking at 65 °C, with 60 minutes left. Somebody else began it: ask them first.',
      details: { started_by: 'unknown', target_temp_celsius: 65, time_remaining_minutes: 60 },
    });
  });

  it.each([
    ['coddle', 'Coddle started that cook: stop it first if it is no longer wanted.'],
    ['app', 'Somebody else began it in the Anova app: ask them first.'],
    ['device', 'Somebody else began it at the cooker: ask them first.'],
    ['unknown', 'Somebody else began it: ask them first.'],
  ] as const)('says what to do before a cook of %s is stopped', (startedBy, sentence) => {
    const cooker = makeCookerState({ reading: makeCookingReading() });
    expect(refusal(cooker, {}, milliseconds(0), makeCook({ startedBy }))).toMatchObject({
      message: `Kitchen is already cooking at 65 °C, with 60 minutes left. ${sentence}`,
      details: { started_by: startedBy },
    });
  });

  it('says that the time of a cook is over', () => {
    const timer = { mode: 'running', length: seconds(5400), elapsed: seconds(5400) } as const;
    const cooker = makeCookerState({ reading: makeCookingReading({ timer }) });
    expect(refusal(cooker, {}, milliseconds(0), makeCook())).toMatchObject({
      message: expect.stringMatching(/cooking at 65 °C, and its timer has ended\. Coddle started/) as string,
    });
  });

  it('leaves out an unknown setpoint and an unknown time', () => {
    const reading = makeCookingReading({ mode: 'holding', target: undefined, timer: { mode: 'idle' } });
    expect(refusal(makeCookerState({ reading }))).toMatchObject({
      message: 'Kitchen is already cooking. Somebody else began it: ask them first.',
    });
  });

  it('rounds the remaining time up', () => {
    const timer = { mode: 'running', length: seconds(5400), elapsed: seconds(5399) } as const;
    const cooker = makeCookerState({ reading: makeCookingReading({ timer }) });
    expect(refusal(cooker, {}, milliseconds(0))).toMatchObject({ details: { time_remaining_minutes: 1 } });
  });

  it('refuses until a cooker with a cook from before a restart has reported', () => {
    const silent = makeCookerState();
    const start = () => assertStartable(makeAccount([silent]), silent, makeCook(), NOW);
    expect(start).toThrow(
      expect.objectContaining({
        code: 'DEVICE_BUSY',
        details: { device_id: 'cooker-one', started_by: 'coddle', cook_id: 'ours' },
      }) as Error,
    );
  });
});
