import type { CookerState } from '../../device/cooker-state.js';
import { isOnline, isStale, restsInFault } from '../../device/freshness.js';
import { called, isAlikeName, nameInApp, type VisibleAccount } from '../../device/visible-cookers.js';
import type { Milliseconds } from '../../shared/units.js';
import { shownText } from '../../shared/shown-text.js';
import { listedCookers, namesOf, summaries } from '../tracking/cooker-choice.js';
import { DeviceAmbiguousError } from '../cooking.errors.js';
import { assertLinked } from '../start/start-preconditions.js';
import { withWarnings } from './stop-failures.js';
import type { StopSelection } from './stop-request.js';

/** Whether a cooker runs according to its states: `maybe` without a fresh state, or when a start may yet take effect. */
export type Running = 'surely' | 'maybe' | 'no';

/** The facts that the choice depends on. */
export interface StopSituation {
  readonly account: VisibleAccount;
  readonly now: Milliseconds;
  /** Id of the present cook of a cooker, or of a start that may yet take effect. */
  readonly cookOn: (cookerId: string) => string | undefined;
  /** Whether a start may yet take effect on a cooker. */
  readonly isStarting: (cookerId: string) => boolean;
}

/** The cookers to stop. */
export interface StopChoice {
  /** One cooker; all of them when each is surely idle and the request names none. */
  readonly cookers: readonly CookerState[];
  /** Warnings about ignored parts of the request. */
  readonly warnings: readonly string[];
}

/**
 * Chooses the cooker to stop: the one that the request names; else the only one that surely runs; else the only one
 * that may run. An unknown name is ignored, because a stop is never refused for it.
 * @throws DeviceAmbiguousError with the cookers that run or may run
 * @throws CloudUnavailableError, TokenRejectedError, NoDeviceError while no cooker is known or reachable
 */
export function chooseStop(situation: StopSituation, selection: StopSelection): StopChoice {
  const cookers = listedCookers(situation.account);
  const { named, warnings } = namedBy(situation, selection);
  try {
    if (named) return { cookers: [named], warnings };
    const chosen = unnamed(cookers, situation);
    return { cookers: chosen, warnings: [...warnings, ...otherSilent(chosen, situation)] };
  } catch (error) {
    throw withWarnings(error, warnings);
  }
}

/** The cooker that a request names, if any, and the warnings about ignored names. */
export function namedBy(situation: StopSituation, selection: StopSelection) {
  const cookers = [...situation.account.cookers.values()];
  const warnings: string[] = [];
  const ofCook =
    selection.cook === undefined ? undefined : cookOf(selection.cook, cookers, situation, warnings);
  const ofDevice = selection.device === undefined ? undefined : deviceOf(selection.device, cookers, warnings);
  if (ofCook !== undefined && ofDevice !== undefined && ofCook !== ofDevice)
    warnings.push(`The cook of that cook_id is on ${called(ofCook)}, so device_id was left out.`);
  return { named: ofCook ?? ofDevice, warnings };
}

/** Whether a cooker runs. */
export function runningOf(cooker: CookerState, { account, now, isStarting }: StopSituation): Running {
  const isFresh = isOnline(account, cooker, now) && !isStale(cooker, now);
  if (isFresh && cooker.latest!.reading.running) return 'surely';
  return isFresh && cooker.latest!.reading.mode === 'idle' && !isStarting(cooker.id) ? 'no' : 'maybe';
}

/** The other cookers that surely run. */
export const otherRunning = (situation: StopSituation, than: readonly CookerState[]): CookerState[] =>
  [...situation.account.cookers.values()].filter(
    (cooker) => !than.some(({ id }) => id === cooker.id) && runningOf(cooker, situation) === 'surely',
  );

function unnamed(all: readonly CookerState[], situation: StopSituation): readonly CookerState[] {
  const those = (running: Running) => all.filter((cooker) => runningOf(cooker, situation) === running);
  const surely = those('surely');
  if (surely.length === 1) return surely;
  // A device whose states can never be read counts only if no other cooker may run.
  const maybe = those('maybe').filter(({ supported }) => supported);
  // A running cooker reports every few seconds: one whose last state was idle counts only if no other cooker may run.
  const likely = maybe.filter((cooker) => !wasIdle(cooker, situation));
  const meant = likely.length > 0 ? likely : maybe;
  if (surely.length + meant.length > 1) throw whyNone(situation, [...surely, ...maybe]);
  return meant.length === 1 ? meant : all;
}

/** When the only cooker that may run is chosen by its last state, the other silent ones may run too. */
function otherSilent(chosen: readonly CookerState[], situation: StopSituation): string[] {
  const [only, ...more] = chosen;
  if (only === undefined || more.length > 0) return [];
  const isSure = runningOf(only, situation) === 'surely';
  return [...situation.account.cookers.values()]
    .filter((other) => other !== only && other.supported && runningOf(other, situation) === 'maybe')
    .filter((other) => !situation.isStarting(other.id) && !(isSure && restedLast(other)))
    .map((other) => `${called(other)}${silence(other, situation)} may be running too: name it to stop it.`);
}

const restedLast = ({ latest }: CookerState): boolean =>
  latest !== undefined && (latest.reading.mode === 'idle' || restsInFault(latest.reading));

const silence = (cooker: CookerState, { now }: StopSituation): string =>
  isStale(cooker, now) ? ' has not reported lately and' : '';

const wasIdle = ({ id, latest }: CookerState, { isStarting }: StopSituation): boolean =>
  latest?.reading.mode === 'idle' && !isStarting(id);

function cookOf(
  wanted: string,
  cookers: readonly CookerState[],
  { cookOn }: StopSituation,
  warnings: string[],
): CookerState | undefined {
  const found = cookers.find(({ id }) => cookOn(id) === wanted.trim().toLowerCase());
  if (found === undefined)
    warnings.push(`No cook with the cook_id "${shownText(wanted)}" is on, so it was left out.`);
  return found;
}

function deviceOf(
  wanted: string,
  cookers: readonly CookerState[],
  warnings: string[],
): CookerState | undefined {
  const byId = cookers.find(({ id }) => id === wanted) ?? only(cookers, ({ id }) => isAlikeName(id, wanted));
  if (byId !== undefined) return byId;
  const called = cookers.filter(
    (one) => isAlikeName(one.name, wanted) || isAlikeName(nameInApp(one), wanted),
  );
  if (called.length === 1) return called[0];
  const shown = shownText(wanted);
  warnings.push(
    called.length === 0
      ? `No cooker has the device_id or the name "${shown}", so it was left out.`
      : `${called.length} cookers are called "${shown}", so the name was left out.`,
  );
  return undefined;
}

function only(
  cookers: readonly CookerState[],
  fits: (cooker: CookerState) => boolean,
): CookerState | undefined {
  const found = cookers.filter(fits);
  return found.length === 1 ? found[0] : undefined;
}

/** Without a connection no cooker can be stopped, so the choice does not matter. */
function whyNone({ account }: StopSituation, cookers: readonly CookerState[]): DeviceAmbiguousError {
  assertLinked(account);
  return ambiguous(cookers);
}

const ambiguous = (cookers: readonly CookerState[]) =>
  new DeviceAmbiguousError(
    `${cookers.length} cookers run or may be running: ${namesOf(cookers)}. Say by device_id which one to stop.`,
    { details: { field: 'device_id', devices: summaries(cookers) } },
  );
