import { DataFolder } from '../../../test/harness/data-folder.js';
import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { LockedDatabase } from '../../../test/harness/locked-database.js';
import { makeAlert, makeDelivery } from '../../../test/harness/stored-alerts.js';
import { until } from '../../../test/harness/until.js';
import { Environment } from '../../config/environment.js';
import { Database } from '../../storage/database.js';
import { AlertRetention } from './alert-retention.js';
import { SqlAlertStore } from './sql-alert-store.js';

const DAY = 86_400_000;

describe('The log of alerts', () => {
  it('is kept for as many days as the settings say, and open alerts for ever', async () => {
    const [data, clock] = [new DataFolder(), new DrivenClock()];
    const database = new Database(data.path, clock);
    const store = new SqlAlertStore(database);
    const environment = Object.assign(new Environment(), { historyDays: 30 });
    const retention = new AlertRetention(store, environment, clock);
    const now = clock.now().getTime();
    const ended = (days: number, count: number) =>
      Array.from({ length: count }, (_, index) =>
        makeAlert({
          id: `${days}-${index}`,
          ...{ state: 'resolved', resolvedBy: 'condition', resolvedAt: now - days * DAY },
        }),
      );
    await store.save({
      alerts: [...ended(31, 450), ...ended(29, 2), makeAlert({ id: 'open', pendingSince: now - 90 * DAY })],
      deliveries: [
        makeDelivery({ id: 'old', alertId: '31-7' }),
        makeDelivery({ id: 'new', alertId: '29-0' }),
      ],
    });
    const left = async () => (await store.list({ openOnly: false, limit: 999 })).map(({ id }) => id).sort();
    const lock = LockedDatabase.of(data.path);
    retention.onModuleInit();
    await clock.elapse(600_000);
    expect(await left()).toHaveLength(453);
    lock.release();
    await until(async () => {
      await clock.elapse(600_000);
      return left();
    }, ['29-0', '29-1', 'open']);
    expect((await store.deliveries(9)).map(({ id }) => id)).toEqual(['new']);
    retention.onModuleDestroy();
    await database.onApplicationShutdown();
    data.remove();
  });
});
