import { Injectable, Logger } from '@nestjs/common';
import { sql, type Kysely } from 'kysely';
import { Database } from '../../storage/database.js';
import type { Writing } from '../../storage/database-terms.js';
import type { DirectStatements } from '../../storage/sqlite-file.js';
import { readableRows, safeColumns } from '../../storage/stored-rows.js';
import type { Tables } from '../../storage/tables.js';
import { AlertStore, type AlertChanges, type AlertQuery } from '../alert-store.js';
import type { Alert } from '../lifecycle/alert.js';
import type { Delivery } from '../outbox/delivery.js';
import type { AlertRule } from '../rules/alert-rule.js';
import { readAlert, toAlertRow } from './stored-alert.js';
import { readDelivery, toDeliveryRow } from './stored-delivery.js';
import { readRule, toRuleRow } from './stored-rule.js';

/** Alerts that are removed in one step, with their deliveries. */
const REMOVED_AT_ONCE = 200;
/** How far the clock may have been corrected between an alert and its messages, in milliseconds. */
const DAY = 86_400_000;
const MOST = Number.MAX_SAFE_INTEGER;

/** Rules, alerts and deliveries in the SQLite database. */
@Injectable()
export class SqlAlertStore extends AlertStore {
  private readonly logger = new Logger('AlertStore');

  constructor(private readonly database: Database) {
    super();
  }

  async save(changes: AlertChanges): Promise<void> {
    await this.write((statements) => writeChanges(statements, changes));
  }

  async saveLater(changes: AlertChanges): Promise<void> {
    await this.write((statements) => writeChanges(statements, changes), { durable: 'later' });
  }

  open(): Promise<Alert[]> {
    return this.alerts((queries) =>
      alertsOf(queries).where('state', 'in', OPEN).orderBy('began_at').orderBy('alert_id').execute(),
    );
  }

  list({ openOnly, limit, before }: AlertQuery): Promise<Alert[]> {
    return this.alerts((queries) => {
      let query = alertsOf(queries).orderBy('began_at', 'desc').orderBy('alert_id', 'desc').limit(limit);
      if (openOnly) query = query.where('state', 'in', OPEN);
      if (before === undefined) return query.execute();
      const at = Math.round(before.beganAt);
      return query
        .where('began_at', '<=', at)
        .where((where) => where.or([where('began_at', '<', at), where('alert_id', '<', before.alertId)]))
        .execute();
    });
  }

  async find(alertId: string): Promise<Alert | undefined> {
    const found = await this.alerts((queries) => alertsOf(queries).where('alert_id', '=', alertId).execute());
    return found[0];
  }

  unfinished(): Promise<Delivery[]> {
    return this.deliveriesIn((queries) =>
      deliveriesOf(queries)
        .where('state', 'in', ['waiting', 'sending'])
        .orderBy('not_before')
        .orderBy('delivery_id')
        .execute(),
    );
  }

  async deliveriesOf(alertId: string): Promise<Delivery[]> {
    const alert = await this.find(alertId);
    const from = (alert?.pendingSince ?? Infinity) - DAY;
    const own = await this.deliveriesIn((queries) =>
      deliveriesOf(queries).where('alert_id', '=', alertId).execute(),
    );
    // A message about several alerts is stored with the first of them.
    const shared = await this.deliveriesIn((queries) =>
      deliveriesOf(queries)
        .where('created_at', '>=', Math.min(from, MOST))
        .where('created_at', '<=', Math.min((alert?.resolvedAt ?? Infinity) + DAY, MOST))
        .where(sql<boolean>`instr(content, ${JSON.stringify(alertId)}) > 0`)
        .execute(),
    );
    const about = shared.filter(({ alsoAlertIds }) => alsoAlertIds.includes(alertId));
    return [...own, ...about].toSorted((one, other) => one.createdAt - other.createdAt);
  }

  deliveries(limit: number): Promise<Delivery[]> {
    return this.deliveriesIn((queries) =>
      deliveriesOf(queries)
        .orderBy('created_at', 'desc')
        .orderBy('delivery_id', 'desc')
        .limit(limit)
        .execute(),
    );
  }

  async rules(): Promise<AlertRule[]> {
    const rows = await this.read((queries) =>
      queries.selectFrom('alert_rules').select(RULE_COLUMNS).orderBy('rule_id').execute(),
    );
    return this.readable(rows, readRule, 'A rule of alerts');
  }

  async saveRule(rule: AlertRule): Promise<void> {
    await this.write((statements) => statements.run(SAVE_RULE, Object.values(toRuleRow(rule))));
  }

