import type { Generated } from 'kysely';

/** A row with a checksum over its other columns. */
export interface Checksummed {
  readonly checksum: number;
}

export interface JournalRow {
  readonly sequence: number;
  readonly at: number;
  readonly command_id: string;
  readonly cooker_id: string;
  readonly kind: string;
  readonly stage: string;
  readonly content: string | null;
  readonly previous: string;
  readonly hash: string;
}

export interface JournalHeadRow {
  readonly only: number;
  readonly sequence: number;
  readonly hash: string;
  /** Keyed, as `hash` is: without the key the head cannot be set back to an earlier row. */
  readonly seal: string;
}

export interface CookRow extends Checksummed {
  readonly cook_id: string;
  readonly cooker_id: string;
  readonly started_by: string;
  readonly started_at: number;
  readonly ended_at: number | null;
  readonly plan: string | null;
  readonly verdict: string | null;
  readonly outcome: string | null;
  readonly record: string | null;
}

/** Readings, or minutes of them, that were written together: a row for each would take five times the space and the time. */
export interface PackedRow extends Checksummed {
  readonly id: Generated<number>;
  readonly cooker_id: string;
  readonly cook_id: string | null;
  readonly first_at: number;
  readonly last_at: number;
  readonly columns: string;
}

export interface ResponseRow extends Checksummed {
  readonly request_id: string;
  readonly body_hash: string;
  readonly cook_id: string | null;
  readonly status: number | null;
  readonly answer: string | null;
  readonly at: number;
}

export interface ApprovalRow extends Checksummed {
  readonly approval_id: string;
  readonly principal: string;
  readonly cooker_id: string;
  readonly digest: string;
  readonly state: string;
  readonly requested_at: number;
  readonly expires_at: number;
  readonly content: string;
}

export interface ArmingRow extends Checksummed {
  readonly arming_id: string;
  readonly principal: string;
  readonly cooker_id: string;
  readonly until: number;
  readonly starts_left: number;
  readonly content: string;
}

/** A content that is found by its name. */
export interface NamedRow extends Checksummed {
  readonly name: string;
  readonly content: string;
}

export interface OwnerSessionRow extends Checksummed {
  readonly digest: string;
  readonly expires_at: number;
  readonly content: string;
}

export interface OAuthDocumentRow extends Checksummed {
  readonly kind: string;
  readonly document_id: string;
  readonly grant_id: string | null;
  readonly uid: string | null;
  readonly expires_at: number | null;
  readonly consumed_at: number | null;
  readonly content: string;
}

export interface ThermometerRow extends Checksummed {
  readonly thermometer_id: string;
  readonly content: string;
}

export interface ProbeRow extends Checksummed {
  readonly probe_id: string;
  readonly thermometer_id: string;
  readonly content: string;
}

export interface ProbeSessionRow extends Checksummed {
  readonly session_id: string;
  readonly probe_id: string;
  readonly cook_id: string | null;
  readonly started_at: number;
  readonly ended_at: number | null;
  readonly content: string;
}

export interface AlertRuleRow extends Checksummed {
  readonly rule_id: string;
  readonly content: string;
}

export interface AlertRow extends Checksummed {
  readonly alert_id: string;
  readonly rule_id: string;
  readonly thing_id: string;
  readonly state: string;
  readonly began_at: number;
  readonly resolved_at: number | null;
  readonly content: string;
}

export interface AlertDeliveryRow extends Checksummed {
  readonly delivery_id: string;
  readonly alert_id: string | null;
  readonly channel: string;
  readonly state: string;
  readonly created_at: number;
  readonly not_before: number;
  readonly content: string;
}

export interface PushSubscriptionRow extends Checksummed {
  readonly subscription_id: string;
  readonly content: string;
}

/** Every table, as kysely sees it. */
export interface Tables {
  readonly journal: JournalRow;
  readonly journal_head: JournalHeadRow;
  readonly cooks: CookRow;
  readonly readings: PackedRow;
  readonly reading_minutes: PackedRow;
  readonly answers: ResponseRow;
  readonly approvals: ApprovalRow;
  readonly armings: ArmingRow;
  readonly owner_secrets: NamedRow;
  readonly owner_sessions: OwnerSessionRow;
  readonly oauth_documents: OAuthDocumentRow;
  readonly thermometers: ThermometerRow;
  readonly probes: ProbeRow;
  readonly probe_sessions: ProbeSessionRow;
  readonly alert_rules: AlertRuleRow;
  readonly alerts: AlertRow;
  readonly alert_deliveries: AlertDeliveryRow;
  readonly push_subscriptions: PushSubscriptionRow;
  readonly home_assistant: NamedRow;
}

/** The tables whose rows have a checksum; the rows of the journal are protected by its chain. */
export const CHECKSUMMED_TABLES = [
  'cooks',
  'readings',
  'reading_minutes',
  'answers',
  'approvals',
  'armings',
  'owner_secrets',
  'owner_sessions',
  'oauth_documents',
  'thermometers',
  'probes',
  'probe_sessions',
  'alert_rules',
  'alerts',
  'alert_deliveries',
  'push_subscriptions',
  'home_assistant',
] as const;
