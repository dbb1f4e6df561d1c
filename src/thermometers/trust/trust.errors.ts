import { CoddleError } from '../../shared/errors.js';

/** Thrown when several keys push a probe, and the owner has to say whose it is. */
export class ProbeClaimedError extends CoddleError {
  readonly code = 'PROBE_CLAIMED';
  readonly kind = 'conflict';

  /** @param keys the keys that push it */
  constructor(keys: readonly string[]) {
    super(`Say by pushed_by which key the probe is to belong to: ${keys.join(' or ')}.`, {
      details: { field: 'pushed_by', keys },
    });
  }
}