  async removeRule(ruleId: string): Promise<void> {
    await this.write((statements) => statements.run('DELETE FROM alert_rules WHERE rule_id = ?', [ruleId]));
  }

  async removeBefore(at: number): Promise<number> {
    return this.write((statements) => {
      const ended = statements.all(ENDED, [at, REMOVED_AT_ONCE]);
      const tests = statements.all(OLD_TESTS, [at, REMOVED_AT_ONCE]);
      for (const { id } of ended as readonly { readonly id: number }[]) {
        statements.run(DELETE_DELIVERIES_OF, [id]);
        statements.run('DELETE FROM alerts WHERE rowid = ?', [id]);
      }
      for (const { id } of tests as readonly { readonly id: number }[]) {
        statements.run('DELETE FROM alert_deliveries WHERE rowid = ?', [id]);
      }
      return ended.length + tests.length;
    });
  }

  /** A large database that is still being verified holds up no message for longer than a moment. */
  private write<Result>(
    act: (statements: DirectStatements) => Result,
    writing: Writing = {},
  ): Promise<Result> {
    return this.database.writeDirectly(act, { waits: 'a-moment', ...writing });
  }

  private read<Row>(ask: (queries: Kysely<Tables>) => Promise<Row[]>): Promise<Row[]> {
    return this.database.read(ask, { early: true });
  }

  private async alerts(ask: (queries: Kysely<Tables>) => Promise<unknown[]>): Promise<Alert[]> {
    return this.readable(await this.read(ask), readAlert, 'An alert');
  }

  private async deliveriesIn(ask: (queries: Kysely<Tables>) => Promise<unknown[]>): Promise<Delivery[]> {
    return this.readable(await this.read(ask), readDelivery, 'A delivery of an alert');
  }

  /** One unreadable row must not hide the others: it is logged and skipped. */
  private readable<Item>(rows: readonly unknown[], read: (row: unknown) => Item, what: string): Item[] {
    return readableRows(rows, read, (problem) => this.logger.error(`${what} cannot be read: ${problem}`));
  }
}

function writeChanges(statements: DirectStatements, { alerts, dropped, deliveries }: AlertChanges): void {
  for (const alert of alerts ?? []) statements.run(SAVE_ALERT, Object.values(toAlertRow(alert)));
  for (const id of dropped ?? []) statements.run('DELETE FROM alerts WHERE alert_id = ?', [id]);
  for (const delivery of deliveries ?? []) {
    statements.run(SAVE_DELIVERY, Object.values(toDeliveryRow(delivery)));
  }
}

const OPEN = ['pending', 'firing', 'acknowledged'];

const alertsOf = (queries: Kysely<Tables>) => queries.selectFrom('alerts').select(ALERT_COLUMNS);
const deliveriesOf = (queries: Kysely<Tables>) =>
  queries.selectFrom('alert_deliveries').select(DELIVERY_COLUMNS);

const ALERT_COLUMNS = safeColumns({
  alert_id: 'TEXT',
  rule_id: 'TEXT',
  thing_id: 'TEXT',
  state: 'TEXT',
  began_at: 'INTEGER',
  resolved_at: 'INTEGER',
  content: 'TEXT',
  checksum: 'INTEGER',
});
const DELIVERY_COLUMNS = safeColumns({
  delivery_id: 'TEXT',
  alert_id: 'TEXT',
  channel: 'TEXT',
  state: 'TEXT',
  created_at: 'INTEGER',
  not_before: 'INTEGER',
  content: 'TEXT',
  checksum: 'INTEGER',
});
const RULE_COLUMNS = safeColumns({ rule_id: 'TEXT', content: 'TEXT', checksum: 'INTEGER' });

const SAVE_ALERT =
  'INSERT OR REPLACE INTO alerts (alert_id, rule_id, thing_id, state, began_at, resolved_at, content, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?)';
const SAVE_DELIVERY =
  'INSERT OR REPLACE INTO alert_deliveries (delivery_id, alert_id, channel, state, created_at, not_before, content, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?)';
const SAVE_RULE = 'INSERT OR REPLACE INTO alert_rules (rule_id, content, checksum) VALUES (?, ?, ?)';
const ENDED = "SELECT rowid AS id FROM alerts WHERE state = 'resolved' AND resolved_at < ? LIMIT ?";
const OLD_TESTS =
  'SELECT rowid AS id FROM alert_deliveries WHERE alert_id IS NULL AND created_at < ? LIMIT ?';
const DELETE_DELIVERIES_OF =
  'DELETE FROM alert_deliveries WHERE alert_id = (SELECT alert_id FROM alerts WHERE rowid = ?)';
