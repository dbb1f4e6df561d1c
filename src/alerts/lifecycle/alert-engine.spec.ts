import { CaughtLog } from '../../../test/harness/caught-log.js';
import { LockedDatabase } from '../../../test/harness/locked-database.js';
import { OpenedAlerts } from '../../../test/harness/opened-alerts.js';
import { ScriptedChannel } from '../../../test/harness/scripted-channel.js';
import { until } from '../../../test/harness/until.js';
import type { AlertRule } from '../rules/alert-rule.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('AlertEngine', () => {
  const opened: OpenedAlerts[] = [];
  let log: CaughtLog;
  beforeEach(() => (log = CaughtLog.take()));
  afterEach(async () => {
    for (const alerts of opened.splice(0)) await alerts.close();
  });

  const keep = (alerts: OpenedAlerts) => {
    opened.push(alerts);
    return alerts;
  };
  const begin = (...rules: readonly Partial<AlertRule>[]) => keep(new OpenedAlerts()).begin(...rules);
  const restart = (alerts: OpenedAlerts) => keep(alerts.crash()).begin();

  it('writes an alert with its message, sends it and shows it', async () => {
    const alerts = await begin();
    await alerts.see(true);
    expect(alerts.arrived).toEqual(['ntfy firing Low water: Cooker']);
    expect(await alerts.store.open()).toEqual(alerts.engine.open());
    expect(await alerts.store.deliveriesOf(alerts.only!.id)).toMatchObject([
      { channel: 'ntfy', state: 'sent' },
    ]);
    expect(alerts.shown).toEqual(['low-water firing']);
  });

  it('says that it is over once it is, where the rule wants that', async () => {
    const alerts = await begin({}, { id: 'silent', sendsResolved: false });
    await alerts.see(true);
    await alerts.hold(false, 30);
    expect(alerts.engine.open()).toEqual([]);
    expect(alerts.arrived).toEqual([
      'ntfy firing 2 alerts: Rule 0: Cooker; Rule 1: Cooker',
      'ntfy resolved Over: Rule 0: Cooker',
    ]);
  });

  it('judges nothing before it has gone on with the alerts of before', async () => {
    const alerts = keep(new OpenedAlerts());
    await alerts.see(true);
    expect(alerts.engine.open()).toEqual([]);
  });

  it('goes on after a crash: nothing fires twice, and what is sent is not sent again', async () => {
    const before = await begin();
    await before.see(true);
    const after = await restart(before);
    await after.hold(true, 60);
    expect(after.only?.id).toBe(before.only?.id);
    expect(after.arrived).toEqual(['ntfy firing Low water: Cooker']);
  });

  it('goes on with "for at least" after a crash', async () => {
    const before = await begin({ forSeconds: 60 });
    await before.hold(true, 40);
    const after = await restart(before);
    await after.hold(true, 15);
    expect(after.only?.state).toBe('pending');
    await after.hold(true, 15);
    expect(after.only?.state).toBe('firing');
    expect(after.arrived).toEqual(['ntfy firing Rule 0: Cooker']);
  });

  it('keeps nothing of a condition that ended before it fired', async () => {
    const before = await begin({ forSeconds: 60 });
    await before.hold(true, 40);
    expect(await before.store.open()).toHaveLength(1);
    await before.see(false);
    expect(await before.store.open()).toEqual([]);
  });

  it('ends the alerts of things that are gone', async () => {
    const alerts = await begin();
    await alerts.see(true);
    await alerts.engine.observe([], new Map([['cooker', new Set(['other'])]]));
    await alerts.settle();
    expect(await alerts.store.list({ openOnly: false, limit: 9 })).toMatchObject([
      { state: 'resolved', resolvedBy: 'thing_gone' },
    ]);
    expect(alerts.arrived[1]).toBe('ntfy resolved Over: Low water: Cooker');
  });

  it('ends the alerts of a rule that is switched off, and of one that is removed', async () => {
    const alerts = await begin({}, { id: 'other', sendsResolved: true });
    await alerts.see(true);
    await alerts.rules.save({ ...(await alerts.rules.find('rule-0'))!, enabled: false });
    expect(await alerts.rules.remove('other')).toBe(true);
    expect(alerts.engine.open()).toEqual([]);
    expect(
      (await alerts.store.list({ openOnly: false, limit: 9 })).map(({ resolvedBy }) => resolvedBy),
    ).toEqual(['rule_changed', 'rule_changed']);
  });

  describe('acknowledging', () => {
    it('ends the escalation, and is kept with its principal', async () => {
      const alerts = await begin({ escalateAfterMinutes: 5 });
      await alerts.see(true);
      const { id } = alerts.only!;
      expect(await alerts.engine.acknowledge(id, 'tablet')).toMatchObject({ outcome: 'acknowledged' });
      expect(await alerts.engine.acknowledge(id, 'other')).toMatchObject({
        outcome: 'already',
        alert: { acknowledgedBy: 'tablet' },
      });
      await alerts.pass(60 * MINUTE);
      expect(alerts.arrived).toEqual(['ntfy firing Rule 0: Cooker']);
      expect(await alerts.store.find(id)).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'tablet' });
    });

    it('stops the attempts to reach somebody', async () => {
      const alerts = await begin();
      for (const channel of alerts.channels) channel.behaviour = 'fails';
      await alerts.see(true);
      await alerts.engine.acknowledge(alerts.only!.id, 'tablet');
      const attempts = alerts.channels.map((channel) => channel.attempts);
      await alerts.pass(60 * MINUTE);
      expect(alerts.channels.map((channel) => channel.attempts)).toEqual(attempts);
      expect((await alerts.deliveries()).map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    });

    it('says of an alert that is over, or unknown, or has not fired, that it is', async () => {
      const alerts = await begin({ forSeconds: 10 });
      await alerts.see(true);
      const { id } = alerts.only!;
      expect(await alerts.engine.acknowledge(id, 'tablet')).toMatchObject({ outcome: 'not_firing' });
      await alerts.hold(true, 10);
      await alerts.hold(false, 60);
      expect(await alerts.engine.acknowledge(id, 'tablet')).toMatchObject({ outcome: 'over' });
      expect(await alerts.engine.acknowledge('unknown', 'tablet')).toBeUndefined();
    });

    it('waits for the alerts of before', async () => {
      const before = await begin();
      await before.see(true);
      const after = keep(before.crash());
      expect(await after.engine.acknowledge(before.only!.id, 'tablet')).toMatchObject({
        outcome: 'acknowledged',
      });
      expect(after.only?.state).toBe('acknowledged');
    });
  });

  describe('escalating', () => {
    it('tries the next channel after so many minutes, and ends with the last', async () => {
      const alerts = await begin({ escalateAfterMinutes: 5 });
      await alerts.see(true);
      await alerts.pass(5 * MINUTE - 1);
      expect(alerts.arrived).toHaveLength(1);
      await alerts.pass(1);
      expect(alerts.arrived[1]).toBe('email escalated Not acknowledged: Rule 0: Cooker');
      await alerts.pass(60 * MINUTE);
      expect(alerts.arrived).toHaveLength(2);
      expect(alerts.only?.escalations).toBe(1);
    });

    it('counts its minutes on over a restart', async () => {
      const before = await begin({ escalateAfterMinutes: 5 });
      await before.see(true);
      await before.pass(4 * MINUTE);
      const after = await restart(before);
      await after.pass(MINUTE);
      expect(after.arrived[1]).toBe('email escalated Not acknowledged: Rule 0: Cooker');
    });

    it('counts the minutes of each channel on over a restart', async () => {
      const channels = ['one', 'two', 'three'].map((name) => new ScriptedChannel(name));
      const before = await keep(new OpenedAlerts(channels)).begin({ escalateAfterMinutes: 5 });
      await before.see(true);
      await before.pass(8 * MINUTE);
      const after = await restart(before);
      await after.pass(2 * MINUTE - 1);
      expect(after.arrived).toHaveLength(2);
      await after.pass(1);
      expect(after.arrived[2]).toBe('three escalated Not acknowledged: Rule 0: Cooker');
    });

    it('counts from the end of quiet hours after a restart in them', async () => {
      const before = await begin({ escalateAfterMinutes: 5, quietHours: { from: 12 * 60 + 2, to: 13 * 60 } });
      await before.see(true);
      await before.pass(4 * MINUTE);
      const after = await restart(before);
      await after.pass(60 * MINUTE);
      expect(after.arrived).toHaveLength(1);
      await after.pass(MINUTE);
      expect(after.arrived[1]).toBe('email escalated Not acknowledged: Rule 0: Cooker');
    });

    it('waits for the end of quiet hours, and counts from there', async () => {
      const alerts = await begin({
        escalateAfterMinutes: 5,
        quietHours: { from: 12 * 60 + 2, to: 13 * 60 },
      });
      await alerts.see(true);
      await alerts.pass(62 * MINUTE);
      expect(alerts.arrived).toEqual(['ntfy firing Rule 0: Cooker']);
      await alerts.pass(4 * MINUTE);
      expect(alerts.arrived[1]).toBe('email escalated Not acknowledged: Rule 0: Cooker');
    });
  });

  describe('a clock that jumps by a day', () => {
    it.each([DAY, -DAY])('fires, escalates and forgets nothing: %p ms', async (jump) => {
      const alerts = await begin(
        { forSeconds: 60, escalateAfterMinutes: 5 },
        { id: 'at-once', escalateAfterMinutes: 60 },
      );
      await alerts.hold(true, 30);
      alerts.clock.jump(jump);
      await alerts.see(true);
      expect(alerts.arrived).toEqual(['ntfy firing Rule 1: Cooker']);
      await alerts.hold(true, 30);
      expect(alerts.arrived).toEqual(['ntfy firing Rule 1: Cooker', 'ntfy firing Rule 0: Cooker']);
      alerts.clock.jump(jump);
      await alerts.pass(4 * MINUTE);
      expect(alerts.arrived).toHaveLength(2);
      await alerts.pass(MINUTE);
      expect(alerts.arrived[2]).toBe('email escalated Not acknowledged: Rule 0: Cooker');
    });
  });

  describe('while the database is locked', () => {
    it('reaches people all the same, and writes it once the database works again', async () => {
      const alerts = await begin();
      const lock = LockedDatabase.of(alerts.data.path);
      await alerts.see(true);
      expect(alerts.arrived).toEqual(['ntfy firing Low water: Cooker']);
      await alerts.engine.acknowledge(alerts.only!.id, 'tablet');
      lock.release();
      await alerts.pass(5_000);
      await until(() => alerts.writer.isBehind, false);
      expect(await alerts.store.find(alerts.only!.id)).toMatchObject({ state: 'acknowledged' });
      expect(await alerts.store.deliveriesOf(alerts.only!.id)).toMatchObject([{ state: 'sent' }]);
      expect(log.at('warn')).toHaveLength(1);
    });

    it('judges without the alerts of before, and goes on with them once they can be read', async () => {
      const before = await begin();
      await before.see(true);
      const after = keep(before.crash());
      const lock = LockedDatabase.wholly(after.data.path);
      await after.begin();
      expect(after.engine.open()).toEqual([]);
      await after.see(true);
      expect(after.only?.id).not.toBe(before.only?.id);
      lock.release();
      for (let tries = 0; tries < 20 && after.only?.id !== before.only?.id; tries++) await after.pass(10_000);
      expect(after.only?.id).toBe(before.only?.id);
      await until(() => after.writer.isBehind, false);
      expect((await after.store.open()).map(({ id }) => id)).toEqual([before.only?.id]);
      await after.hold(true, 30);
      expect(after.arrived).toEqual(Array(2).fill('ntfy firing Low water: Cooker'));
    });

    it('changes no rule', async () => {
      const alerts = await begin();
      const lock = LockedDatabase.of(alerts.data.path);
      const rule = (await alerts.rules.find('low-water'))!;
      await expect(alerts.rules.save({ ...rule, enabled: false })).rejects.toThrow('Another server is using');
      expect((await alerts.rules.find('low-water'))?.enabled).toBe(true);
      lock.release();
    });
  });
});
