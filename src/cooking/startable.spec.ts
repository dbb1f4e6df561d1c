import {
  makeCookerState,
  makeCookingReading,
  makeKitchen,
  makeReading,
} from '../../test/support/readings.js';
import { makeCook } from '../../test/support/watched-kitchen.js';
import type { CookerState, KitchenState } from '../device/cooker-state.js';
import { milliseconds, seconds } from '../shared/units.js';
import { assertStartable } from './startable.js';

const NOW = milliseconds(5_000);

function refusal(cooker: CookerState, kitchen: Partial<KitchenState> = {}, now = NOW): unknown {
  try {
    assertStartable(makeKitchen([cooker], kitchen), cooker, undefined, now);
    return 'startable';
  } catch (error) {
    return error;
  }
}

describe('assertStartable', () => {
  it('says that an ice bath is being monitored, and that it can be stopped', () => {
    const reading = makeCookingReading({ mode: 'ice_bath', origin: 'app' });
    expect(refusal(makeCookerState({ reading }))).toMatchObject({
      message: 'Kitchen is monitoring an ice bath. Stop that first.',
      details: { started_by: 'app', state: 'ice_bath' },
    });
  });

  it.each([
    ['idle', makeCookerState({ reading: makeReading() })],
    ['not heard of yet', makeCookerState()],
    ['idle long ago, as quiet cookers are', makeCookerState({ reading: makeReading(), at: -3_600_000 })],
    ['unreadable long ago', makeCookerState({ reading: makeReading({ mode: 'unknown' }), at: -60_000 })],
  ])('lets a cooker start that is %s', (_case, cooker) => {
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
    ['the line is down', makeCookerState({ reading: makeReading() }), { link: 'down' }, 'CLOUD_UNAVAILABLE'],
    [
      'the token is refused',
      makeCookerState({ reading: makeReading() }),
      { link: 'token-rejected' },
      'ANOVA_TOKEN_REJECTED',
    ],
  ] as const)('refuses when %s', (_case, cooker, kitchen, code) => {
    expect(refusal(cooker, kitchen)).toMatchObject({ code });
  });

  it('says who is cooking what, and for how long', () => {
    expect(refusal(makeCookerState({ reading: makeCookingReading() }), {}, milliseconds(0))).toMatchObject({
      message: 'Kitchen is already cooking at 65 °C, 60 min left. Stop that cook first.',
      details: { started_by: 'unknown', target_temp_celsius: 65, time_remaining_minutes: 60 },
    });
  });

  it('says nothing of a setpoint and a time that it does not know', () => {
    const reading = makeCookingReading({ mode: 'holding', target: undefined, timer: { mode: 'idle' } });
    expect(refusal(makeCookerState({ reading }))).toMatchObject({
      message: 'Kitchen is already cooking. Stop that cook first.',
    });
  });

  it('rounds what is left up', () => {
    const timer = { mode: 'running', length: seconds(5400), elapsed: seconds(5399) } as const;
    const cooker = makeCookerState({ reading: makeCookingReading({ timer }) });
    expect(refusal(cooker, {}, milliseconds(0))).toMatchObject({ details: { time_remaining_minutes: 1 } });
  });

  it('waits for the first word of a cooker that a cook was on before this server started', () => {
    const silent = makeCookerState();
    const start = () => assertStartable(makeKitchen([silent]), silent, makeCook(), NOW);
    expect(start).toThrow(
      expect.objectContaining({
        code: 'DEVICE_BUSY',
        details: { device_id: 'cooker-one', started_by: 'coddle', cook_id: 'ours' },
      }) as Error,
    );
  });
});
