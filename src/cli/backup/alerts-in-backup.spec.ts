import { furnishData, furnishSettings, openData } from '../../../test/harness/populated-installation.js';
import { RestoreTrial } from '../../../test/harness/restore-trial.js';
import { makeAlert, makeDelivery, makeRule } from '../../../test/harness/stored-alerts.js';
import { SqlAlertStore } from '../../alerts/store/sql-alert-store.js';

describe('A backup', () => {
  const trial = new RestoreTrial();
  beforeEach(() => trial.renew());
  afterAll(() => trial.end());

  it('holds the rules, the alerts and what waits to be sent', async () => {
    furnishSettings(trial.machine);
    await furnishData(trial.machine, 0, 0);
    const [alert, delivery, rule] = [makeAlert(), makeDelivery(), makeRule()];
    const before = openData(trial.machine);
    await new SqlAlertStore(before).save({ alerts: [alert], deliveries: [delivery] });
    await new SqlAlertStore(before).saveRule(rule);
    await before.onApplicationShutdown();
    const backup = await trial.backedUp();
    const emptied = openData(trial.machine);
    await emptied.writeDirectly((statements) => {
      for (const table of ['alerts', 'alert_deliveries', 'alert_rules'])
        statements.run(`DELETE FROM ${table}`);
    });
    await emptied.onApplicationShutdown();
    expect(await trial.call([backup, '--replace'])).toBeUndefined();
    const restored = openData(trial.machine);
    const store = new SqlAlertStore(restored);
    expect([await store.open(), await store.unfinished(), await store.rules()]).toEqual([
      [alert],
      [delivery],
      [rule],
    ]);
    await restored.onApplicationShutdown();
  });
});
