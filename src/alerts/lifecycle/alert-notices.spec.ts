import { OpenedAlerts, WATCHED_COOKER } from '../../../test/harness/opened-alerts.js';
import type { AlertRule } from '../rules/alert-rule.js';

const MINUTE = 60_000;
/** The tests begin at noon by the clock of the place. */
const QUIET = { from: 11 * 60, to: 13 * 60 };
const OTHER = { ...WATCHED_COOKER, id: 'cooker-2', name: 'Other' };
const THIRD = { ...WATCHED_COOKER, id: 'cooker-3', name: 'Third' };

describe('AlertNotices', () => {
  const opened: OpenedAlerts[] = [];
  afterEach(async () => {
    for (const alerts of opened.splice(0)) await alerts.close();
  });

  const begin = (...rules: readonly Partial<AlertRule>[]) => {
    const alerts = new OpenedAlerts();
    opened.push(alerts);
    return alerts.begin(...rules);
  };
  const low = (alerts: OpenedAlerts, ...things: readonly (typeof OTHER)[]) => {
    const at = alerts.clock.now().getTime();
    return alerts.engine.observe(things.map((thing) => ({ thing, at, facts: { low_water: true } })));
  };

  it('says what, of what, how serious and where to see it', async () => {
    const alerts = await begin();
    await alerts.see(true);
    const [message] = alerts.channels[0]!.arrived;
    const { id } = alerts.only!;
    expect(message).toMatchObject({
      alertId: id,
      ruleId: 'low-water',
      notice: 'firing',
      severity: 'critical',
      thing: { id: 'cooker-1', name: 'Cooker' },
      url: 'https://cooker.example.org/#/alerts',
    });
    expect(message!.text).toMatch(
      /^Cooker: the water is low\. Observed at 12:00 \(UTC.{6}\) on 1 March 2026\.$/,
    );
  });

  it('makes one message of what fires in one evaluation, which every alert has', async () => {
    const alerts = await begin();
    await low(alerts, WATCHED_COOKER, OTHER);
    await alerts.settle();
    expect(alerts.arrived).toEqual(['ntfy firing 2 alerts: Low water: Cooker; Low water: Other']);
    const [message] = alerts.channels[0]!.arrived;
    expect(message).toMatchObject({ ruleId: 'low-water', thing: null });
    for (const { id } of alerts.engine.open())
      expect(await alerts.store.deliveriesOf(id)).toMatchObject([{ state: 'sent' }]);
  });

  it('sends the first of several at once, and those of the next seconds together', async () => {
    const alerts = await begin();
    await low(alerts, WATCHED_COOKER);
    await alerts.pass(1_000);
    await low(alerts, OTHER);
    await alerts.pass(1_000);
    await low(alerts, THIRD);
    await alerts.settle();
    expect(alerts.arrived).toEqual(['ntfy firing Low water: Cooker']);
    await alerts.pass(3_000);
    expect(alerts.arrived[1]).toBe('ntfy firing 2 alerts: Low water: Other; Low water: Third');
    expect(alerts.arrived).toHaveLength(2);
  });

  it('sends one that comes later at once', async () => {
    const alerts = await begin();
    await low(alerts, WATCHED_COOKER);
    await alerts.pass(5_000);
    await low(alerts, OTHER);
    await alerts.settle();
    expect(alerts.arrived).toHaveLength(2);
  });

  it('never holds back what a safety rule says', async () => {
    const alerts = await begin({ isSafety: true, quietHours: QUIET });
    for (const thing of [WATCHED_COOKER, OTHER, THIRD]) {
      await low(alerts, thing);
      await alerts.pass(1_000);
    }
    expect(alerts.arrived).toHaveLength(3);
  });

  it('holds messages back in quiet hours, and sends them together at their end', async () => {
    const alerts = await begin({ quietHours: QUIET });
    await low(alerts, WATCHED_COOKER);
    await alerts.pass(30 * MINUTE);
    await low(alerts, OTHER);
    await alerts.pass(29 * MINUTE);
    expect(alerts.arrived).toEqual([]);
    await alerts.pass(MINUTE);
    expect(alerts.arrived).toEqual(['ntfy firing 2 alerts: Rule 0: Cooker; Rule 0: Other']);
  });

  it('sends at once what fires after the clock was set past the quiet hours', async () => {
    const alerts = await begin({ quietHours: QUIET });
    await low(alerts, WATCHED_COOKER);
    alerts.clock.jump(120 * MINUTE);
    await low(alerts, OTHER);
    await alerts.settle();
    expect(alerts.arrived).toContain('ntfy firing Rule 0: Other');
  });

  it('says nothing after quiet hours of what is over by then', async () => {
    const alerts = await begin({ quietHours: QUIET });
    await alerts.see(true);
    await alerts.hold(false, 40);
    await alerts.pass(120 * MINUTE);
    expect(alerts.arrived).toEqual([]);
    expect((await alerts.deliveries()).map(({ state }) => state)).toEqual(['cancelled']);
  });

  it('sends what a safety rule said, also when its rule is switched off before it could be sent', async () => {
    const alerts = await begin({ isSafety: true });
    for (const channel of alerts.channels) channel.behaviour = { pause: 60_000 };
    await alerts.see(true);
    await low(alerts, OTHER);
    for (const channel of alerts.channels) channel.behaviour = 'works';
    await alerts.rules.remove('rule-0');
    await alerts.pass(2 * MINUTE);
    expect(new Set(alerts.arrived)).toEqual(
      new Set(
        ['ntfy', 'email'].flatMap((name) =>
          [WATCHED_COOKER, OTHER].map((thing) => `${name} firing Rule 0: ${thing.name}`),
        ),
      ),
    );
  });

  it('leaves what is over out of a message that waits with others', async () => {
    const alerts = await begin({ quietHours: QUIET });
    await low(alerts, OTHER);
    await alerts.see(true);
    await alerts.hold(false, 40);
    await alerts.pass(120 * MINUTE);
    expect(alerts.arrived).toEqual(['ntfy firing Rule 0: Other']);
  });

  it('takes the channels of the rule in their order', async () => {
    const alerts = await begin({ channels: ['email', 'ntfy'], escalateAfterMinutes: 1 });
    await alerts.see(true);
    await alerts.pass(MINUTE);
    expect(alerts.arrived.sort()).toEqual([
      'email firing Rule 0: Cooker',
      'ntfy escalated Not acknowledged: Rule 0: Cooker',
    ]);
  });

  it('takes all channels where none of the rule is set up: somebody must be reached', async () => {
    const alerts = await begin({ channels: ['removed'] });
    await alerts.see(true);
    expect(alerts.arrived).toEqual(['ntfy firing Rule 0: Cooker']);
  });

  it('keeps an alert that no channel can say', async () => {
    const alerts = new OpenedAlerts([]);
    opened.push(alerts);
    await alerts.begin();
    await alerts.see(true);
    expect(alerts.only?.state).toBe('firing');
    expect(await alerts.deliveries()).toEqual([]);
  });

  it('passes a message on to the next channel when the first fails', async () => {
    const alerts = await begin();
    alerts.channels[0]!.behaviour = 'fails';
    await alerts.see(true);
    expect(alerts.arrived).toEqual(['email firing Low water: Cooker']);
  });

  it('loses no message of a group in a crash', async () => {
    const alerts = await begin();
    await low(alerts, WATCHED_COOKER);
    await low(alerts, OTHER);
    await low(alerts, THIRD);
    const after = alerts.crash();
    opened.push(after);
    await after.begin();
    await after.pass(10_000);
    expect(after.arrived.slice(1)).toEqual(['ntfy firing 2 alerts: Low water: Other; Low water: Third']);
  });
});
