import type { OperationEffects } from './operation.js';

/** Of an operation that only reads. */
export const READS: OperationEffects = { readOnly: true, destructive: false, idempotent: true };
/** Of a start: it heats, so the user must have agreed to it. */
export const STARTS: OperationEffects = { readOnly: false, destructive: true, idempotent: true };
/** Of what begins or ends to follow food: it heats nothing. */
export const FOLLOWS: OperationEffects = { readOnly: false, destructive: false, idempotent: true };
/** Of an acknowledgement: no further channel is tried. It mends nothing. */
export const ACKNOWLEDGES: OperationEffects = { readOnly: false, destructive: false, idempotent: true };
/** Of a stop: it is always safe, and never waits for the consent of the user. */
export const STOPS: OperationEffects = { readOnly: false, destructive: false, idempotent: true };
