import { makeCooker, stateOf } from '../../test/support/lone-cooker.js';

const MINUTE = 60_000;

describe('older cookers', () => {
  it('tell a job in kebab-case whose remaining time counts up after its end', () => {
    const { clock, cooker } = makeCooker({ type: 'a4', water: 20 });
    expect(stateOf(cooker)).toMatchObject({ job: { mode: 'IDLE' }, 'job-status': { state: '' } });
    cooker.startByCommand(60, 600, 'command-1');
    expect(stateOf(cooker)).toMatchObject({
      job: { id: 'command-1', mode: 'COOK', 'cook-time-seconds': 600, 'target-temperature': 60 },
      'job-status': { state: 'PREHEATING', 'cook-time-remaining': 600 },
    });
    cooker.setWater(60);
    clock.advance(MINUTE);
    expect(stateOf(cooker)).toMatchObject({
      'job-status': { state: 'COOKING', 'cook-time-remaining': 540 },
      'temperature-info': { 'water-temperature': 60 },
    });
    clock.advance(11 * MINUTE);
    expect(stateOf(cooker)).toMatchObject({
      'job-status': { state: 'TIMER EXPIRED', 'cook-time-remaining': 120 },
    });
    cooker.stopByCommand('command-2');
    expect(stateOf(cooker)).toMatchObject({
      job: { id: 'command-2', mode: 'IDLE' },
      'job-status': { 'cook-time-remaining': 0 },
    });
  });

  it.each([
    ['a4', { 'system-info-3220': {}, 'pin-info': { 'device-safe': 0 } }],
    ['a5', { 'system-info': { class: 'A5' }, 'pin-info': { 'device-safe': 0 } }],
    ['pro', { 'heater-control': { 'duty-cycle': 0 }, 'pin-info': { 'device-safe': 1 } }],
  ])('%s has the fields of its own', (type, fields) => {
    expect(stateOf(makeCooker({ type }).cooker)).toMatchObject(fields);
  });

  it.each([
    ['lowWater', 'pro', 'LOW WATER', { 'water-level-critical': 1 }],
    ['highTemp', 'a5', 'HIGH TEMP', { 'water-temp-too-high': 1 }],
    ['waterLeak', 'a4', 'DEVICE FAILURE', { 'water-leak': 1 }],
    ['motorStuck', 'pro', 'DEVICE FAILURE', { 'motor-stuck': 1 }],
  ] as const)('tell the fault %s of a %s as %s', (fault, type, mode, pins) => {
    const { cooker } = makeCooker({ type });
    cooker.raiseFault(fault);
    expect(stateOf(cooker)).toMatchObject({ job: { mode }, 'pin-info': pins });
  });

  it('of the first kind are flat and use the unit that they display', () => {
    const { cooker } = makeCooker({ type: 'a3', unit: 'F', water: 60 });
    cooker.startByCommand(60, 600, 'command-1');
    expect(stateOf(cooker)).toMatchObject({
      isCooking: true,
      isTimerRunning: true,
      isAlarmActive: false,
      currentTemperature: 140,
      targetTemperature: 140,
      unit: 'f',
      timerInSeconds: 600,
      currentJob: { jobStage: 'cooking' },
    });
    cooker.showUnitByCommand('C', 'command-2');
    cooker.raiseFault('highTemp');
    expect(stateOf(cooker)).toMatchObject({
      currentTemperature: 60,
      isCooking: false,
      isAlarmActive: true,
    });
  });

  it('can be listed without ever saying a word', () => {
    const { cooker } = makeCooker({ type: 'a12', generation: 'none' });
    expect(cooker.report()).toBeUndefined();
  });

  it('of a kind unknown speak as the newest do', () => {
    expect(stateOf(makeCooker({ type: 'a12' }).cooker)).toHaveProperty('nodes');
  });
});
