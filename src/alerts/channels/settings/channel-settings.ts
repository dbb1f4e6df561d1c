/** A topic of an ntfy server. */
export interface NtfySettings {
  readonly kind: 'ntfy';
  readonly name: string;
  /** The address of the topic; a secret. */
  readonly url: string;
  /** An access token of the server; a secret. */
  readonly token: string | null;
}

/** A mail server and who gets the mail. */
export interface EmailSettings {
  readonly kind: 'email';
  readonly name: string;
  /** `smtp:` or `smtps:`, with what opens it; a secret. */
  readonly smtpUrl: string;
  readonly to: readonly string[];
  /** The sender; null for the user of the mail server, or whoever gets the mail. */
  readonly from: string | null;
}

/** An address that alerts are posted to as JSON. */
export interface WebhookSettings {
  readonly kind: 'webhook';
  readonly name: string;
  /** A secret. */
  readonly url: string;
  /** Signs each message; null for no signature. A secret. */
  readonly secret: string | null;
  /** Sent with each message; secrets. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A topic of an MQTT broker. */
export interface MqttSettings {
  readonly kind: 'mqtt';
  readonly name: string;
  /** The address of the broker with its user and password, a secret; null for that of MQTT_URL. */
  readonly url: string | null;
  /** Null for the usual one. */
  readonly topic: string | null;
}

/** What a service for SMS is sent: texts with placeholders such as `{message}`. */
export type SmsBody =
  | { readonly form: Readonly<Record<string, string>> }
  | { readonly json: unknown }
  | { readonly text: string; readonly contentType: string }
  | null;

/** A service that sends SMS when it is asked over HTTP. */
export interface SmsSettings {
  readonly kind: 'sms';
  readonly name: string;
  /** May hold placeholders; a secret. */
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Secrets. */
  readonly headers: Readonly<Record<string, string>>;
  /** Null for none. */
  readonly body: SmsBody;
  /** What a response must contain to count as success, besides its status; null for the status alone. */
  readonly success: string | null;
}

/** What one channel is made from. */
export type ChannelSettings = NtfySettings | EmailSettings | WebhookSettings | MqttSettings | SmsSettings;

/** The channels that are set up, in their order, and what is wrong with others. */
export interface ChannelsFound {
  readonly channels: readonly ChannelSettings[];
  /** Sentences that say what is wrong and how to correct it; they hold no secret. */
  readonly problems: readonly string[];
}

/** The names of channels that come from the environment, in their order. */
export const STANDARD_NAMES = ['ntfy', 'email', 'webhook', 'mqtt', 'web-push'] as const;
