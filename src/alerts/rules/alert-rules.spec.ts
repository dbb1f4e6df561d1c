import { CaughtLog } from '../../../test/harness/caught-log.js';
import { LockedDatabase } from '../../../test/harness/locked-database.js';
import { OpenedAlerts } from '../../../test/harness/opened-alerts.js';
import { makeRule } from '../../../test/harness/stored-alerts.js';
import type { AlertRule } from './alert-rule.js';
import { AlertRules, MOST_RULES } from './alert-rules.js';
import { DEFAULT_RULES } from './default-rules.js';

const own = (id: string, some: Partial<AlertRule> = {}) => makeRule({ id, isDefault: false, ...some });

describe('AlertRules', () => {
  const alerts = new OpenedAlerts();
  const { rules, store } = alerts;
  afterAll(() => alerts.close());
  /** The rules as the next process reads them. */
  const reread = () => new AlertRules(store);

  it('begins with those that come with the server', async () => {
    expect(await rules.list()).toEqual(DEFAULT_RULES);
    expect(await store.rules()).toEqual([]);
  });

  it('adds, changes and removes a rule', async () => {
    expect(await rules.save(own('own'))).toBe(true);
    expect(await rules.save(own('own', { name: 'Changed' }))).toBe(true);
    expect((await reread().list()).at(-1)).toEqual(own('own', { name: 'Changed' }));
    expect(await rules.remove('own')).toBe(true);
    expect(await rules.remove('own')).toBe(false);
    expect(await reread().find('own')).toBeUndefined();
  });

  it('changes a rule that comes with the server, and does not remove it', async () => {
    const battery = DEFAULT_RULES.find(({ id }) => id === 'battery-low')!;
    const changed = {
      ...battery,
      condition: { ...battery.condition, below: 30 },
      enabled: false,
    } as AlertRule;
    await rules.save(changed);
    expect(await reread().find('battery-low')).toEqual(changed);
    expect(await rules.remove('battery-low')).toBe(false);
    expect((await reread().list()).map(({ id }) => id)).toEqual(DEFAULT_RULES.map(({ id }) => id));
  });

  it('keeps what a rule of safety watches', async () => {
    const original = DEFAULT_RULES.find(({ id }) => id === 'must-discard')!;
    await rules.save({
      ...original,
      isSafety: false,
      kind: 'probe',
      thingId: 'one',
      condition: { fact: 'cook_done' },
      quietHours: { from: 0, to: 60 },
      channels: ['ntfy'],
    });
    expect(await rules.find('must-discard')).toEqual({ ...original, channels: ['ntfy'] });
  });

  it('has its followers get each change in their order, before the change is responded to', async () => {
    const seen: string[] = [];
    rules.followWith(async (all) => {
      await Promise.resolve();
      seen.push(`first ${all.length}`);
    });
    rules.followWith((all) => void seen.push(`second ${all.length}`));
    const count = DEFAULT_RULES.length;
    await rules.save(own('own'));
    expect(seen).toEqual([`first ${count + 1}`, `second ${count + 1}`]);
  });

  it('has a limit, also for many at once', async () => {
    const added = await Promise.all(
      Array.from({ length: 1_000 }, (_, index) => rules.save(own(`own-${index}`))),
    );
    const free = MOST_RULES - DEFAULT_RULES.length - 1;
    expect(added.filter((isAdded) => isAdded)).toHaveLength(free);
    expect(await rules.list()).toHaveLength(MOST_RULES);
    expect(await rules.save(own('own-0', { enabled: false }))).toBe(true);
  });

  it('judges by as many as are stored', async () => {
    for (let index = 0; index < 1_000; index++) await store.saveRule(own(`stored-${index}`));
    const all = await reread().list();
    expect(all.length).toBeGreaterThan(1_000);
    expect(all.slice(0, DEFAULT_RULES.length).every(({ isDefault }) => isDefault)).toBe(true);
  });

  it('uses those of the server while the database cannot be read, and changes none', async () => {
    CaughtLog.take();
    const closed = new OpenedAlerts();
    await closed.close();
    expect(await closed.rules.restore()).toBe(false);
    expect(closed.rules.inUse).toEqual(DEFAULT_RULES);
    await expect(closed.rules.list()).rejects.toThrow('shutting down');
    const lock = LockedDatabase.of(alerts.data.path);
    await expect(rules.save(own('own-1', { enabled: false }))).rejects.toThrow();
    lock.release();
    expect((await rules.find('own-1'))?.enabled).toBe(true);
  });
});
