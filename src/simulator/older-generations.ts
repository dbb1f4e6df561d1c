import type { CookerMode } from './cook-engine.js';
import type { CookerSnapshot } from './snapshot.js';
import { hundredths } from './snapshot.js';

const JOB_MODES: Record<CookerMode, string> = {
  idle: 'IDLE',
  cook: 'COOK',
  lowWater: 'LOW WATER',
  highTemp: 'HIGH TEMP',
  waterLeak: 'DEVICE FAILURE',
  motorStuck: 'DEVICE FAILURE',
};

/** The `state` of a4, a5 and the Pro: a `job` with kebab-case keys, °C whatever unit is displayed. */
export function secondGenerationState(snapshot: CookerSnapshot): object {
  const { water, setpoint, timer, mode, unit, processed, cooker } = snapshot;
  return {
    'boot-id': '60412297718005',
    job: {
      id: processed.at(-1) ?? '',
      mode: JOB_MODES[mode],
      'cook-time-seconds': timer.initial,
      'target-temperature': hundredths(setpoint),
      'temperature-unit': unit,
      'ota-url': '',
    },
    'job-status': jobStatus(snapshot),
    'pin-info': pins(snapshot),
    'temperature-info': {
      'water-temperature': hundredths(water),
      'heater-temperature': hundredths(water + snapshot.power / 1000),
      'triac-temperature': 41.5,
    },
    'network-info': { mode: 'station', 'connection-status': 'connected-station', 'is-provisioning': false },
    ...(cooker.type === 'pro' ? proExtras(snapshot) : smallExtras(cooker.type)),
  };
}

function jobStatus(snapshot: CookerSnapshot) {
  const systick = Math.floor(snapshot.cook?.startedAt ?? snapshot.connectedAt) % 2 ** 31;
  return {
    state: jobState(snapshot),
    'cook-time-remaining': secondsShown(snapshot),
    'job-start-systick': systick,
    'state-change-systick': systick,
    'provisioning-pairing-code': 0,
  };
}

function jobState({ cook, timer }: CookerSnapshot): string {
  if (!cook) return '';
  if (cook.phase === 'entering') return 'PREHEATING';
  return timer.mode === 'completed' ? 'TIMER EXPIRED' : 'COOKING';
}

/** Seconds left; the whole time before the timer begins, and counting up once it has expired. */
function secondsShown({ cook, at, timer: { initial, startedAt } }: CookerSnapshot): number {
  if (!cook) return 0;
  if (startedAt === undefined) return initial;
  return Math.abs(initial - Math.floor((at - startedAt) / 1000));
}

function pins({ mode, lowWaterWarning, cooker }: CookerSnapshot) {
  const isPro = cooker.type === 'pro';
  return {
    // Recorded as 1 on a Pro and as 0 on healthy smaller ones: it says nothing about safety.
    'device-safe': bit(isPro),
    'water-leak': bit(mode === 'waterLeak'),
    'water-level-critical': bit(mode === 'lowWater'),
    ...(isPro
      ? { 'water-level-low': bit(lowWaterWarning), 'motor-stuck': bit(mode === 'motorStuck') }
      : { 'water-temp-too-high': bit(mode === 'highTemp') }),
  };
}

const bit = (value: boolean) => (value ? 1 : 0);

function proExtras({ power }: CookerSnapshot) {
  return {
    'audio-control': { 'file-name': '', volume: 20 },
    'heater-control': { 'duty-cycle': hundredths(power / 11) },
    'motor-control': { 'duty-cycle': 75 },
    'motor-info': { rpm: 0 },
    'system-info-2640': { 'firmware-version': '3.3.02' },
    'system-info-3220': { 'firmware-version': '3.3.02' },
  };
}

function smallExtras(type: string) {
  return type === 'a5'
    ? { 'system-info': { class: 'A5', 'firmware-version': '2.2.1', type: 'RA2L1-128' } }
    : { 'system-info-3220': { 'firmware-version': '1.4.5' } };
}

/** The `state` of an a3: flat, camelCase, temperatures in the unit it displays. */
export function firstGenerationState(snapshot: CookerSnapshot): object {
  const { water, setpoint, timer, unit, cook, online, processed, mode } = snapshot;
  const shown = (celsius: number) => hundredths(unit === 'F' ? (celsius * 9) / 5 + 32 : celsius);
  return {
    firmwareVersion: 'ver 5.5.2',
    isConnected: online,
    isCooking: cook !== undefined,
    isTimerRunning: timer.mode === 'running',
    isAlarmActive: mode !== 'idle' && mode !== 'cook',
    currentTemperature: shown(water),
    targetTemperature: shown(setpoint),
    timerInSeconds: secondsShown(snapshot),
    unit: unit.toLowerCase(),
    currentJobID: processed.at(-1) ?? '',
    ...(cook && { currentJob: { jobType: 'manual_cook', jobStage: A3_STAGES[cook.phase] } }),
  };
}

const A3_STAGES = { entering: 'preheating', running: 'cooking' } as const;
