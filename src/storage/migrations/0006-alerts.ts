/**
 * Rules of alerts, alerts, their messages to the channels, and the browsers that receive pushes. `content` is a versioned
 * domain type of the alerts. A delivery is written in the transaction that writes the transition of its alert.
 */
export const ALERTS = `
CREATE TABLE alert_rules (
  rule_id TEXT PRIMARY KEY,
  content TEXT NOT NULL,
  checksum INTEGER NOT NULL
) STRICT;
CREATE TABLE alerts (
  alert_id TEXT PRIMARY KEY,
  rule_id TEXT NOT NULL,
  thing_id TEXT NOT NULL,
  state TEXT NOT NULL,
  began_at INTEGER NOT NULL,
  resolved_at INTEGER,
  content TEXT NOT NULL,
  checksum INTEGER NOT NULL
) STRICT;
CREATE INDEX alerts_by_state ON alerts (state, began_at);
CREATE INDEX alerts_by_time ON alerts (began_at);
CREATE TABLE alert_deliveries (
  delivery_id TEXT PRIMARY KEY,
  alert_id TEXT,
  channel TEXT NOT NULL,
  state TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  not_before INTEGER NOT NULL,
  content TEXT NOT NULL,
  checksum INTEGER NOT NULL
) STRICT;
CREATE INDEX alert_deliveries_by_state ON alert_deliveries (state, not_before);
CREATE INDEX alert_deliveries_by_alert ON alert_deliveries (alert_id, created_at);
CREATE INDEX alert_deliveries_by_time ON alert_deliveries (created_at);
CREATE TABLE push_subscriptions (
  subscription_id TEXT PRIMARY KEY,
  content TEXT NOT NULL,
  checksum INTEGER NOT NULL
) STRICT;
`;
