import { CaughtLog } from '../../test/harness/caught-log.js';
import { DataFolder } from '../../test/harness/data-folder.js';
import { DrivenClock } from '../../test/harness/driven-clock.js';
import { LockedDatabase } from '../../test/harness/locked-database.js';
import { makeAlert, makeDelivery } from '../../test/harness/stored-alerts.js';
import { until } from '../../test/harness/until.js';
import { Database } from '../storage/database.js';
import { AlertWriter } from './alert-writer.js';
import type { Delivery } from './outbox/delivery.js';
import { SqlAlertStore } from './store/sql-alert-store.js';

describe('AlertWriter', () => {
  const data = new DataFolder();
  const clock = new DrivenClock();
  const database = new Database(data.path, clock);
  const store = new SqlAlertStore(database);
  const writer = new AlertWriter(store, clock);
  const [alert, delivery] = [makeAlert(), makeDelivery()];
  const stored = async () => (await store.open()).map(({ id, state }) => `${id} ${state}`).sort();
  let log: CaughtLog;
  beforeEach(() => (log = CaughtLog.take()));
  afterAll(async () => {
    await database.onApplicationShutdown();
    data.remove();
  });

  it('writes what has changed, and says so', async () => {
    expect(await writer.save({ alerts: [alert], deliveries: [delivery] })).toBe(true);
    expect(await stored()).toEqual(['alert-1 firing']);
    expect(writer.isBehind).toBe(false);
  });

  it('writes progress soon, in the order of what happened', async () => {
    const pending = makeAlert({ id: 'alert-2', state: 'pending', firedAt: null });
    await Promise.all([
      writer.saveLater({ alerts: [pending] }),
      writer.save({ alerts: [makeAlert({ id: 'alert-2' })] }),
    ]);
    expect(await stored()).toEqual(['alert-1 firing', 'alert-2 firing']);
  });

  it('never writes an older state over a newer one that an earlier write took along', async () => {
    const inState = (state: Delivery['state']) => makeDelivery({ id: 'delivery-2', state });
    await Promise.all([
      writer.save({ alerts: [alert] }),
      writer.saveLater({ deliveries: [inState('waiting')] }),
      writer.save({ deliveries: [inState('cancelled')] }),
    ]);
    const found = (await store.deliveries(10)).find(({ id }) => id === 'delivery-2');
    expect(found?.state).toBe('cancelled');
  });

  it('keeps what cannot be written, of each the newest, and writes it once the database works', async () => {
    const lock = LockedDatabase.of(data.path);
    expect(await writer.save({ alerts: [makeAlert({ id: 'alert-3' })], deliveries: [delivery] })).toBe(false);
    expect(writer.isBehind).toBe(true);
    await writer.saveLater({ alerts: [makeAlert({ id: 'alert-4', state: 'pending', firedAt: null })] });
    expect(await writer.save({ alerts: [makeAlert({ id: 'alert-3', state: 'acknowledged' })] })).toBe(false);
    await writer.saveLater({ dropped: ['alert-4'] });
    await clock.elapse(5_000);
    expect(writer.isBehind).toBe(true);
    lock.release();
    await clock.elapse(5_000);
    await until(() => Promise.resolve(writer.isBehind), false);
    expect(await stored()).toEqual(['alert-1 firing', 'alert-2 firing', 'alert-3 acknowledged']);
    expect(log.at('warn')).toEqual([expect.stringMatching(/kept in memory: Another server is using/)]);
    expect(log.at('log')).toContainEqual(expect.stringMatching(/alerts is written again/));
  });

  it('tries once more when the server ends', async () => {
    const lock = LockedDatabase.of(data.path);
    await writer.save({ alerts: [makeAlert({ id: 'alert-5' })] });
    lock.release();
    await writer.close();
    expect(await stored()).toContain('alert-5 firing');
    expect(clock.pending).toBe(0);
  });
});
