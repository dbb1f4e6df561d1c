import type { CookerState } from '../device/cooker-state.js';
import type { PrincipalKind } from '../auth/principal.js';
import { CoddleError, type ErrorDetails, type CoddleErrorOptions } from '../shared/errors.js';

/** Thrown when there is nothing to stop. */
export class NoActiveCookError extends CoddleError {
  readonly code = 'NO_ACTIVE_COOK';
  readonly kind = 'not-found';

  /** @param cookers the idle cookers that were to be stopped */
  constructor(
    message: string,
    readonly cookers: readonly Pick<CookerState, 'id' | 'name'>[],
    options: CoddleErrorOptions = {},
  ) {
    super(message, options);
  }
}

/** Thrown when the account has no cooker with that id. */
export class DeviceNotFoundError extends CoddleError {
  readonly code = 'DEVICE_NOT_FOUND';
  readonly kind = 'not-found';
}

/** Thrown when a cook is on, or may be on, and a start would disturb it. */
export class DeviceBusyError extends CoddleError {
  readonly code = 'DEVICE_BUSY';
  readonly kind = 'conflict';
}

/** Thrown when the account has several cookers and the request names none. */
export class DeviceAmbiguousError extends CoddleError {
  readonly code = 'DEVICE_AMBIGUOUS';
  readonly kind = 'conflict';
}

/** Thrown when the states of a device cannot be read. */
export class DeviceUnsupportedError extends CoddleError {
  readonly code = 'DEVICE_UNSUPPORTED';
  readonly kind = 'conflict';
}

/** Thrown when the cooker reports a fault. */
export class DeviceFaultError extends CoddleError {
  readonly code = 'DEVICE_FAULT';
  readonly kind = 'conflict';
}

/** Who has started, and whom the limit is for, in a sentence. */
const STARTERS: Readonly<Record<PrincipalKind, readonly [starter: string, limited: string]>> = {
  settings: ['This key has', 'no key may start more'],
  key: ['This key has', 'no key may start more'],
  oauth: ['This app has', 'no app may start more'],
  owner: ['You have', 'no more can be started'],
  cli: ['You have', 'no more can be started'],
  'home-assistant': ['Home Assistant has', 'it may start no more'],
};

/** Thrown when a principal has used up its starts of a day. Stops are never limited. */
export class StartsLimitedError extends CoddleError {
  readonly code = 'RATE_LIMITED';
  readonly kind = 'limited';

  /** @param retryAfter whole seconds until the next start is accepted */
  constructor(kind: PrincipalKind, most: number, retryAfter: number) {
    const minutes = Math.ceil(retryAfter / 60);
    const wait = minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
    const [starter, limited] = STARTERS[kind];
    const cooks = most === 1 ? '1 cook' : `${most} cooks`;
    super(
      `${starter} started ${cooks} within 24 hours, and ${limited}: try again in ${wait}. Stopping always works.`,
      { details: { retry_after_seconds: retryAfter }, headers: { 'Retry-After': String(retryAfter) } },
    );
  }
}

/** Thrown when a `request_id` is reused with another body, or for a start whose cook is over. */
export class RequestIdReusedError extends CoddleError {
  readonly code = 'REQUEST_ID_REUSED';
  readonly kind = 'conflict';

  constructor(
    message = 'This request_id was used for another request within the last 24 hours: send a new one.',
    details: ErrorDetails = { field: 'request_id' },
  ) {
    super(message, { details });
  }
}
