import type { Page } from 'playwright-core';
import { OwnerPassword } from '../../src/auth/owner/owner-password.js';
import { itInBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { chicken, letPass, responseOf } from '../harness/journey.js';
import { openLivePage } from '../harness/live-page.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

/** What the page keeps in the browser, by its name. */
const KEPT =
  'Object.fromEntries(Object.entries({ ...localStorage }).filter(([name]) => name.startsWith("coddle.")))';

describe('After signing out', () => {
  const browser = new TestBrowser();
  let testApp: TestApp;
  let visitor: WatchedPage;
  beforeEach(async () => {
    testApp = await startTestApp();
    await testApp.app.get(OwnerPassword, { strict: false }).set('four words to remember');
  });
  afterEach(async () => {
    await visitor.page.context().close();
    await testApp.close();
    expect(visitor.problems).toEqual([]);
  });
  afterAll(() => browser.close());

  const kept = (page: Page) => page.evaluate<Record<string, string>>(KEPT);
  const isStateKept = async (page: Page) => 'coddle.last-state' in (await kept(page));
  const signedOut = (page: Page) => page.getByText('Du bist abgemeldet.').waitFor();

  /** Opens the page of a cook in German and °F, and waits until its state is stored. */
  async function open(): Promise<Page> {
    await responseOf(testApp, testApp.api.post('/start-cook', chicken()));
    visitor = await openLivePage(browser, testApp);
    visitor.expectProblems(/401/);
    const { page } = visitor;
    await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
    await page.getByRole('combobox', { name: 'Einheit' }).selectOption('°F');
    await page.getByText('chicken').first().waitFor();
    await page.reload();
    await page.getByRole('heading', { name: /^Jetzt/ }).waitFor();
    expect(await isStateKept(page)).toBe(true);
    return page;
  }

  /** A further tab of the same browser. */
  async function tab(path: string): Promise<Page> {
    const page = await visitor.page.context().newPage();
    await page.goto(testApp.url + path);
    return page;
  }

  async function expectForgotten(page: Page): Promise<void> {
    await until(() => isStateKept(page), false);
    expect(await kept(page)).toMatchObject({ 'coddle.language': 'de', 'coddle.unit': 'fahrenheit' });
  }

  itInBrowser('on the page without scripts, no state is left, but the choices are', async () => {
    const page = await open();
    await page.goto(`${testApp.url}/owner`);
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await signedOut(page);
    await expectForgotten(page);
    expect(await page.content()).not.toContain('chicken');
  });

  itInBrowser('in another tab, this one forgets the state, also when it is closed at once', async () => {
    const page = await open();
    const other = await tab('/owner');
    await other.getByRole('button', { name: 'Sign out', exact: true }).click();
    await signedOut(page);
    await page.close();
    await expectForgotten(other);
  });

  itInBrowser('under Access in another tab, no tab writes the state again', async () => {
    const page = await open();
    const other = await tab('/#/access');
    await other.getByRole('button', { name: 'Abmelden', exact: true }).click();
    await signedOut(page);
    await letPass(testApp, 10_000);
    await page.goto('about:blank');
    await signedOut(other);
    await expectForgotten(other);
  });

  itInBrowser('elsewhere, the state is forgotten when the page is opened next', async () => {
    const page = await open();
    await page.context().clearCookies();
    await page.reload();
    await signedOut(page);
    await expectForgotten(page);
  });
});
