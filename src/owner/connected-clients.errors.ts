import { CoddleError } from '../shared/errors.js';

/** Thrown when Home Assistant is to be disconnected, which the settings connect. */
export class ClientBySettingsError extends CoddleError {
  readonly code = 'CLIENT_BY_SETTINGS';
  readonly kind = 'conflict';

  constructor() {
    super(
      'Home Assistant is connected by the settings: set its starts to never, or take MQTT_URL out and restart.',
      { details: { field: 'id' } },
    );
  }
}

/** Thrown when Home Assistant is to start cooks over a broker that this server uses without a password. */
export class BrokerWithoutPasswordError extends CoddleError {
  readonly code = 'BROKER_WITHOUT_PASSWORD';
  readonly kind = 'conflict';

  constructor() {
    super(
      'MQTT_URL has no user name and password, so anybody in the network could start a cook as Home Assistant. Give the broker a password first.',
      { details: { field: 'start_policy' } },
    );
  }
}
