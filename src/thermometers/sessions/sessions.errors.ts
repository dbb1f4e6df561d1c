import { CoddleError } from '../../shared/errors.js';

/** Thrown when no probe session of that id is kept. */
export class ProbeSessionNotFoundError extends CoddleError {
  readonly code = 'PROBE_SESSION_NOT_FOUND';
  readonly kind = 'not-found';

  constructor() {
    super('There is no probe session with this session_id: GET /probe-sessions lists them.', {
      details: { field: 'session_id' },
    });
  }
}

/** Thrown when a probe is in another food already. */
export class ProbeBusyError extends CoddleError {
  readonly code = 'PROBE_BUSY';
  readonly kind = 'conflict';

  /** @param sessionId the session that runs on it @param field where it was named */
  constructor(probeId: string, sessionId: string, field: string) {
    super(
      `The probe ${probeId} has a session already: end that one first if the probe is in another food now.`,
      { details: { field, received: probeId, session_id: sessionId } },
    );
  }
}

/** Thrown when a probe measures something else than the core of food. */
export class ProbeNotACoreError extends CoddleError {
  readonly code = 'PROBE_NOT_A_CORE';
  readonly kind = 'invalid';

  /** @param kind what it measures @param field where it was named */
  constructor(kind: string, field: string) {
    super(`This probe measures ${WHAT[kind] ?? kind}, not the core of food: choose one of kind core.`, {
      details: { field, received: kind },
    });
  }
}

const WHAT: Readonly<Record<string, string>> = {
  ambient: 'the air around the food',
  humidity: 'humidity',
  surface: 'the surface of food',
};

/** Thrown when a session is to begin at a time of which nothing was measured. */
export class StartNotMeasuredError extends CoddleError {
  readonly code = 'VALIDATION_ERROR';
  readonly kind = 'invalid';

  /** @param message the reason, beginning with the field, without a full stop */
  constructor(message: string) {
    super(`${message}.`, {
      details: { field: 'started_at', problems: [{ field: 'started_at', message }] },
    });
  }
}
