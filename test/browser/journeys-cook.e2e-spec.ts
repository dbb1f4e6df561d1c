import type { Page } from 'playwright-core';
import { itInBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { letPass, sent } from '../harness/journey.js';
import { openLivePage, overflows, stopButton, type LivePageOptions } from '../harness/live-page.js';
import { StartForm } from '../harness/start-form.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

const SHOWN = 'The cook has started: the cooker shows it.';

describe('A cook on the live page', () => {
  const browser = new TestBrowser();
  let testApp: TestApp;
  let visitor: WatchedPage;
  beforeEach(async () => {
    testApp = await startTestApp({ cookers: [{ name: 'Sous vide', water: 63 }] });
  });
  afterEach(async () => {
    await visitor.page.context().close();
    await testApp.close();
    expect(visitor.problems).toEqual([]);
  });
  afterAll(() => browser.close());

  const open = async (options: LivePageOptions = {}): Promise<Page> => {
    visitor = await openLivePage(browser, testApp, { view: '#/start', ...options });
    await visitor.page.getByRole('heading', { level: 1 }).waitFor();
    return visitor.page;
  };
  const commands = () => sent(testApp).filter((name) => /START|STOP/.test(name));
  /** Lets time pass, `step` seconds between two looks, until the page shows a text. */
  const passUntilShown = async (page: Page, text: string | RegExp, step = 1): Promise<void> => {
    const place = page.getByText(text).first();
    for (let i = 0; i < 400 && !(await place.isVisible()); i++) await letPass(testApp, step * 1_000);
    await place.waitFor();
  };

  itInBrowser('is refused, takes an alternative, heats, cooks, is done, and is stopped', async () => {
    const page = await open();
    const form = new StartForm(page);
    await form.fill({ food: 'chicken breast', temperature: '65', thickness: '10', minutes: '5' });
    await form.says('Refused.');
    await visitor.press(/^65.0 °C for /);
    await form.says(/^Allowed/);
    await form.isStartable();
    await form.startButton.click();
    await passUntilShown(page, SHOWN);
    await page.getByRole('link', { name: 'Now', exact: true }).click();
    await passUntilShown(page, /The water is being heated to/);
    await passUntilShown(page, /^Cooking at/, 20);
    await passUntilShown(page, /The timer (?:has just )?ended/, 60);
    await stopButton(visitor).click();
    await passUntilShown(page, 'Stopped');
    await passUntilShown(page, 'Nothing is cooking.');
    await stopButton(visitor).waitFor({ state: 'detached' });
    expect(commands()).toEqual(['CMD_APC_START', 'CMD_APC_STOP']);
  });

  itInBrowser('is started and stopped by the keyboard alone', async () => {
    const page = await open();
    await tabTo(page, 'Food');
    await page.keyboard.type('chicken breast');
    await tabTo(page, 'Water temperature in °C');
    await page.keyboard.type('65');
    await tabTo(page, 'Hours');
    await page.keyboard.type('2');
    await new StartForm(page).says(/^Allowed/);
    await new StartForm(page).isStartable();
    await tabTo(page, /^Start/);
    await page.keyboard.press('Enter');
    await passUntilShown(page, SHOWN);
    await stopButton(visitor).waitFor();
    await tabTo(page, /^Stop$/);
    await page.keyboard.press('Enter');
    await until(async () => {
      await letPass(testApp, 1_000);
      return commands();
    }, ['CMD_APC_START', 'CMD_APC_STOP']);
  });

  itInBrowser('is started in German and in °F at 360 px, and the server gets °C', async () => {
    const page = await open({ locale: 'de-DE', viewport: { width: 360, height: 640 } });
    await page.getByRole('combobox', { name: 'Einheit' }).selectOption('°F');
    await page.getByLabel(/^Lebensmittel/).fill('chicken breast');
    await page.getByLabel(/^Wassertemperatur.*°F/).fill('149');
    await page.getByLabel('Stunden').fill('2');
    await page.locator('form button[type=submit]').waitFor();
    expect(await overflows(visitor)).toBe(false);
    await page.locator('form button[type=submit]').click();
    await until(async () => {
      await letPass(testApp, 1_000);
      return commands();
    }, ['CMD_APC_START']);
    const start = testApp.cloud.received.find(({ command }) => command === 'CMD_APC_START');
    expect(start?.payload).toMatchObject({ targetTemperature: 65, unit: 'C' });
    await page.getByRole('button', { name: 'Stopp', exact: true }).waitFor();
    await page.getByRole('link', { name: 'Jetzt', exact: true }).click();
    await page
      .getByText(/149[.,]?0?\s*°F/)
      .first()
      .waitFor();
    expect(await overflows(visitor)).toBe(false);
  });
});

/** Presses Tab until the element of this name has the focus. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const wanted = new RegExp(name);
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    if (wanted.test(await page.evaluate<string>(NAME_OF_FOCUSED))) return;
  }
  throw new Error(`Tab never leads to ${String(name)}`);
}

/** The label of a field, or the text of a button. */
const NAME_OF_FOCUSED = `(({ labels, textContent }) => labels?.[0]?.textContent || textContent || '')(document.activeElement)`;
