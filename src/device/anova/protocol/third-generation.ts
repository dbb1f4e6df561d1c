import type {
  CookerFault,
  CookerMode,
  CookerReading,
  CookerTimer,
  CookerWarning,
  CookOrigin,
  TimerMode,
} from '../../cooker-state.js';
import type { DecodedState } from './decoded-state.js';
import {
  at,
  describe,
  isObject,
  span,
  toCelsius,
  toFlag,
  toId,
  toInstant,
  toSeconds,
  toText,
} from './json-readers.js';

const FAULT_MODES = new Map<unknown, CookerFault>([
  ['lowWater', 'low-water'],
  ['waterLeak', 'water-leak'],
  ['highTemp', 'overheated'],
  ['motorStuck', 'motor-stuck'],
]);

const TIMER_MODES = new Map<unknown, TimerMode>([
  ['idle', 'idle'],
  ['running', 'running'],
  ['paused', 'paused'],
  ['completed', 'completed'],
]);

/** What a running stage is, by its timer. */
const STAGES = new Map<unknown, CookerMode>([
  ['running', 'cooking'],
  ['idle', 'holding'],
  ['completed', 'done'],
]);

/** The cooker's name for monitoring an ice bath, which is not a cook. */
const ICE_BATH = 'ice-bath';

const ORIGINS = new Map<unknown, CookOrigin>([
  ['api', 'api'],
  ['android', 'app'],
  ['ios', 'app'],
  ['hardware', 'device'],
]);

/** Reads a state of a6 to a9: `nodes` beside a `state` with a mode. Undefined when it is of another shape. */
export function decodeThirdGeneration(state: unknown): DecodedState | undefined {
  const vendorMode = at(state, 'state', 'mode');
  if (!isObject(at(state, 'nodes')) && vendorMode === undefined) return undefined;
  const fault = faultOf(state);
  const named = modeOf(state);
  const mode = fault ? 'fault' : named;
  const reading = { mode, fault, running: isRunning(state), ...factsOf(state) };
  return mode === 'unknown' ? { reading, unrecognised: unrecognisedPart(state) } : { reading };
}

function factsOf(state: unknown): Omit<CookerReading, 'mode' | 'running' | 'fault'> {
  const updatedAt = toInstant(at(state, 'updatedTimestamp'));
  const sensor = at(state, 'nodes', 'waterTemperatureSensor');
  return {
    water: toCelsius(at(sensor, 'current', 'celsius')),
    target: toCelsius(at(sensor, 'setpoint', 'celsius')),
    timer: timerOf(state, updatedAt),
    warnings: warningsOf(state),
    online: toFlag(at(state, 'systemInfo', 'online')),
    origin: ORIGINS.get(at(state, 'cook', 'originSource')) ?? 'unknown',
    vendorCookId: toId(at(state, 'cook', 'cookId')),
    cookAge: span(toInstant(at(state, 'cook', 'startedTimestamp')), updatedAt),
    updatedAt,
  };
}

function modeOf(state: unknown): CookerMode {
  const vendorMode = at(state, 'state', 'mode');
  if (vendorMode === 'idle') return 'idle';
  if (vendorMode !== 'cook') return 'unknown';
  if (at(state, 'cook', 'cookableType') === ICE_BATH) return 'ice_bath';
  const { does, isLast } = stagePosition(at(state, 'cook'));
  if (does !== 'cook') return 'unknown';
  const stage = at(state, 'cook', 'activeStageMode');
  if (stage === 'entering') return 'preheating';
  const mode = (stage === 'running' && STAGES.get(at(state, 'nodes', 'timer', 'mode'))) || 'unknown';
  if (mode !== 'done' || isLast === true) return mode;
  // A stage is over and another one follows: the cook is not.
  return isLast === false ? 'cooking' : 'unknown';
}

function warningsOf(state: unknown): readonly CookerWarning[] | undefined {
  const warnings: CookerWarning[] = [];
  const lowWater = at(state, 'nodes', 'lowWater');
  // Once it is empty the cooker stops, which is a fault.
  if (at(lowWater, 'warning') === true && at(lowWater, 'empty') !== true) warnings.push('low-water');
  if (at(state, 'cook', 'stageTransitionPendingUserAction') === true) warnings.push('waits-for-person');
  return warnings.length > 0 ? warnings : undefined;
}

