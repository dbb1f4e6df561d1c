import type { Seconds } from '../../../shared/units.js';
import { seconds } from '../../../shared/units.js';
import type { CookerFault, CookerMode, CookerTimer, CookerWarning } from '../../cooker-state.js';
import type { DecodedState } from './decoded-state.js';
import { at, describe, isObject, toCelsius, toId, toSeconds } from './json-readers.js';

const FAULT_MODES = new Map<unknown, CookerFault>([
  ['LOW WATER', 'low-water'],
  ['HIGH TEMP', 'overheated'],
  ['DEVICE FAILURE', 'device-failure'],
]);

// Without `device-safe`: healthy cookers say 0 there and healthy Pros say 1.
const FAULT_PINS: readonly (readonly [string, CookerFault])[] = [
  ['water-leak', 'water-leak'],
  ['water-level-critical', 'low-water'],
  ['motor-stuck', 'motor-stuck'],
  ['water-temp-too-high', 'overheated'],
];

/** What a job is, by its state. */
const PHASES = new Map<unknown, CookerMode>([
  ['PREHEATING', 'preheating'],
  ['COOKING', 'cooking'],
  ['MAINTAINING', 'holding'],
  ['TIMER EXPIRED', 'done'],
]);

/** Of the Pro alone: the water is low, and it goes on. */
const LOW_WATER: readonly CookerWarning[] = ['low-water'];

/** Reads a state of a4, a5, the Pro and the honey-badger: a `job` and its status. Undefined when it is of another shape. */
export function decodeSecondGeneration(state: unknown): DecodedState | undefined {
  const job = at(state, 'job');
  if (!isObject(job) || !isObject(at(state, 'job-status'))) return undefined;
  const running = job['mode'] === 'COOK';
  const length = toSeconds(job['cook-time-seconds']) || undefined;
  const phase = phaseOf(state, length);
  const fault = faultOf(state);
  const reading = {
    mode: fault ? ('fault' as const) : phase,
    running,
    fault,
    warnings: !fault && isSet(at(state, 'pin-info', 'water-level-low')) ? LOW_WATER : undefined,
    water: toCelsius(at(state, 'temperature-info', 'water-temperature')),
    // Always °C: `temperature-unit` is what the display shows.
    target: toCelsius(job['target-temperature']),
    timer: timerOf(state, phase, length),
    origin: 'unknown' as const,
    vendorCookId: running ? toId(job['id']) : undefined,
  };
  return reading.mode === 'unknown' ? { reading, unrecognised: unrecognisedPart(state) } : { reading };
}

function phaseOf(state: unknown, length: Seconds | undefined): CookerMode {
  const vendorMode = at(state, 'job', 'mode');
  // After power-up a cook may be about to go on: that is not idle.
  if (vendorMode === 'IDLE') return at(state, 'job-status', 'state') === 'START_COOK' ? 'unknown' : 'idle';
  if (vendorMode !== 'COOK') return 'unknown';
  const phase = PHASES.get(at(state, 'job-status', 'state')) ?? 'unknown';
  return phase === 'cooking' && length === undefined ? 'holding' : phase;
}

function faultOf(state: unknown): CookerFault | undefined {
  const pin = FAULT_PINS.find(([name]) => isSet(at(state, 'pin-info', name)));
  return FAULT_MODES.get(at(state, 'job', 'mode')) ?? pin?.[1];
}

function timerOf(state: unknown, phase: CookerMode, length: Seconds | undefined): CookerTimer {
  switch (phase) {
    case 'idle':
    case 'preheating':
      return { mode: 'idle', length };
    case 'cooking':
      return { mode: 'running', length, elapsed: elapsedOf(state, length) };
    case 'done':
      return { mode: 'completed', length, elapsed: length };
    case 'holding':
    case 'ice_bath':
    case 'fault':
    case 'unknown':
      return { mode: length === undefined ? 'idle' : 'unknown', length };
  }
}

function elapsedOf(state: unknown, length: Seconds | undefined): Seconds | undefined {
  const remaining = toSeconds(at(state, 'job-status', 'cook-time-remaining'));
  if (remaining === undefined || length === undefined) return undefined;
  return seconds(Math.max(0, length - remaining));
}

const isSet = (pin: unknown) => pin === 1 || pin === true;

const unrecognisedPart = (state: unknown): string =>
  describe({ mode: at(state, 'job', 'mode'), state: at(state, 'job-status', 'state') });
