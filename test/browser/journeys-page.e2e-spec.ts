import { OwnerPassword } from '../../src/auth/owner/owner-password.js';
import { LoginLink } from '../../src/auth/owner/login-link.js';
import { accessibilityProblems } from '../harness/accessibility.js';
import { AskingClient } from '../harness/asking-client.js';
import { itInBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { chicken, letPass, responseOf } from '../harness/journey.js';
import { openLivePage, overflows } from '../harness/live-page.js';
import { RecordingProxy } from '../harness/recording-proxy.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';

const PASSWORD = 'four words to remember';
/** Chromium itself asks its maker about forms, whatever page they are on. */
const OF_THE_BROWSER = 'https://content-autofill.googleapis.com:443';
/** Each view by its address, with its heading in English. */
const VIEWS = {
  '#/now': 'Now',
  '#/start': 'Start',
  '#/thermometers': 'Thermometers',
  '#/approvals': 'Approvals',
  '#/history': 'History',
  '#/access': 'Access',
  '#/about': 'About',
} as const;

describe('The live page', () => {
  const browser = new TestBrowser();
  let testApp: TestApp;
  let visitor: WatchedPage | undefined;
  beforeEach(async () => {
    testApp = await startTestApp();
    visitor = undefined;
  });
  afterEach(async () => {
    await visitor?.page.context().close();
    await testApp.close();
    expect(visitor?.problems ?? []).toEqual([]);
  });
  afterAll(() => browser.close());

  const open = async (options = {}): Promise<WatchedPage> =>
    (visitor = await openLivePage(browser, testApp, options));
  const heading = ({ page }: WatchedPage, name: string) =>
    page.getByRole('heading', { name, level: 1 }).waitFor();

  itInBrowser('leads who is not signed in to the sign-in, and shows the cooker after it', async () => {
    await testApp.app.get(OwnerPassword, { strict: false }).set(PASSWORD);
    visitor = await browser.open();
    visitor.expectProblems(/401/);
    const { page } = visitor;
    await page.goto(testApp.url);
    await page.getByRole('link', { name: 'Sign in' }).first().click();
    await page.getByLabel('Password of this server').fill(PASSWORD);
    await visitor.press('Sign in');
    await page.waitForURL(`${testApp.url}/`);
    await heading(visitor, 'Now');
  });

  itInBrowser('opens from a one-time link', async () => {
    await testApp.app.get(OwnerPassword, { strict: false }).set(PASSWORD);
    visitor = await browser.open();
    await visitor.page.goto(testApp.url + (await testApp.app.get(LoginLink, { strict: false }).make()));
    await visitor.press('Sign in');
    await visitor.page.waitForURL(`${testApp.url}/`);
    await heading(visitor, 'Now');
  });

  itInBrowser('says how to set a password while there is none', async () => {
    visitor = await browser.open();
    visitor.expectProblems(/401/);
    await visitor.page.goto(testApp.url);
    await visitor.page.getByText('coddle owner set-password').waitFor();
  });

  itInBrowser('is accessible in every view, light and dark, and needs no scrolling to the side', async () => {
    const client = await AskingClient.open();
    try {
      await client.ask();
      for (const colors of ['light', 'dark'] as const)
        await inspect(client.testApp, colors, { '#/approvals': 'Approvals' });
      // A cook is on, so that its views have something to show.
      await responseOf(client.testApp, client.testApp.api.post('/start-cook', chicken()));
      await letPass(client.testApp, 60_000);
      for (const colors of ['light', 'dark'] as const) await inspect(client.testApp, colors, VIEWS);
    } finally {
      await visitor?.page.context().close();
      await client.close();
    }
  });

  /** Expects that views are in order for axe, and fit on a small phone. */
  async function inspect(
    app: TestApp,
    colorScheme: 'light' | 'dark',
    views: Readonly<Record<string, string>>,
  ): Promise<void> {
    const options = { colorScheme, viewport: { width: 360, height: 740 } };
    const seen = (visitor = await openLivePage(browser, app, options));
    for (const [view, name] of Object.entries(views)) {
      await seen.page.goto(`${app.url}/${view}`);
      await heading(seen, name);
      await seen.page.locator('.loading').first().waitFor({ state: 'detached' });
      expect([view, colorScheme, await accessibilityProblems(seen.page)]).toEqual([view, colorScheme, []]);
      expect([view, await overflows(seen)]).toEqual([view, false]);
    }
    await seen.page.context().close();
  }

  itInBrowser('sends not one request to another origin', async () => {
    const proxy = await RecordingProxy.open();
    try {
      const seen = await open({ proxy: proxy.settings });
      for (const [view, name] of Object.entries(VIEWS)) {
        await seen.page.goto(`${testApp.url}/${view}`);
        await heading(seen, name);
      }
      await seen.page.reload();
      await heading(seen, 'About');
      expect([...proxy.origins].filter((origin) => origin !== OF_THE_BROWSER)).toEqual([testApp.url]);
      expect(new Set(seen.requested.map((url) => new URL(url).origin))).toEqual(new Set([testApp.url]));
      await seen.page.context().close();
    } finally {
      await proxy.close();
    }
  });
});
