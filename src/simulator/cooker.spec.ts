import { makeCooker, stateOf } from '../../test/harness/lone-cooker.js';

const MINUTE = 60_000;

describe('a third-generation cooker', () => {
  it('reports itself idle without a cook', () => {
    const { cooker } = makeCooker({ water: 21.456 });
    const state = stateOf(cooker);
    expect(state).toMatchObject({
      version: 1,
      metadata: {},
      updatedTimestamp: '2026-03-01T12:00:00Z',
      state: { mode: 'idle', temperatureUnit: 'C', processedCommandIds: [] },
      nodes: {
        waterTemperatureSensor: { current: { celsius: 21.46 }, enabled: true },
        timer: { mode: 'idle' },
        lowWater: { warning: false, empty: false },
      },
      systemInfo: { online: true, triacsFailed: false, deviceId: 'SimulatedCooker0000001' },
    });
    expect(state).not.toHaveProperty('cook');
  });

  it('reports a commanded cook from its heating to its end', () => {
    const { clock, cooker } = makeCooker({ water: 59 });
    cooker.startByCommand(60, 3600, 'command-1');
    expect(stateOf(cooker)).toMatchObject({
      state: { mode: 'cook', processedCommandIds: ['command-1'] },
      nodes: {
        timer: { mode: 'idle', initial: 3600 },
        waterTemperatureSensor: { setpoint: { celsius: 60 } },
      },
      cook: {
        activeStageMode: 'entering',
        originSource: 'api',
        startedTimestamp: '2026-03-01T12:00:00Z',
        stages: [{ do: { waterTemperatureSensor: { setpoint: { celsius: 60 } } }, exit: { conditions: {} } }],
      },
    });
    clock.advance(5 * MINUTE);
    expect(stateOf(cooker)).toMatchObject({
      nodes: {
        timer: {
          mode: 'running',
          startedAtTimestamp: expect.stringMatching(/^2026-03-01T12:00:\d\dZ$/) as string,
        },
      },
      cook: { activeStageMode: 'running' },
    });
    clock.advance(60 * MINUTE);
    expect(stateOf(cooker)).toMatchObject({
      nodes: { timer: { mode: 'completed' } },
      state: { mode: 'cook' },
    });
  });

  it('names the band in the conditions of its stage', () => {
    const { cooker } = makeCooker({ water: 20 });
    cooker.startByCommand(54.2, 60, 'command-1');
    const band = { 'nodes.waterTemperatureSensor.current.celsius': { '>=': 53.9, '<=': 54.5 } };
    expect(stateOf(cooker)).toMatchObject({
      cook: { stages: [{ entry: { conditions: { and: band } } }] },
    });
  });

  it('gives a setpoint back slightly off while it displays Fahrenheit', () => {
    const { cooker } = makeCooker({ unit: 'F' });
    cooker.startAtDevice(54.444, 20);
    expect(stateOf(cooker)).toMatchObject({
      state: { temperatureUnit: 'F' },
      nodes: { waterTemperatureSensor: { setpoint: { celsius: 54.46 } } },
      cook: {
        originSource: 'hardware',
        stages: [{ do: { waterTemperatureSensor: { setpoint: { celsius: 54.47 } } } }],
      },
    });
  });

  it('remembers the last ten commands', () => {
    const { cooker } = makeCooker();
    for (let i = 1; i <= 12; i++) cooker.stopByCommand(`command-${i}`);
    const { processed } = cooker.snapshot();
    expect(processed).toHaveLength(10);
    expect([processed[0], processed[9]]).toEqual(['command-3', 'command-12']);
  });

  it('says who started the cook', () => {
    const { cooker } = makeCooker();
    cooker.startFromApp(55, 60);
    expect(stateOf(cooker)).toMatchObject({ cook: { originSource: 'android' } });
    cooker.startFromApp(55, 60, 'ios');
    expect(stateOf(cooker)).toMatchObject({ cook: { originSource: 'ios' } });
    cooker.stopAtDevice();
    expect(cooker.mode).toBe('idle');
  });

  it('lets people change target and timer', () => {
    const { clock, cooker } = makeCooker({ water: 60 });
    cooker.startAtDevice(60, 60);
    cooker.changeTarget(61);
    cooker.changeTimer(30);
    cooker.pauseTimer();
    expect(cooker.snapshot()).toMatchObject({ setpoint: 61, timer: { mode: 'paused', initial: 1800 } });
    cooker.resumeTimer();
    clock.advance(MINUTE);
    cooker.restartTimer();
    expect(cooker.snapshot().timer).toMatchObject({ mode: 'running', startedAt: clock.now().getTime() });
    expect([cooker.target, cooker.water]).toEqual([61, cooker.snapshot().water]);
  });

  it.each([['lowWater'], ['waterLeak'], ['highTemp'], ['motorStuck']] as const)(
    'reports the fault %s',
    (mode) => {
      const { cooker } = makeCooker();
      cooker.startAtDevice(60, 60);
      cooker.raiseFault(mode);
      const state = stateOf(cooker);
      const isLow = mode === 'lowWater';
      expect(state).toMatchObject({ state: { mode }, nodes: { lowWater: { empty: isLow, warning: isLow } } });
      expect(state).not.toHaveProperty('cook');
      cooker.clearFault();
      expect(cooker.mode).toBe('idle');
    },
  );

  it('resumes the cook when a fault is cleared so', () => {
    const { cooker } = makeCooker();
    cooker.startAtDevice(60, 60);
    cooker.raiseFault('lowWater');
    cooker.clearFault({ resume: true });
    expect(cooker.mode).toBe('cook');
  });

  it('warns of low water before it stops', () => {
    const { cooker } = makeCooker();
    cooker.warnOfLowWater();
    expect(stateOf(cooker)).toMatchObject({ nodes: { lowWater: { warning: true, empty: false } } });
    cooker.clearFault();
    expect(stateOf(cooker)).toMatchObject({ nodes: { lowWater: { warning: false } } });
  });

  it('reports a failed heater until it is mended', () => {
    const { cooker } = makeCooker();
    cooker.failHeater();
    expect(stateOf(cooker)).toMatchObject({ systemInfo: { triacsFailed: true } });
    cooker.mendHeater();
    expect(stateOf(cooker)).toMatchObject({ systemInfo: { triacsFailed: false } });
  });

  it('reports every instant by its own clock', () => {
    const { cooker } = makeCooker({ water: 60 });
    cooker.startAtDevice(60, 60);
    cooker.skewClock(90_000);
    expect(stateOf(cooker)).toMatchObject({
      updatedTimestamp: '2026-03-01T12:01:30Z',
      nodes: { timer: { startedAtTimestamp: '2026-03-01T12:01:30Z' } },
    });
  });

  it('lets its reports be altered', () => {
    const { cooker } = makeCooker();
    cooker.alterReports((message) => ({ ...message, payload: 'nonsense' }));
    expect(cooker.report()).toEqual({ command: 'EVENT_APC_STATE', payload: 'nonsense' });
  });
});
