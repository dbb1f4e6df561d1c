import fc from 'fast-check';
import { DataFolder } from '../../../test/harness/data-folder.js';
import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { makeAlert, makeDelivery, makeRule } from '../../../test/harness/stored-alerts.js';
import { JsonFormError } from '../../shared/json-reader.js';
import { Database } from '../../storage/database.js';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import { withChecksum } from '../../storage/stored-rows.js';
import { SqlAlertStore } from './sql-alert-store.js';
import { readAlert, toAlertRow } from './stored-alert.js';
import { readDelivery, toDeliveryRow } from './stored-delivery.js';
import { readRule, toRuleRow } from './stored-rule.js';

const ATTEMPT = { at: 10, endedAt: 20, result: 'failed', why: 'Status 500', retryAt: 30 } as const;

describe('The stored forms of alerts', () => {
  it.each([
    makeAlert(),
    makeAlert({ state: 'acknowledged', acknowledgedAt: 9, acknowledgedBy: 'tablet', value: 4.5, valueAt: 8 }),
    makeAlert({ state: 'resolved', resolvedAt: 9, resolvedBy: 'thing_gone', value: true }),
  ])('give back the alert that was written: $state', (alert) => {
    expect(readAlert(toAlertRow(alert))).toEqual(alert);
  });

  it.each([
    makeRule(),
    makeRule({ condition: { fact: 'water_celsius', above: 60, clearBy: 0.5 }, channels: ['ntfy'] }),
    makeRule({ condition: { fact: 'battery_percent', below: 15, clearBy: 5 }, thingId: 'probe-1' }),
    makeRule({ quietHours: { from: 1320, to: 420 }, escalateAfterMinutes: 5 }),
  ])('give back the rule that was written: $condition', (rule) => {
    expect(readRule(toRuleRow(rule))).toEqual(rule);
  });

  it.each([
    makeDelivery(),
    makeDelivery({ alertId: null, state: 'sent', maybeTwice: true, attempts: [ATTEMPT], triedFor: 5 }),
    makeDelivery({ alsoAlertIds: ['two'], quietHours: { from: 0, to: 60 }, next: ['email', 'sms'] }),
  ])('give back the delivery that was written: $state', (delivery) => {
    expect(readDelivery(toDeliveryRow(delivery))).toEqual(delivery);
  });

  it.each([
    [readAlert, toAlertRow(makeAlert())],
    [readRule, toRuleRow(makeRule())],
    [readDelivery, toDeliveryRow(makeDelivery())],
  ])('refuse a row of which a byte was changed: %p', (read, row) => {
    const forged = { ...row, content: row.content.replace('"version":1', '"version":2') };
    expect(() => read(forged)).toThrow(StorageUnavailableError);
    expect(() => read(withChecksum({ ...forged, checksum: undefined }))).toThrow(JsonFormError);
  });

  it('refuse any content by an error of their own', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (content) => {
        for (const [read, row] of [
          [readAlert, toAlertRow(makeAlert())],
          [readRule, toRuleRow(makeRule())],
          [readDelivery, toDeliveryRow(makeDelivery())],
        ] as const) {
          expect(() => read(withChecksum({ ...row, checksum: undefined, content }))).toThrow(JsonFormError);
        }
      }),
    );
  });
});

