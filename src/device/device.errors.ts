import { CoddleError } from '../shared/errors.js';

/** Thrown when the cooker cannot be reached, so that nothing was sent to it. */
export class DeviceOfflineError extends CoddleError {
  readonly code = 'DEVICE_OFFLINE';
  readonly kind = 'unavailable';
}

/** Thrown when there is no connection to the vendor's cloud. */
export class CloudUnavailableError extends CoddleError {
  readonly code = 'CLOUD_UNAVAILABLE';
  readonly kind = 'unavailable';
}

/** Thrown while the vendor's cloud refuses the Personal Access Token. */
export class TokenRejectedError extends CoddleError {
  readonly code = 'ANOVA_TOKEN_REJECTED';
  readonly kind = 'unavailable';

  constructor() {
    super(
      'Anova refuses the Personal Access Token. Make a new one in the Anova Oven app ' +
        '(More → Developer → Personal Access Tokens), put it into the settings and restart the server.',
    );
  }
}

/** Thrown when the account lists no cooker at all. */
export class NoDeviceError extends CoddleError {
  readonly code = 'NO_DEVICE';
  readonly kind = 'unavailable';
}

/** Thrown when the cloud said no to a command. Its own words go to the log only. */
export class CommandRejectedError extends CoddleError {
  readonly code = 'COMMAND_REJECTED';
  readonly kind = 'refused';
}

/** Thrown when a command was sent and no response came: it is not known yet whether it took effect. */
export class CommandUnconfirmedError extends CoddleError {
  readonly code = 'COMMAND_UNCONFIRMED';
  readonly kind = 'timeout';
}
