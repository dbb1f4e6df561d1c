import type { ErrorExample } from './error-example.js';

/** The errors about thermometers, by their code. */
export const THERMOMETER_ERRORS = {
  PROBE_NOT_FOUND: {
    status: 404,
    when: 'No probe of that probe_id is known.',
    message: 'There is no probe with this probe_id: GET /thermometers lists them.',
    details: { field: 'probe_id' },
  },
  PROBE_CLAIMED: {
    status: 409,
    when: 'Two keys push a probe, and pushed_by does not say which it is to belong to.',
    message: 'Say by pushed_by which key the probe is to belong to: garage or shed.',
    details: { field: 'pushed_by', keys: ['garage', 'shed'] },
  },
  TOO_MANY_READINGS: {
    status: 429,
    when: 'A request holds more than 1,000 readings.',
    message: 'A request may hold at most 1000 readings, so none was taken: send them in several.',
    details: { field: 'readings', maximum: 1000 },
  },
  TOO_MANY_PROBES: {
    status: 429,
    when: 'More than 200 probes would be pushed.',
    message:
      'At most 200 probes can be pushed, so nothing was taken. Probes that are neither trusted nor pushed for a day make way.',
    details: { field: 'readings', maximum: 200 },
  },
} satisfies Record<string, ErrorExample>;
