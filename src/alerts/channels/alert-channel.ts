import type { Notice } from '../lifecycle/alert.js';
import type { Severity } from '../rules/alert-rule.js';

/** What a channel sends: plain values, the same at each attempt. */
export interface AlertMessage {
  /** The same at every attempt and after a crash: what a channel with an idempotency key uses as one. */
  readonly key: string;
  /** Null for a test. */
  readonly alertId: string | null;
  readonly ruleId: string | null;
  readonly notice: Notice;
  readonly severity: Severity;
  /** A few words. */
  readonly title: string;
  /** Sentences with the value, its unit and its instant. */
  readonly text: string;
  readonly thing: { readonly id: string; readonly name: string } | null;
  /** When it happened, in milliseconds since 1970. */
  readonly at: number;
  /** Where a person can see it; undefined without a public address. */
  readonly url?: string;
}

/** How an attempt ended. `why` is for people: it never holds a secret, an address with one, or foreign text unshortened. */
export type SendResult =
  | { readonly sent: true; readonly detail?: string }
  | {
      readonly sent: false;
      readonly why: string;
      /** False where no repeat can help: the address is refused, the settings are wrong. */
      readonly mayRetry: boolean;
      /** The pause that the other side asks for, in milliseconds. */
      readonly retryAfter?: number;
      /** True where the message left and no response came: it may have arrived, and a repeat may be a second one. */
      readonly mayHaveArrived?: boolean;
      /** True where some of several recipients have it: this process repeats it for the others only, the next one for all. */
      readonly partly?: boolean;
    };

/** The kinds of channels. */
export const CHANNEL_KINDS = ['ntfy', 'email', 'webhook', 'mqtt', 'web-push', 'sms'] as const;

/** One way to reach people. */
export interface AlertChannel {
  /** `[a-z0-9-]{1,40}`, such as `ntfy`; those of `alerts.json` by their own names. */
  readonly name: string;
  readonly kind: (typeof CHANNEL_KINDS)[number];
  /** Whether the other side drops a repeat of the same key; otherwise a crash between sending and noting may send twice. */
  readonly dropsRepeats: boolean;
  /** Where it sends to, without secrets: a host, a masked address. */
  readonly target: string;
  /** Sends once; it never rejects, and ends within 15 s or as soon as the signal aborts. */
  send(message: AlertMessage, signal: AbortSignal): Promise<SendResult>;
  /** Frees what it holds. */
  close?(): Promise<void>;
}
