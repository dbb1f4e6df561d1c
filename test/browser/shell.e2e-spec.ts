import type { Page } from 'playwright-core';
import { itInBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { chicken, responseOf } from '../harness/journey.js';
import {
  openLivePage,
  overflows,
  signInBrowser,
  stopButton,
  type LivePageOptions,
} from '../harness/live-page.js';
import { CELLAR, FIRST_COOKER, TwoCookers } from '../harness/two-cookers.js';
import { startTestApp, type TestApp, type TestAppOptions } from '../harness/test-app.js';
import { until } from '../harness/until.js';

describe('The frame of the page', () => {
  const browser = new TestBrowser();
  let testApp: TestApp;
  let visitor: WatchedPage;
  let close: () => Promise<void>;
  afterEach(async () => {
    await visitor.page.context().close();
    await close();
    expect(visitor.problems).toEqual([]);
  });
  afterAll(() => browser.close());

  const open = async (options: LivePageOptions = {}, server: TestAppOptions = {}): Promise<Page> => {
    testApp = await startTestApp(server);
    close = () => testApp.close();
    visitor = await openLivePage(browser, testApp, options);
    return visitor.page;
  };
  const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();
  const startCook = () => responseOf(testApp, testApp.api.post('/start-cook', chicken()));

  itInBrowser('leads through all views by the keyboard alone', async () => {
    const page = await open();
    await heading(page, 'Now');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
    for (const name of ['Start', 'Thermometers', 'Alerts', 'Approvals', 'History', 'Access', 'About']) {
      await page.getByRole('link', { name, exact: true }).focus();
      await page.keyboard.press('Enter');
      await heading(page, name);
      const current = page.getByRole('navigation').locator('[aria-current=page]');
      expect(await current.innerText()).toBe(name);
      expect(await page.title()).toBe(`${name} · Coddle`);
    }
    await page.goBack();
    await heading(page, 'Access');
  });

  for (const [locale, text] of [
    ['en', 'Everything here is simulated. No real cooker is connected. Time runs 90 times faster.'],
    ['de', 'Hier ist alles simuliert. Es ist kein echtes Gerät verbunden. Die Zeit läuft 90-mal so schnell.'],
  ] as const)
    itInBrowser(`says how fast the time of the demo runs, in ${locale}`, async () => {
      const page = await open({ locale }, { simulatedSpeed: 90 });
      await page.getByText(text).waitFor();
    });

  itInBrowser('says nothing of the speed where time is real', async () => {
    const page = await open();
    await page
      .getByText('Everything here is simulated. No real cooker is connected.', { exact: true })
      .waitFor();
  });

  itInBrowser('speaks German to a German browser', async () => {
    const page = await open({ locale: 'de-AT' });
    await heading(page, 'Jetzt');
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    await page.getByRole('link', { name: 'Verlauf' }).waitFor();
  });

  itInBrowser('keeps the language and the unit that were chosen', async () => {
    const page = await open();
    await heading(page, 'Now');
    await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
    await page.getByRole('combobox', { name: 'Einheit' }).selectOption('°F');
    await heading(page, 'Jetzt');
    await page.reload();
    await heading(page, 'Jetzt');
    expect(await page.getByRole('combobox', { name: 'Einheit' }).inputValue()).toBe('fahrenheit');
  });

  itInBrowser('needs no scrolling to the side on a small phone, in either language', async () => {
    for (const locale of ['en-GB', 'de-DE']) {
      const page = await open({ locale, viewport: { width: 360, height: 640 } });
      await page.getByRole('heading', { level: 1 }).waitFor();
      await startCook();
      await page.getByRole('button', { name: /^Stopp?$/ }).waitFor();
      expect([locale, await overflows(visitor)]).toEqual([locale, false]);
      if (locale === 'en-GB') await Promise.all([page.context().close(), close()]);
    }
  });

  itInBrowser('offers Stop while something runs, and says what is known of it', async () => {
    const page = await open();
    await heading(page, 'Now');
    await stopButton(visitor).waitFor({ state: 'detached' });
    await startCook();
    await stopButton(visitor).click();
    await page.getByText('Stopped: the cooker shows it.').waitFor();
    expect(testApp.cloud.received.map(({ command }) => command)).toContain('CMD_APC_STOP');
    await stopButton(visitor).waitFor({ state: 'detached' });
  });

  itInBrowser(
    'stops by itself with the token of a session that began after the page was opened',
    async () => {
      const page = await open();
      await heading(page, 'Now');
      await startCook();
      await signInBrowser(page.context(), testApp, testApp.url);
      visitor.expectProblems(/401/);
      await stopButton(visitor).click();
      await page.getByText('Stopped: the cooker shows it.').waitFor();
    },
  );

  itInBrowser('stops each of several cookers by its name, and lets one choose among them', async () => {
    const two = await TwoCookers.open();
    testApp = two.testApp;
    close = () => testApp.close();
    await two.start(FIRST_COOKER);
    await two.start(CELLAR);
    visitor = await openLivePage(browser, testApp);
    const { page } = visitor;
    await page.getByRole('button', { name: 'Stop Kitchen' }).waitFor();
    await page.getByRole('button', { name: 'Stop Cellar' }).click();
    await until(() => two.stopped, [CELLAR]);
    await page.getByRole('button', { name: 'Stop Cellar' }).waitFor({ state: 'detached' });
    await page.getByRole('combobox', { name: 'Cooker' }).selectOption('Cellar');
    await page.reload();
    await page.getByRole('button', { name: 'Stop Kitchen' }).waitFor();
    expect(await page.getByRole('combobox', { name: 'Cooker' }).inputValue()).toBe(CELLAR);
  });

  itInBrowser('works where the browser stores nothing, and says so', async () => {
    testApp = await startTestApp();
    close = () => testApp.close();
    visitor = await openLivePage(browser, testApp);
    const { page } = visitor;
    await page.addInitScript(
      `Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })`,
    );
    await page.reload();
    await heading(page, 'Now');
    await page.getByText('This browser stores nothing').waitFor();
    await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
    await heading(page, 'Jetzt');
  });
});
