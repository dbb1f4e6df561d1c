import type { Page } from 'playwright-core';
import { accessibilityProblems } from '../harness/accessibility.js';
import { AlertedApp, TOO_HOT } from '../harness/alerted-app.js';
import { itInBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { minutesPass } from '../harness/broken-off.js';
import { GatewayProxy } from '../harness/gateway-proxy.js';
import { openLivePage, overflows, type LivePageOptions } from '../harness/live-page.js';
import { CORE } from '../harness/thermometer-page.js';
import { makeProbeFacts } from '../harness/thermometer-facts.js';

/** A name that would run a script if the page took it for more than text. */
const HOSTILE = '<img src=x onerror="window.hacked=1">';

describe('The view Alerts', () => {
  const browser = new TestBrowser();
  let alerted: AlertedApp;
  let opened: WatchedPage[];
  beforeEach(async () => {
    opened = [];
    alerted = await AlertedApp.open();
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
    await seen.page.locator('h1').waitFor();
    return seen;
  };
  const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
  /** A grill that is too hot, and a browser that sees it. */
  const fire = async (): Promise<void> => {
    await alerted.makeRule();
    await alerted.measure(120);
    await alerted.untilOpen(1);
  };
  const openOnes = (page: Page) => region(page, 'Open alerts').getByRole('listitem');

  itInBrowser('says that none is open, and what was never sent', async () => {
    const { page } = await open();
    await region(page, 'Open alerts').getByText('No alert is open.').waitFor();
    await region(page, 'Past alerts').getByText('No alert is over yet.').waitFor();
    await region(page, 'Delivery log').getByText('Nothing was sent yet.').waitFor();
  });

  itInBrowser('shows what fires with its value, its age and its messages, and acknowledges it', async () => {
    await fire();
    const { page } = await open();
    const alert = openOnes(page).first();
    await alert.getByText('Critical: Grill too hot · Chicken breast').waitFor();
    await alert.getByText('120.0 °C', { exact: true }).waitFor();
    await alert.getByText(/^just now$|seconds? ago$/).waitFor();
    await alert.getByText(/^since .*\d\d:\d\d/).waitFor();
    await page.getByRole('link', { name: 'Alerts 1 alert' }).waitFor();
    await alert.getByText('Messages').first().click();
    await alert.getByText(/over webhook: sent$/).waitFor();
    await page.getByRole('button', { name: 'Acknowledge: Grill too hot, Chicken breast' }).focus();
    await page.keyboard.press('Enter');
    await alert.getByText(/Acknowledged .* by owner/).waitFor();
    await page.getByText('Acknowledged: Grill too hot.').waitFor();
    expect(await page.getByRole('button', { name: /^Acknowledge/ }).count()).toBe(0);
    await page.getByRole('link', { name: 'Alerts', exact: true }).waitFor();
  });

  itInBrowser('follows what fires and what is over while it is open', async () => {
    const rule = await alerted.makeRule();
    const { page } = await open();
    await region(page, 'Open alerts').getByText('No alert is open.').waitFor();
    await alerted.measure(120);
    await openOnes(page).getByText('Critical: Grill too hot · Chicken breast').waitFor();
    await region(page, 'Delivery log').getByText('Grill too hot: Chicken breast').waitFor();
    const { status } = await alerted.testApp.api.send('DELETE', `/alert-rules/${rule}`);
    expect(status).toBe(200);
    await region(page, 'Open alerts').getByText('No alert is open.').waitFor();
    await region(page, 'Past alerts').getByText('Its rule was changed.', { exact: false }).waitFor();
    await region(page, 'Past alerts').getByText('Grill too hot').first().waitFor();
  });

  itInBrowser('shows every attempt of a message that fails, and its next channel', async () => {
    alerted.sink.usual = { status: 500 };
    await fire();
    const { page } = await open();
    const log = region(page, 'Delivery log');
    await log.getByText(/over webhook: waits until/).waitFor();
    await log
      .getByText(/: not sent\. .*500/)
      .first()
      .waitFor();
    alerted.sink.usual = { status: 200 };
    await minutesPass(alerted.testApp, 6);
    await region(page, 'Channels')
      .getByText(/^Last message sent/)
      .waitFor();
    await log.getByText(/over webhook: sent$/).waitFor();
  });

  itInBrowser(
    'stands first in the view Now, in every view as a number, and is acknowledged there',
    async () => {
      await fire();
      const { page } = await open({ view: '#/now' });
      const alerts = region(page, 'Alerts');
      await alerts.getByRole('alert').getByText('Critical: Grill too hot · Chicken breast').waitFor();
      await page.getByRole('button', { name: 'Acknowledge: Grill too hot, Chicken breast' }).click();
      await alerts.getByText('1 open alert, acknowledged').click();
      await page.getByRole('heading', { name: 'Alerts', level: 1 }).waitFor();
      await openOnes(page)
        .getByText(/Acknowledged .* by owner/)
        .waitFor();
    },
  );

  itInBrowser('shows every alert that is open, however many', async () => {
    for (let count = 0; count < 25; count++) await alerted.makeRule({ ...TOO_HOT, name: `Hot ${count}` });
    await alerted.measure(120);
    const { page } = await open();
    await page.getByRole('link', { name: 'Alerts 25 alerts' }).waitFor();
    expect(await openOnes(page).filter({ hasText: 'Critical: Hot' }).count()).toBe(25);
  });

  itInBrowser('says so where an alert was over already', async () => {
    const rule = await alerted.makeRule();
    await alerted.measure(120);
    await alerted.untilOpen(1);
    const seen = await open();
    const { page } = seen;
    await page.getByRole('button', { name: /^Acknowledge/ }).waitFor();
    // The page does not learn of it in time.
    await page.route(/\/alerts\?limit/, (route) => route.abort());
    seen.expectProblems(/alerts/, /ERR_FAILED/);
    await alerted.testApp.api.send('DELETE', `/alert-rules/${rule}`);
    await page.getByRole('button', { name: /^Acknowledge/ }).click();
    await page.getByText('Grill too hot was over already.').waitFor();
  });

  itInBrowser('lets no button pretend to work without the server', async () => {
    await fire();
    const proxy = await GatewayProxy.open(alerted.testApp.url);
    try {
      const seen = await open({ address: proxy.url });
      const { page } = seen;
      await page.getByRole('button', { name: /^Acknowledge/ }).waitFor();
      await page.getByRole('button', { name: 'Change Battery low' }).click();
      seen.expectProblems(/ERR_|Failed to load|502/);
      proxy.become('bad-gateway');
      proxy.cut();
      await page.getByText('Not possible while the server cannot be reached.').first().waitFor();
      const working = page
        .locator('.view button:not([aria-disabled=true])')
        .filter({ hasNotText: 'Try again' });
      expect(await working.allInnerTexts()).toEqual([]);
      expect(await page.locator('.view button').count()).toBeGreaterThan(20);
      await openOnes(page).getByText('Critical: Grill too hot · Chicken breast').waitFor();
      proxy.become('open');
      await page.getByRole('button', { name: /^Acknowledge/, disabled: false }).waitFor();
    } finally {
      await proxy.close();
    }
  });

  itInBrowser('shows names as text', async () => {
    alerted.grill.report({}, [makeProbeFacts({ probeId: CORE, name: HOSTILE })]);
    await alerted.makeRule({ ...TOO_HOT, name: `Hot ${HOSTILE}` });
    await alerted.measure(120);
    await alerted.untilOpen(1);
    const { page } = await open();
    await openOnes(page).getByText('Hot <img', { exact: false }).first().waitFor();
    expect(await page.locator('main img').count()).toBe(0);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
  });

  itInBrowser('speaks German and shows °F everywhere', async () => {
    await fire();
    const { page } = await open({ locale: 'de-DE' });
    await page.getByLabel('Einheit', { exact: true }).selectOption('fahrenheit');
    await region(page, 'Offene Alarme').getByText('248,0 °F').waitFor();
    await region(page, 'Regeln').getByText('Fühler über 212 °F', { exact: false }).waitFor();
    await region(page, 'Sendeprotokoll')
      .getByText(/über webhook: gesendet$/)
      .waitFor();
    await page.evaluate("document.querySelectorAll('[lang=en], bdi').forEach((one) => one.remove())");
    const ours = await page.locator('main').innerText();
    expect(ours).not.toMatch(/°C|\b(?:the|is|was|and|sent)\b/i);
  });

  itInBrowser('is for the owner alone', async () => {
    const seen = await browser.open();
    opened.push(seen);
    await seen.page.goto(`${alerted.testApp.url}/#/alerts`);
    await seen.page.getByRole('heading', { name: 'Set a password first' }).waitFor();
    expect(await seen.page.getByRole('button', { name: 'Send a test' }).count()).toBe(0);
  });

  itInBrowser('is accessible in light and dark with everything open, and fits 360 px', async () => {
    await fire();
    await alerted.testApp.api.post('/alert-channels/webhook/test');
    for (const colorScheme of ['light', 'dark'] as const) {
      const seen = await open({ colorScheme, viewport: { width: 360, height: 740 } });
      const { page } = seen;
      await openOnes(page).getByText('Messages').first().click();
      await openOnes(page)
        .getByText(/over webhook/)
        .waitFor();
      await page.getByText('Add a rule').click();
      await page.getByRole('button', { name: 'Change Battery low' }).click();
      await page.getByRole('button', { name: 'Save the rule' }).first().waitFor();
      expect([colorScheme, await accessibilityProblems(page)]).toEqual([colorScheme, []]);
      expect(await overflows(seen)).toBe(false);
      await page.goto(`${alerted.testApp.url}/#/now`);
      await region(page, 'Alerts').getByRole('alert').waitFor();
      expect([colorScheme, await accessibilityProblems(page)]).toEqual([colorScheme, []]);
      expect(await overflows(seen)).toBe(false);
    }
  });
});
