import type { AlertMessage } from '../channels/alert-channel.js';
import type { QuietHours } from '../rules/alert-rule.js';

/** `waiting` for its turn or its next attempt, `sending`, or over: `sent`, `failed` over to the next channel, `dead` after a day. */
export const DELIVERY_STATES = ['waiting', 'sending', 'sent', 'failed', 'dead', 'cancelled'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** How an attempt ended; `unknown` also while it goes on. */
export const ATTEMPT_RESULTS = ['sent', 'failed', 'unknown'] as const;

/** One attempt to send. Instants in milliseconds since 1970. */
export interface Attempt {
  readonly at: number;
  /** Null while it goes on, and for one that a crash cut off. */
  readonly endedAt: number | null;
  readonly result: (typeof ATTEMPT_RESULTS)[number];
  readonly why: string | null;
  /** When it is tried again. */
  readonly retryAt: number | null;
  /** Some of several recipients have it; which ones, only the process knows that sent it. */
  readonly partly?: true;
}

/** A message for one channel, in the outbox: written in the transaction that writes the transition of the alert. */
export interface Delivery {
  readonly id: string;
  /** Null for a test. */
  readonly alertId: string | null;
  /** The other alerts that the message is about: several that fire together become one message. */
  readonly alsoAlertIds: readonly string[];
  readonly channel: string;
  /** The channels that follow where this one fails. */
  readonly next: readonly string[];
  readonly message: AlertMessage;
  readonly state: DeliveryState;
  readonly createdAt: number;
  /** Not before this instant: quiet hours, backoff. */
  readonly notBefore: number;
  /** No attempt begins in these hours; null for a safety rule. */
  readonly quietHours: QuietHours | null;
  readonly attempts: readonly Attempt[];
  /** How long it has been tried while a server ran, in milliseconds: it is dead after a day of that, whatever clocks say. */
  readonly triedFor: number;
  /** An attempt was repeated although the one before may have arrived, on a channel that does not drop repeats. */
  readonly maybeTwice: boolean;
}
