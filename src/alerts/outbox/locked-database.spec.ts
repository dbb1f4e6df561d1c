import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { OpenedAlerts } from '../../../test/harness/opened-alerts.js';
import { ScriptedChannel } from '../../../test/harness/scripted-channel.js';
import { until } from '../../../test/harness/until.js';

const LOCKER = join(import.meta.dirname, '../../../test/harness/database-locker.mjs');

/** Another process that locks the database of a folder. @returns what ends it */
async function lockedBy(folder: string): Promise<() => Promise<void>> {
  const other = spawn(process.execPath, [LOCKER, join(folder, 'coddle.db')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(other.stdout, 'data');
  const ended = once(other, 'exit');
  return async () => {
    other.stdin.end();
    await ended;
  };
}

describe('While another process locks the database', () => {
  let webhook: ScriptedChannel;
  let email: ScriptedChannel;
  let alerts: OpenedAlerts;
  let release: () => Promise<void>;
  const all: OpenedAlerts[] = [];
  beforeEach(async () => {
    webhook = new ScriptedChannel('webhook', true);
    email = new ScriptedChannel('email');
    alerts = new OpenedAlerts([webhook, email]);
    all.push(alerts);
    await alerts.begin({ sendsResolved: true });
    release = await lockedBy(alerts.data.path);
  });
  afterEach(async () => {
    await release();
    for (const one of all.splice(0)) await one.close();
  });

  const states = async () =>
    (await alerts.deliveries()).map(
      ({ channel, state, attempts }) => `${channel} ${state} ${attempts.length}`,
    );

  it('an alert is sent, tried again and passed on, and all of it is written once that is possible', async () => {
    webhook.behaviour = 'fails';
    await alerts.see(true);
    await until(() => email.arrived.length, 1);
    await alerts.pass(60_000);
    webhook.behaviour = 'works';
    for (let second = 0; second < 60; second++) await alerts.pass(1_000);
    expect(webhook.arrived).toHaveLength(1);
    expect(await states()).toEqual([]);
    await release();
    await alerts.pass(5_000);
    await until(
      async () => (await states()).map((state) => state.slice(0, -2)).sort(),
      ['email sent', 'webhook sent'],
    );
    expect(await alerts.store.open()).toMatchObject([{ state: 'firing' }]);
    expect(alerts.engine.open()).toHaveLength(1);
  });

  it('a crash forgets what was not written: the alert fires again, with another key', async () => {
    await alerts.see(true);
    await until(() => webhook.arrived.length, 1);
    await release();
    const next = alerts.crash();
    all.push(next);
    await next.begin();
    await next.see(true);
    await until(() => webhook.arrived.length, 2);
    expect(new Set(webhook.keys).size).toBe(2);
  });
});
