import type { Principal } from '../../auth/principal.js';
import { called } from '../../device/visible-cookers.js';
import type { CookerState, AccountState } from '../../device/cooker-state.js';
import { CloudUnavailableError, DeviceOfflineError, TokenRejectedError } from '../../device/device.errors.js';
import { isOnline, isStale, observedTimer } from '../../device/freshness.js';
import { type Milliseconds, inMinutes } from '../../shared/units.js';
import { DeviceBusyError, DeviceFaultError, StartsLimitedError } from '../cooking.errors.js';
import { startedBy, type Cook, type StartedBy } from '../tracking/cook.js';
import { FAULTS, minutesUp } from '../status/wording.js';
import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { Clock } from '../../shared/clock.js';
import { JournalStore } from '../../storage/journal-store.js';

/**
 * Refuses a start that conflicts with the state of the cooker. A stale idle state does not conflict: an idle cooker
 * may never push, and the state after the start decides.
 * @throws TokenRejectedError, CloudUnavailableError, DeviceOfflineError, DeviceFaultError, DeviceBusyError
 */
export function assertStartable(
  account: AccountState,
  cooker: CookerState,
  cook: Cook | undefined,
  now: Milliseconds,
): void {
  assertLinked(account);
  if (!isOnline(account, cooker, now)) throw offline(cooker);
  const reading = cooker.latest?.reading;
  if (reading?.fault !== undefined)
    throw new DeviceFaultError(`${called(cooker)}: ${FAULTS[reading.fault]}`, fault(cooker));
  if (reading === undefined && cook !== undefined) throw notReported(cooker, cook);
  if (reading?.mode === 'ice_bath') throw iceBath(cooker);
  if (reading?.running) throw busy(cooker, cook, now);
  if (reading?.mode === 'unknown' && !isStale(cooker, now)) throw unreadable(cooker);
}

/** @throws TokenRejectedError, CloudUnavailableError when nothing can be sent */
export function assertLinked({ link }: AccountState): void {
  if (link === 'token-rejected') throw new TokenRejectedError();
  if (link !== 'connected') {
    throw new CloudUnavailableError(
      "There is no connection to Anova's cloud right now; the server is reconnecting.",
    );
  }
}

const offline = (cooker: CookerState) =>
  new DeviceOfflineError(`${called(cooker)} is offline: see that it has power and Wi-Fi.`, {
    details: { device_id: cooker.id },
  });

const fault = (cooker: CookerState) => ({
  details: { device_id: cooker.id, fault: cooker.latest!.reading.fault },
});

/** Who began the present cook, and what to do before it is stopped: the user decides about food that is cooking. */
const BEFORE_STOPPING: Readonly<Record<StartedBy, string>> = {
  coddle: 'Coddle started that cook: stop it first if it is no longer wanted.',
  app: 'Somebody else began it in the Anova app: ask them first.',
  device: 'Somebody else began it at the cooker: ask them first.',
  unknown: 'Somebody else began it: ask them first.',
};

function busy(cooker: CookerState, cook: Cook | undefined, now: Milliseconds): DeviceBusyError {
  const { remaining } = observedTimer(cooker, now);
  const left = remaining === undefined ? undefined : minutesUp(remaining);
  const { target } = cooker.latest!.reading;
  const aim = target === undefined ? '' : ` at ${target} °C`;
  const rest =
    left === undefined ? '' : left === 0 ? ', and its timer has ended' : `, with ${inMinutes(left)} left`;
  const startedBy = cook?.startedBy ?? 'unknown';
  return new DeviceBusyError(
    `${called(cooker)} is already cooking${aim}${rest}. ${BEFORE_STOPPING[startedBy]}`,
    {
      details: {
        device_id: cooker.id,
        started_by: startedBy,
        target_temp_celsius: target,
        time_remaining_minutes: left,
        cook_id: cook?.id,
      },
    },
  );
}

/** An ice bath is not a cook, but the cooker runs, and a start would end it. */
function iceBath(cooker: CookerState): DeviceBusyError {
  const who = startedBy(cooker.latest!.reading.origin);
  return new DeviceBusyError(`${called(cooker)} is monitoring an ice bath. ${BEFORE_STOPPING[who]}`, {
    details: { device_id: cooker.id, started_by: who, state: 'ice_bath' },
  });
}

/** After a restart: the cook was on when it was last seen. */
const notReported = (cooker: CookerState, { id, startedBy }: Cook) =>
  new DeviceBusyError(
    `A cook was on before this server started, and ${called(cooker)} has not said yet whether it still is. Ask for the status in a moment.`,
    {
      details: { device_id: cooker.id, started_by: startedBy, cook_id: id },
    },
  );

const unreadable = (cooker: CookerState) =>
  new DeviceBusyError(
    `${called(cooker)} reports a state that is not known here, so it cannot be told whether it is free. Look at the cooker.`,
    {
      details: { device_id: cooker.id, started_by: 'unknown', state: 'unknown' },
    },
  );

const DAY_MS = 24 * 3600_000;

/** The times of each principal's starts on the monotonic clock, oldest first. */
type Starts = Map<string, number[]>;

/**
 * Limits the starts of each principal in 24 hours, so that a client out of control cannot fill the disk. Starts in the
 * journal from before this process count; refused and unsent ones do not.
 */
@Injectable()
export class StartAllowance {
  private starts: Promise<Starts> | undefined;

  constructor(
    private readonly journal: JournalStore,
    private readonly environment: Environment,
    private readonly clock: Clock,
  ) {}

  /**
   * Uses up one start of a principal.
   * @returns a function that returns it, for a start that is not logged after all
   * @throws StartsLimitedError when none is left, StorageUnavailableError
   */
  async take({ id: by, kind }: Pick<Principal, 'id' | 'kind'>): Promise<() => void> {
    const starts = await this.known();
    const now = this.clock.monotonic();
    const recent = starts.get(by) ?? [];
    starts.set(by, recent);
    while (now - recent[0]! >= DAY_MS) recent.shift();
    const { startsPerDay } = this.environment;
    if (recent.length >= startsPerDay) {
      const free = recent[recent.length - startsPerDay]! + DAY_MS;
      throw new StartsLimitedError(kind, startsPerDay, Math.ceil((free - now) / 1000));
    }
    recent.push(now);
    return () => this.giveBack(starts, by, now);
  }

  private giveBack(starts: Starts, by: string, at: number): void {
    const recent = starts.get(by) ?? [];
    const index = recent.lastIndexOf(at);
    if (index >= 0) recent.splice(index, 1);
  }

  /** Reads the earlier starts in advance, so that the first start does not wait. @throws StorageUnavailableError */
  async read(): Promise<void> {
    await this.known();
  }

  /** Reads the journal once. After a failure it is tried again; nothing can be written then either. */
  private known(): Promise<Starts> {
    this.starts ??= this.readJournal().catch((error: unknown) => {
      this.starts = undefined;
      throw error;
    });
    return this.starts;
  }

  private async readJournal(): Promise<Starts> {
    const wall = this.clock.now().getTime();
    const starts: Starts = new Map();
    for (const { at, requestedBy } of await this.journal.startsSince(wall - DAY_MS)) {
      const moment = this.clock.monotonic() - Math.max(0, wall - at);
      starts.set(
        requestedBy,
        [...(starts.get(requestedBy) ?? []), moment].sort((a, b) => a - b),
      );
    }
    return starts;
  }
}
