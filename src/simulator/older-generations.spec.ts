import { makeCooker, stateOf } from '../../test/harness/lone-cooker.js';

const MINUTE = 60_000;

describe('older cookers', () => {
  it('send a job in kebab-case whose remaining time counts up after its end', () => {
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
  ] as const)('report the fault %s of a %s as %s', (fault, type, mode, pins) => {
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

  it.each([
    [
      'pro',
      'network-info',
      ['bssid', 'connection-status', 'is-provisioning', 'mac-address', 'mode', 'security-type', 'ssid'],
    ],
    [
      'pro',
      'cap-touch',
      [
        'minus-button',
        'play-button',
        'plus-button',
        'target-temperature-button',
        'timer-button',
        'water-temperature-button',
      ],
    ],
    [
      'pro',
      'system-info-2640',
      [
        'firmware-version',
        'firmware-version-sha',
        'largest-free-heap-size',
        'mcu-temperature',
        'systick',
        'total-free-heap-size',
        'total-heap-size',
      ],
    ],
    [
      'pro',
      'system-info-3220',
      [
        'firmware-version',
        'firmware-version-sha',
        'fwUpgradeStatus',
        'has-real-cert-catalog',
        'largest-free-heap-size',
        'systick',
        'total-free-heap-size',
        'total-heap-size',
      ],
    ],
    [
      'a4',
      'system-info-3220',
      [
        'firmware-version',
        'firmware-version-raw',
        'largest-free-heap-size',
        'stack-low-level',
        'stack-low-task',
        'systick',
        'total-free-heap-size',
      ],
    ],
    ['a4', 'system-info-nxp', ['version-string']],
    ['a5', 'system-info-details', ['firmware-version-raw', 'systick', 'version-string']],
  ])('%s sends in %s what was recorded', (type, part, keys) => {
    const { cooker } = makeCooker({ type });
    expect(Object.keys((stateOf(cooker) as Record<string, object>)[part]!).sort()).toEqual(keys);
  });

  it('of type a5 send nothing about their network', () => {
    expect(stateOf(makeCooker({ type: 'a5' }).cooker)).not.toHaveProperty('network-info');
  });

  it('of type honey-badger speak as the second generation does', () => {
    expect(stateOf(makeCooker({ type: 'honey-badger' }).cooker)).toMatchObject({ job: { mode: 'IDLE' } });
  });

  it('say START_COOK for a while after power-up', () => {
    const { clock, cooker } = makeCooker({ type: 'pro' });
    cooker.unplug();
    cooker.plugIn();
    expect(stateOf(cooker)).toMatchObject({ 'job-status': { state: 'START_COOK' } });
    clock.advance(5_000);
    expect(stateOf(cooker)).toMatchObject({ 'job-status': { state: '' } });
  });

  it.each([
    ['recorded', 'heating', 'cooking', 'keeping_warm'],
    ['documented', 'preheating', 'cooking', 'maintaining'],
  ] as const)('of type a3 name the stages of their job as %s', (stageNames, ...names) => {
    const { clock, cooker } = makeCooker({ type: 'a3', stageNames, water: 20 });
    const job = () => (stateOf(cooker) as { currentJob: { jobStage: string } }).currentJob;
    cooker.startByCommand(60, 60, 'command-1');
    const seen = [job().jobStage];
    cooker.setWater(60);
    seen.push(job().jobStage);
    clock.advance(2 * MINUTE);
    seen.push(job().jobStage);
    expect(seen).toEqual(names);
    expect(stateOf(cooker)).toMatchObject({ isKeepingWarm: true, isMonitoringIcebath: false });
    expect(Object.keys(job()).sort()).toEqual([
      'jobStage',
      'jobType',
      'targetTemperature',
      'tempUnit',
      'thresholdTemperature',
      'thresholdTemperatureUnit',
      'timerLength',
    ]);
  });

  it('of type a3 report monitoring an ice bath, which is not a cook', () => {
    const { cooker } = makeCooker({ type: 'a3' });
    cooker.startIceBath();
    expect(stateOf(cooker)).toMatchObject({
      isMonitoringIcebath: true,
      isCooking: false,
      isSpeakerOn: true,
      isCheckingTemperatureForIceBath: false,
    });
  });
});
