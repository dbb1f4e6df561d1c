import type { Page } from 'playwright-core';
import { AlertedApp } from '../harness/alerted-app.js';
import { itInBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { openLivePage, type LivePageOptions } from '../harness/live-page.js';
import { until } from '../harness/until.js';

interface Rule {
  readonly rule_id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly is_safety: boolean;
}

describe('Rules and channels in the view Alerts', () => {
  const browser = new TestBrowser();
  let alerted: AlertedApp;
  let opened: WatchedPage[];
  beforeEach(async () => {
    opened = [];
    alerted = await AlertedApp.open();
    await alerted.measure(20);
  });
  afterEach(async () => {
    for (const { page } of opened) await page.context().close();
    await alerted.close();
    expect(opened.flatMap(({ problems }) => problems)).toEqual([]);
  });
  afterAll(() => browser.close());

  const open = async (options: LivePageOptions = {}): Promise<WatchedPage> => {
    const seen = await openLivePage(browser, alerted.testApp, { view: '#/alerts', ...options });
    opened.push(seen);
    await seen.page.getByRole('button', { name: 'Change Battery low' }).waitFor();
    return seen;
  };
  const rules = async (): Promise<Rule[]> =>
    (await alerted.testApp.api.get<{ rules: Rule[] }>('/alert-rules')).body.rules;
  const ruleNamed = async (name: string) => (await rules()).find((rule) => rule.name === name);
  const form = (page: Page) => page.locator('.rule-form');
  const save = (page: Page) => form(page).getByRole('button', { name: 'Save the rule' }).click();

  itInBrowser('adds a rule by the keyboard, for one probe, and switches it off and on', async () => {
    const { page } = await open();
    await page.getByText('Add a rule').focus();
    await page.keyboard.press('Enter');
    await form(page).getByLabel('Name').focus();
    await page.keyboard.type('Grill too hot');
    await form(page).getByLabel('Which one').selectOption({ label: 'Chicken breast (Grill)' });
    await form(page).getByLabel('Limit in °C').fill('130,5');
    await form(page).getByLabel('For at least, in minutes').fill('2');
    await form(page).getByLabel('webhook').check();
    await page.keyboard.press('Tab');
    await form(page).getByLabel('Try the next channel after minutes').press('Enter');
    await page.getByText('Grill too hot was added.').waitFor();
    await page
      .getByText(/^Probe above 130\.5 °C \(clears at .*\), for at least 2 min, for Chicken breast \(Grill\)$/)
      .waitFor();
    expect(await ruleNamed('Grill too hot')).toMatchObject({
      ...{ enabled: true, is_safety: false, above: 130.5, for_seconds: 120, channels: ['webhook'] },
      ...{ thing_kind: 'probe', fact: 'probe_celsius' },
    });
    await page.getByRole('button', { name: 'Switch off Grill too hot' }).click();
    await page.getByRole('button', { name: 'Switch on Grill too hot' }).waitFor();
    expect(await ruleNamed('Grill too hot')).toMatchObject({ enabled: false });
    await page.getByRole('button', { name: 'Switch on Grill too hot' }).click();
    await page.getByRole('button', { name: 'Switch off Grill too hot' }).waitFor();
  });

  itInBrowser('shows at the field what the server refuses, and what is missing', async () => {
    const seen = await open();
    const { page } = seen;
    seen.expectProblems(/400/);
    await page.getByText('Add a rule').click();
    await save(page);
    const problemOf = async (label: string) => {
      const input = form(page).getByLabel(label);
      if ((await input.getAttribute('aria-invalid')) !== 'true') return '';
      const ids = (await input.getAttribute('aria-describedby')) ?? '';
      return page.locator(`[id="${ids.split(' ').at(-1)}"]`).innerText();
    };
    await until(() => problemOf('Name'), 'This is missing.');
    await until(() => problemOf('Limit in °C'), 'This is missing.');
    await form(page).getByLabel('Name').fill('Never');
    await form(page).getByLabel('Limit in °C').fill('9999');
    await save(page);
    await until(async () => /could never fire/.test(await problemOf('Limit in °C')), true);
    await form(page).getByLabel('Limit in °C').fill('100');
    await form(page).getByLabel('Comes back by at least, in °C').fill('5000');
    await save(page);
    await until(async () => /could never end/.test(await problemOf('Comes back by at least, in °C')), true);
    expect(await ruleNamed('Never')).toBeUndefined();
  });

  itInBrowser(
    'changes a rule, asks back before a safety rule is switched off, and deletes its own',
    async () => {
      await alerted.makeRule({ name: 'Mine', fact: 'battery_percent', below: 30 });
      const { page } = await open();
      await page.getByRole('button', { name: 'Change Mine' }).click();
      await form(page).getByLabel('Limit in %').fill('25');
      await form(page).getByLabel('Quiet from').fill('22:00');
      await form(page).getByLabel('Quiet until').fill('07:30');
      await save(page);
      await page.getByText('Mine was changed.').waitFor();
      await page.getByText(/quiet from 22:00 to 07:30/).waitFor();
      expect(await ruleNamed('Mine')).toMatchObject({
        below: 25,
        quiet_hours: { from: '22:00', to: '07:30' },
      });
      await page.getByRole('button', { name: 'Delete Mine' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
      await page.getByText('Mine was deleted.').waitFor();
      expect(await ruleNamed('Mine')).toBeUndefined();
      const safety = (await rules()).find(({ rule_id: id }) => id === 'must-discard')!;
      await page.getByRole('button', { name: `Switch off ${safety.name}` }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
      expect(await ruleNamed(safety.name)).toMatchObject({ enabled: true });
      await page.getByRole('button', { name: `Switch off ${safety.name}` }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Switch off', exact: true }).click();
      await page.getByText(`${safety.name} is off.`).waitFor();
      expect(await ruleNamed(safety.name)).toMatchObject({ enabled: false, is_safety: true });
      expect(await page.getByRole('button', { name: `Delete ${safety.name}` }).count()).toBe(0);
    },
  );

  itInBrowser('makes a safety rule, which a key cannot', async () => {
    const rule = { name: 'Core', fact: 'core_celsius', below: 50, is_safety: true };
    expect((await alerted.testApp.api.post('/alert-rules', rule)).status).toBe(403);
    const { page } = await open();
    await page.getByText('Add a rule').click();
    await form(page).getByLabel('What is watched').selectOption('core_celsius');
    await form(page).getByLabel('Name').fill('Core');
    await form(page).getByLabel('When it is', { exact: true }).selectOption('below');
    await form(page).getByLabel('Limit in °C').fill('50');
    await form(page).getByLabel('It is about safety').check();
    expect(await form(page).getByLabel('Quiet from').count()).toBe(0);
    await save(page);
    await page.getByText('Core was added.').waitFor();
    expect(await ruleNamed('Core')).toMatchObject({ is_safety: true, below: 50 });
  });

  itInBrowser('offers for each fact only what the server takes', async () => {
    const { page } = await open();
    await page.getByText('Add a rule').click();
    const optionsOf = (label: string) =>
      form(page)
        .getByLabel(label)
        .locator('option')
        .evaluateAll((all) => all.map((one) => (one as unknown as { value: string }).value));
    const facts = await optionsOf('What is watched');
    expect(facts.length).toBeGreaterThan(15);
    for (const fact of facts) {
      await form(page).getByLabel('What is watched').selectOption(fact);
      const hasLimit = (await form(page).getByLabel('When it is', { exact: true }).count()) > 0;
      const kinds = (await optionsOf('Which one')).filter((value) => !value.includes(' '));
      for (const thing_kind of kinds) {
        const rule = { name: 'Try', fact, thing_kind, ...(hasLimit && { above: 30 }) };
        const { status, body } = await alerted.testApp.api.post('/alert-rules', rule);
        expect([fact, thing_kind, status, body['message']]).toEqual([fact, thing_kind, status, undefined]);
      }
    }
  });

  itInBrowser('sends a test over a channel, and says when it fails', async () => {
    const { page } = await open();
    const channels = page.getByRole('region', { name: 'Channels' });
    await channels.getByText('webhook to 127.0.0.1').waitFor();
    await page.getByRole('button', { name: 'Send a test over webhook' }).click();
    await channels.getByText('The test was sent over webhook.').waitFor();
    expect(JSON.parse(alerted.sink.requests.at(-1)!.body)).toMatchObject({ notice: 'test' });
    await channels.getByText(/^Last message sent/).waitFor();
    alerted.sink.usual = { status: 500 };
    // Of two messages of one instant, neither is the last one.
    await alerted.testApp.clock.elapse(1_000);
    await page.getByRole('button', { name: 'Send a test over webhook' }).click();
    await channels.getByText(/^The test was not sent over webhook:.*500/).waitFor();
    await channels.getByText(/^The last message was not sent/).waitFor();
    const log = page.getByRole('region', { name: 'Delivery log' });
    await log.getByText(/over webhook: not sent/).waitFor();
  });

  itInBrowser('says why this browser cannot be sent to, where it is not allowed', async () => {
    const seen = await open();
    const { page } = seen;
    // This Chromium has no profile, so it allows no messages, and says so.
    seen.expectProblems(/does not support the Push API/);
    await page.getByRole('button', { name: 'Send to this browser' }).click();
    await page
      .getByText('This browser does not allow notifications of this page.', { exact: false })
      .waitFor();
    await page.getByRole('button', { name: 'Send to this browser' }).waitFor();
  });
});
