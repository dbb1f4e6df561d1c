import type { Alert } from './lifecycle/alert.js';
import type { Delivery } from './outbox/delivery.js';
import type { AlertRule } from './rules/alert-rule.js';

/** Where a page of alerts ends: what its last alert is sorted by. */
export interface AlertPosition {
  /** Since when its condition held, in milliseconds since 1970. */
  readonly beganAt: number;
  readonly alertId: string;
}

/** Which alerts are listed. */
export interface AlertQuery {
  /** Only those that are not resolved. */
  readonly openOnly: boolean;
  readonly limit: number;
  /** Only those that come after this one in the list: for the next page. */
  readonly before?: AlertPosition;
}

/** What one transaction changes. */
export interface AlertChanges {
  readonly alerts?: readonly Alert[];
  /** Ids of pending alerts that ended before they fired: nothing of them is kept. */
  readonly dropped?: readonly string[];
  readonly deliveries?: readonly Delivery[];
}

/** The store of rules, alerts and the outbox. Every method rejects with a StorageUnavailableError while it is unusable. */
export abstract class AlertStore {
  /** Writes all of it durably in one transaction, or nothing. */
  abstract save(changes: AlertChanges): Promise<void>;
  /** Progress of pending alerts: written soon, lost in a power cut for some seconds at most. */
  abstract saveLater(changes: AlertChanges): Promise<void>;
  /** All that are not resolved, oldest first. */
  abstract open(): Promise<Alert[]>;
  /** The newest first, by when their condition began to hold; pending ones too. */
  abstract list(query: AlertQuery): Promise<Alert[]>;
  abstract find(alertId: string): Promise<Alert | undefined>;
  /** The deliveries that are waiting or sending, by the time of their next attempt. */
  abstract unfinished(): Promise<Delivery[]>;
  /** Of one alert, in the order in which they were made. */
  abstract deliveriesOf(alertId: string): Promise<Delivery[]>;
  /** The newest deliveries, also tests: the delivery log. */
  abstract deliveries(limit: number): Promise<Delivery[]>;
  /** The rules that were changed or added; those that come with the server are not stored until they are changed. */
  abstract rules(): Promise<AlertRule[]>;
  abstract saveRule(rule: AlertRule): Promise<void>;
  abstract removeRule(ruleId: string): Promise<void>;
  /**
   * Removes resolved alerts that ended before an instant, with their deliveries, and tests that were made before it.
   * @returns how many rows were removed: a call removes some of them, and none is left when it is 0
   */
  abstract removeBefore(at: number): Promise<number>;
}
