import type { FlagFact, NumberFact, ThingKind } from '../facts/observation.js';

/** When a rule holds. `clearBy` is the hysteresis: how far beyond the limit a number must return, in its unit. */
export type Condition =
  | { readonly fact: NumberFact; readonly above: number; readonly clearBy: number }
  | { readonly fact: NumberFact; readonly below: number; readonly clearBy: number }
  | { readonly fact: FlagFact };

/** How much an alert matters, the least first. */
export const SEVERITIES = ['info', 'warning', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Hours in which nothing is sent, by the clock of the place; minutes since midnight, over midnight where `to` is less. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

/** A rule over facts. */
export interface AlertRule {
  /** `[a-z0-9-]{1,60}`; of a default rule its name for ever. */
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  /** Comes with the server: it can be changed and switched off, and not deleted. */
  readonly isDefault: boolean;
  /** The owner's alone to change. It knows no quiet hours. */
  readonly isSafety: boolean;
  readonly condition: Condition;
  readonly kind: ThingKind;
  /** One thing by its id; null for every thing of the kind. */
  readonly thingId: string | null;
  /** How long the condition must hold without a pause before the alert fires, in seconds. */
  readonly forSeconds: number;
  readonly severity: Severity;
  readonly quietHours: QuietHours | null;
  /** Minutes unacknowledged after which the next channel is tried too; null for never. */
  readonly escalateAfterMinutes: number | null;
  /** Names of channels in their order; null for all that are set up, in the order of the settings. */
  readonly channels: readonly string[] | null;
  /** Whether the end of the alert is sent as well. */
  readonly sendsResolved: boolean;
}
