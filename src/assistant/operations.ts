import { ALERT_OPERATIONS } from './alert-operations.js';
import type { AssistantOperation } from './operation.js';
import { COOKING_OPERATIONS } from './cooking-operations.js';
import { HISTORY_OPERATIONS } from './history-operations.js';
import { LISTING_OPERATIONS } from './listing-operations.js';
import { PROBE_SESSION_OPERATIONS } from './probe-session-operations.js';
import { THERMOMETER_OPERATIONS } from './thermometer-operations.js';

/** Every operation that AI clients may use, in the order in which they see them. */
export const OPERATIONS: readonly AssistantOperation[] = [
  ...COOKING_OPERATIONS,
  ...LISTING_OPERATIONS,
  ...THERMOMETER_OPERATIONS,
  ...PROBE_SESSION_OPERATIONS,
  ...ALERT_OPERATIONS,
  ...HISTORY_OPERATIONS,
];
