import { CoddleError } from '../../shared/errors.js';

/** Thrown for a command that the broker kept: of unknown age, and repeated at each connection. */
export class CommandRetainedError extends CoddleError {
  readonly code = 'COMMAND_RETAINED';
  readonly kind = 'conflict';

  constructor(topic: string) {
    super(
      `The broker has kept this command, so its age is not known, and nothing was done. Send commands without "retain". To remove the one that is kept, publish an empty retained message to ${topic} while nothing cooks.`,
    );
  }
}

/** Thrown for a start that comes too late, or whose instant is not one of now. */
export class CommandNotOfNowError extends CoddleError {
  readonly code = 'COMMAND_NOT_OF_NOW';
  readonly kind = 'conflict';
}

/** Thrown for a start over a broker that this server uses without a password. */
export class OpenBrokerError extends CoddleError {
  readonly code = 'STARTS_NOT_ALLOWED';
  readonly kind = 'forbidden';

  constructor() {
    super(
      'MQTT_URL has no user name and password, so anybody in the network could send this. Nothing was started: starts need a broker with a password. Stopping works.',
    );
  }
}

/** Thrown for a start while the owner has not allowed any. */
export class HomeAssistantNotAllowedError extends CoddleError {
  readonly code = 'STARTS_NOT_ALLOWED';
  readonly kind = 'forbidden';

  constructor() {
    super(
      'Home Assistant may not start cooks until the owner allows it, under Access on the page, or with coddle clients starts home-assistant ask. Stopping works.',
    );
  }
}

/** Thrown when more starts come within a minute than anybody sends. */
export class CommandsLimitedError extends CoddleError {
  readonly code = 'RATE_LIMITED';
  readonly kind = 'limited';

  constructor() {
    super('Too many starts came over the broker within a minute: try again later. Stopping always works.');
  }
}
