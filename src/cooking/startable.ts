import type { CookerState, KitchenState } from '../device/cooker-state.js';
import { CloudUnavailableError, DeviceOfflineError, TokenRejectedError } from '../device/device.errors.js';
import { isOnline, isStale, observedTimer } from '../device/freshness.js';
import type { Milliseconds } from '../shared/units.js';
import { DeviceBusyError, DeviceFaultError } from './cooking.errors.js';
import { startedBy, type Cook } from './cook.js';
import { FAULTS, minutesUp } from './wording.js';

/**
 * Refuses a start that the cooker's state speaks against. A stale idle state does not: an idle cooker
 * may never push, and the state that follows the start decides.
 * @throws TokenRejectedError, CloudUnavailableError, DeviceOfflineError, DeviceFaultError, DeviceBusyError
 */
export function assertStartable(
  kitchen: KitchenState,
  cooker: CookerState,
  cook: Cook | undefined,
  now: Milliseconds,
): void {
  assertLinked(kitchen);
  if (!isOnline(kitchen, cooker, now)) throw offline(cooker);
  const reading = cooker.latest?.reading;
  if (reading?.fault !== undefined)
    throw new DeviceFaultError(`${cooker.name}: ${FAULTS[reading.fault]}`, fault(cooker));
  if (reading === undefined && cook !== undefined) throw notHeard(cooker, cook);
  if (reading?.mode === 'ice_bath') throw iceBath(cooker);
  if (reading?.running) throw busy(cooker, cook, now);
  if (reading?.mode === 'unknown' && !isStale(cooker, now)) throw unreadable(cooker);
}

/** @throws TokenRejectedError, CloudUnavailableError when nothing can be sent */
export function assertLinked({ link }: KitchenState): void {
  if (link === 'token-rejected') throw new TokenRejectedError();
  if (link !== 'connected') {
    throw new CloudUnavailableError(
      "There is no connection to Anova's cloud right now; the server is reconnecting.",
    );
  }
}

const offline = (cooker: CookerState) =>
  new DeviceOfflineError(`${cooker.name} is offline: see that it has power and Wi-Fi.`, {
    details: { device_id: cooker.id },
  });

const fault = (cooker: CookerState) => ({
  details: { device_id: cooker.id, fault: cooker.latest!.reading.fault },
});

function busy(cooker: CookerState, cook: Cook | undefined, now: Milliseconds): DeviceBusyError {
  const { remaining } = observedTimer(cooker, now);
  const left = remaining === undefined ? undefined : minutesUp(remaining);
  const { target } = cooker.latest!.reading;
  const aim = target === undefined ? '' : ` at ${target} °C`;
  const rest = left === undefined ? '' : `, ${left} min left`;
  return new DeviceBusyError(`${cooker.name} is already cooking${aim}${rest}. Stop that cook first.`, {
    details: {
      device_id: cooker.id,
      started_by: cook?.startedBy ?? 'unknown',
      target_temp_celsius: target,
      time_remaining_minutes: left,
      cook_id: cook?.id,
    },
  });
}

/** An ice bath is no cook, but the cooker runs, and a start would end it. */
const iceBath = (cooker: CookerState) =>
  new DeviceBusyError(`${cooker.name} is monitoring an ice bath. Stop that first.`, {
    details: {
      device_id: cooker.id,
      started_by: startedBy(cooker.latest!.reading.origin),
      state: 'ice_bath',
    },
  });

/** After a restart: it was on when it was last seen. */
const notHeard = (cooker: CookerState, { id, startedBy }: Cook) =>
  new DeviceBusyError(
    `A cook was on before this server started, and ${cooker.name} has not said yet whether it still is.`,
    {
      details: { device_id: cooker.id, started_by: startedBy, cook_id: id },
    },
  );

const unreadable = (cooker: CookerState) =>
  new DeviceBusyError(
    `${cooker.name} reports a state that is not known here, so it cannot be told whether it is free.`,
    {
      details: { device_id: cooker.id, state: 'unknown' },
    },
  );