describe('The store of alerts', () => {
  const data = new DataFolder();
  const database = new Database(data.path, new DrivenClock());
  const store = new SqlAlertStore(database);
  beforeEach(() =>
    database.writeDirectly((statements) => {
      for (const table of ['alerts', 'alert_deliveries', 'alert_rules'])
        statements.run(`DELETE FROM ${table}`);
    }),
  );
  afterAll(async () => {
    await database.onApplicationShutdown();
    data.remove();
  });

  const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

  it('writes an alert with its deliveries, and drops one that never fired', async () => {
    const [alert, delivery] = [makeAlert({ state: 'firing' }), makeDelivery()];
    await store.saveLater({ alerts: [makeAlert({ id: 'other', state: 'pending' })] });
    await store.save({ alerts: [alert], deliveries: [delivery], dropped: ['other'] });
    expect(await store.open()).toEqual([alert]);
    expect(await store.find(alert.id)).toEqual(alert);
    expect(await store.find('other')).toBeUndefined();
    expect(await store.deliveriesOf(alert.id)).toEqual([delivery]);
    expect(await store.unfinished()).toEqual([delivery]);
  });

  it('writes an alert about a thing of any id', async () => {
    const alert = makeAlert({ thing: { kind: 'probe', id: 'a\0b\ud800', name: '\0', cookerId: null } });
    await store.save({ alerts: [alert] });
    expect(await store.open()).toEqual([alert]);
  });

  it('writes all of a transition or nothing', async () => {
    const unstorable = makeDelivery({ channel: 'nul\0' });
    await expect(store.save({ alerts: [makeAlert()], deliveries: [unstorable] })).rejects.toThrow(
      StorageUnavailableError,
    );
    expect(await store.open()).toEqual([]);
  });

  it('lists by pages, the newest first, also alerts of one instant', async () => {
    const alerts = Array.from({ length: 7 }, (_, index) =>
      makeAlert({
        id: `alert-${index}`,
        pendingSince: 1_000 + Math.floor(index / 3),
        ...(index % 2 === 0 ? {} : { state: 'resolved', resolvedAt: 2_000, resolvedBy: 'condition' }),
      }),
    );
    await store.save({ alerts });
    const pageAfter = async (openOnly: boolean, seen: string[] = []): Promise<string[]> => {
      const last = alerts.find(({ id }) => id === seen.at(-1));
      const before = last && { beganAt: last.pendingSince, alertId: last.id };
      const page = await store.list({ openOnly, limit: 2, ...(before && { before }) });
      return page.length === 0 ? seen : pageAfter(openOnly, [...seen, ...ids(page)]);
    };
    expect(await pageAfter(false)).toEqual(ids(alerts.toReversed()));
    expect(await pageAfter(true)).toEqual(['alert-6', 'alert-4', 'alert-2', 'alert-0']);
  });

  it('finds a message about several alerts for each of them', async () => {
    await store.save({
      alerts: [makeAlert({ id: 'one' }), makeAlert({ id: 'two' })],
      deliveries: [makeDelivery({ alertId: 'one', alsoAlertIds: ['two'] })],
    });
    expect(ids(await store.deliveriesOf('two'))).toEqual(ids(await store.deliveriesOf('one')));
    expect(await store.deliveriesOf('three')).toEqual([]);
  });

  it('keeps rules until they are removed', async () => {
    const [one, two] = [makeRule({ id: 'one' }), makeRule({ id: 'two' })];
    await store.saveRule(one);
    await store.saveRule(two);
    await store.saveRule({ ...one, enabled: false });
    expect(await store.rules()).toEqual([{ ...one, enabled: false }, two]);
    await store.removeRule('two');
    expect(ids(await store.rules())).toEqual(['one']);
  });

  it('removes what ended before an instant with its messages, and nothing else', async () => {
    const resolved = { state: 'resolved', resolvedBy: 'condition' } as const;
    await store.save({
      alerts: [
        makeAlert({ id: 'old', ...resolved, resolvedAt: 99 }),
        makeAlert({ id: 'new', ...resolved, resolvedAt: 100 }),
        makeAlert({ id: 'open', pendingSince: 5 }),
      ],
      deliveries: ['old', 'new', 'open', null].flatMap((alertId) =>
        [99, 100].map((createdAt) =>
          makeDelivery({ id: `${alertId}-${createdAt}`, alertId, createdAt, state: 'sent' }),
        ),
      ),
    });
    expect(await store.removeBefore(100)).toBe(2);
    expect(await store.removeBefore(100)).toBe(0);
    expect(ids(await store.list({ openOnly: false, limit: 9 })).sort()).toEqual(['new', 'open']);
    expect(ids(await store.deliveries(9)).sort()).toEqual([
      'new-100',
      'new-99',
      'null-100',
      'open-100',
      'open-99',
    ]);
  });

  it('hides one unreadable row, and no other', async () => {
    await store.save({ alerts: [makeAlert({ id: 'one' }), makeAlert({ id: 'two' })] });
    await database.writeDirectly((statements) =>
      statements.run("UPDATE alerts SET content = '{}' WHERE alert_id = 'one'"),
    );
    expect(ids(await store.open())).toEqual(['two']);
  });
});
