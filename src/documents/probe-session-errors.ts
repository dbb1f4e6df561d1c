import type { ErrorExample } from './error-example.js';
import { SESSION_ID } from './shown-cook.js';

/** The errors about probe sessions, by their code. */
export const PROBE_SESSION_ERRORS = {
  PROBE_SESSION_NOT_FOUND: {
    status: 404,
    when: 'No probe session of that session_id is kept.',
    message: 'There is no probe session with this session_id: GET /probe-sessions lists them.',
    details: { field: 'session_id' },
  },
  PROBE_BUSY: {
    status: 409,
    when: 'The probe is in another food already.',
    message:
      'The probe thermoworks-a1b2c3d4-1 has a session already: end that one first if the probe is in another food now.',
    details: { field: 'probe_id', received: 'thermoworks-a1b2c3d4-1', session_id: SESSION_ID },
  },
  PROBE_NOT_A_CORE: {
    status: 400,
    when: 'The probe measures something else than the core of food.',
    message: 'This probe measures the air around the food, not the core of food: choose one of kind core.',
    details: { field: 'probe_id', received: 'ambient' },
  },
} satisfies Record<string, ErrorExample>;
