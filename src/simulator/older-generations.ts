import type { CookerMode } from './cook-engine.js';
import type { CookerSnapshot } from './snapshot.js';
import { hundredths, secondsShown } from './snapshot.js';

const JOB_MODES: Record<CookerMode, string> = {
  idle: 'IDLE',
  cook: 'COOK',
  lowWater: 'LOW WATER',
  highTemp: 'HIGH TEMP',
  waterLeak: 'DEVICE FAILURE',
  motorStuck: 'DEVICE FAILURE',
};

/** The `state` of a4, a5 and the Pro: a `job` with kebab-case keys, °C independent of the displayed unit. */
export function secondGenerationState(snapshot: CookerSnapshot): object {
  const { water, setpoint, timer, mode, unit, processed } = snapshot;
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
    ...extrasOf(snapshot),
  };
}

function jobStatus(snapshot: CookerSnapshot) {
  const systick = Math.floor(snapshot.cook?.stageStartedAt ?? snapshot.connectedAt) % 2 ** 31;
  return {
    state: jobState(snapshot),
    'cook-time-remaining': secondsShown(snapshot),
    'job-start-systick': systick,
    'state-change-systick': systick,
    'provisioning-pairing-code': 0,
  };
}

function jobState({ cook, timer, startsUp }: CookerSnapshot): string {
  if (startsUp) return 'START_COOK';
  if (!cook || cook.kind === 'ice-bath') return '';
  if (cook.phase === 'entering') return 'PREHEATING';
  return timer.mode === 'completed' ? 'TIMER EXPIRED' : 'COOKING';
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

const systickOf = ({ at }: CookerSnapshot) => Math.floor(at) % 2 ** 31;

/** What else each model sends, with the recorded keys. */
function extrasOf(snapshot: CookerSnapshot): object {
  const systick = systickOf(snapshot);
  switch (snapshot.cooker.type) {
    case 'pro':
      return { ...NETWORK, ...proExtras(snapshot), ...proSystem(systick) };
    case 'a5':
      return a5System(systick);
    default:
      return { ...NETWORK, ...a4System(systick) };
  }
}

const NETWORK = {
  'network-info': {
    bssid: '02:00:00:00:00:01',
    'connection-status': 'connected-station',
    'is-provisioning': false,
    'mac-address': '02:00:00:00:00:02',
    mode: 'station',
    'security-type': 'WPA2',
    ssid: 'simulated',
  },
};

function proExtras({ power }: CookerSnapshot) {
  return {
    'audio-control': { 'file-name': '', volume: 20 },
    'cap-touch': {
      'minus-button': 0,
      'play-button': 0,
      'plus-button': 0,
      'target-temperature-button': 0,
      'timer-button': 0,
      'water-temperature-button': 0,
    },
    'heater-control': { 'duty-cycle': hundredths(power / 11) },
    'motor-control': { 'duty-cycle': 75 },
    'motor-info': { rpm: 0 },
  };
}

const proSystem = (systick: number) => ({
  'system-info-2640': {
    'firmware-version': '3.3.02',
    'firmware-version-sha': '3.3.02',
    'largest-free-heap-size': 1200,
    'mcu-temperature': 25,
    systick,
    'total-free-heap-size': 1200,
    'total-heap-size': 16384,
  },
  'system-info-3220': {
    'firmware-version': '3.3.02',
    'firmware-version-sha': '3.3.02',
    fwUpgradeStatus: 0,
    'has-real-cert-catalog': true,
    'largest-free-heap-size': 20000,
    systick,
    'total-free-heap-size': 21000,
    'total-heap-size': 65536,
  },
});

const a5System = (systick: number) => ({
  'system-info': { class: 'A5', 'firmware-version': '2.2.1', type: 'RA2L1-128' },
  'system-info-details': {
    'firmware-version-raw': 'VM178_A_02.02.01_MKE15-128',
    systick,
    'version-string': 'VM171_A_02.02.01 RA2L1-128',
  },
});

const a4System = (systick: number) => ({
  'system-info-3220': {
    'firmware-version': '1.4.5',
    'firmware-version-raw': 'VM176_A_01.04.05',
    'largest-free-heap-size': 28000,
    'stack-low-level': 180,
    'stack-low-task': 7,
    systick,
    'total-free-heap-size': 28600,
  },
  'system-info-nxp': { 'version-string': 'VM171_A_01.04.05' },
});
