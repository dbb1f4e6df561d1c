import type { AlertChannel } from './alert-channel.js';

/** The channels that are set up. */
export abstract class AlertChannels {
  /** Sentences about channels that are set up and cannot be used, without secrets. */
  abstract readonly problems: readonly string[];
  /** In the order of the settings, which is the order in which they are tried. */
  abstract all(): readonly AlertChannel[];
  /** Undefined for a channel that is not set up (any more). */
  abstract find(name: string): AlertChannel | undefined;
}
