import type { ErrorExample } from './error-example.js';

/** The errors about the connected clients, by their code. */
export const CLIENT_ERRORS = {
  CLIENT_NOT_FOUND: {
    status: 404,
    when: 'No client is connected with that id.',
    message: 'No client is connected with this id: GET /owner/clients lists them.',
    details: { field: 'id' },
  },
  CLIENT_BY_SETTINGS: {
    status: 409,
    when: 'Home Assistant is connected by the settings, so it cannot be disconnected.',
    message:
      'Home Assistant is connected by the settings: set its starts to never, or take MQTT_URL out and restart.',
    details: { field: 'id' },
  },
  BROKER_WITHOUT_PASSWORD: {
    status: 409,
    when: 'Home Assistant was to start cooks over a broker that asks for no password.',
    message:
      'MQTT_URL has no user name and password, so anybody in the network could start a cook as Home Assistant. Give the broker a password first.',
    details: { field: 'start_policy' },
  },
} satisfies Record<string, ErrorExample>;