function faultOf(state: unknown): CookerFault | undefined {
  const byMode = FAULT_MODES.get(at(state, 'state', 'mode'));
  if (byMode) return byMode;
  if (at(state, 'systemInfo', 'triacsFailed') === true) return 'heater-failed';
  // `warning` comes before the water is too low to go on, so it is not a fault yet.
  return at(state, 'nodes', 'lowWater', 'empty') === true ? 'low-water' : undefined;
}

/** A cook is listed only while there is one, so it shows in modes that we cannot name too. */
function isRunning(state: unknown): boolean {
  const vendorMode = at(state, 'state', 'mode');
  return vendorMode === 'cook' || (vendorMode !== 'idle' && isObject(at(state, 'cook')));
}

function timerOf(state: unknown, updatedAt: Date | undefined): CookerTimer {
  const timer = at(state, 'nodes', 'timer');
  const { index: stage } = stagePosition(at(state, 'cook'));
  return { ...runOfTimer(timer, updatedAt), ...(stage !== undefined && { stage }) };
}

function runOfTimer(timer: unknown, updatedAt: Date | undefined): CookerTimer {
  const mode = TIMER_MODES.get(at(timer, 'mode')) ?? 'unknown';
  const length = toSeconds(at(timer, 'initial')) || undefined;
  if (mode === 'completed') return { mode, length, elapsed: length, run: runOf(timer) };
  if (mode !== 'running') return { mode, length };
  const ran = span(toInstant(at(timer, 'startedAtTimestamp')), updatedAt);
  const elapsed = ran !== undefined && length !== undefined && ran > length ? length : ran;
  return { mode, length, elapsed, run: runOf(timer) };
}

const runOf = (timer: unknown) => toId(at(timer, 'startedAtTimestamp'));

const unrecognisedPart = (state: unknown): string =>
  describe({
    mode: at(state, 'state', 'mode'),
    stage: at(state, 'cook', 'activeStageMode'),
    timer: at(state, 'nodes', 'timer', 'mode'),
  });

/**
 * Where a cook of the third generation stands among its stages. No cook of several was ever recorded: the names are
 * those of the vendor's app.
 */
interface StagePosition {
  /** From 0; undefined where the state does not say, or with one stage only. */
  readonly index: number | undefined;
  /** Whether no further stage heats after this one; undefined where that is not known. */
  readonly isLast: boolean | undefined;
  /** `stop` is the stage that ends a cook. */
  readonly does: unknown;
}

/** Without stages, which are optional, a cook has one. */
const ONLY: StagePosition = { index: undefined, isLast: true, does: 'cook' };

/** Reads the stages of `cook`. */
export function stagePosition(cook: unknown): StagePosition {
  const stages = at(cook, 'stages');
  if (!Array.isArray(stages)) return toldIndex(cook) ? { ...ONLY, isLast: undefined } : ONLY;
  if (stages.length === 0) return ONLY;
  if (stages.length === 1) return { ...ONLY, does: doing(stages[0]) };
  const index = indexIn(stages, cook);
  if (index === undefined) return { index, isLast: undefined, does: undefined };
  const isLast = stages.slice(index + 1).every((stage) => doing(stage) === 'stop');
  return { index, isLast, does: doing(stages[index]) };
}

/** The id names the active stage; without an id the index does. They must not contradict each other. */
function indexIn(stages: readonly unknown[], cook: unknown): number | undefined {
  const id = toText(at(cook, 'activeStageId'));
  const activeIndex = at(cook, 'activeStageIndex');
  const byId = id === undefined ? -1 : stages.findIndex((stage) => isObject(stage) && at(stage, 'id') === id);
  if (byId >= 0) return activeIndex === undefined || activeIndex === byId ? byId : undefined;
  return typeof activeIndex === 'number' && Object.hasOwn(stages, activeIndex) ? activeIndex : undefined;
}

/** The index of a later stage, where the state does not list the stages. */
const toldIndex = (cook: unknown): boolean => Number(at(cook, 'activeStageIndex') ?? 0) > 0;

const doing = (stage: unknown): unknown => at(stage, 'do', 'type') ?? 'cook';
