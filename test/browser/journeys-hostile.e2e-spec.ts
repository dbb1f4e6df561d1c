import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itInBrowser, itInWholeBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { chicken, responseOf, sent } from '../harness/journey.js';
import { openLivePage, signInBrowser, stopButton } from '../harness/live-page.js';
import { OtherSite } from '../harness/other-site.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';

const DAY = 86_400_000;

describe('The live page in hostile surroundings', () => {
  const browser = new TestBrowser();
  let testApp: TestApp;
  let visitor: WatchedPage;
  beforeEach(async () => {
    testApp = await startTestApp({ cookers: [{ name: '<img src=x onerror=alert(1)>', water: 60 }] });
  });
  afterEach(async () => {
    await visitor.page.context().close();
    await testApp.close();
    expect(visitor.problems).toEqual([]);
  });
  afterAll(() => browser.close());

  itInBrowser('shows right ages while the clock of the browser is a day off', async () => {
    await responseOf(testApp, testApp.api.post('/start-cook', chicken()));
    for (const off of [-DAY, DAY]) {
      visitor = await openLivePage(browser, testApp, { view: '#/about' });
      await visitor.page.addInitScript(shiftedClock(off));
      await visitor.page.goto(`${testApp.url}/#/now`);
      await visitor.page.reload();
      await stopButton(visitor).waitFor();
      // Until the stream is open the page shows what it kept, with its age by the clock of the browser.
      await visitor.page.getByText('Last seen:').waitFor({ state: 'hidden' });
      const text = await visitor.page.locator('main').innerText();
      expect(text).not.toMatch(/\b(?:hours?|days?) ago\b|-\d/);
      if (off < 0) await visitor.page.context().close();
    }
  });

  itInBrowser('shows the name of a cooker as text', async () => {
    visitor = await openLivePage(browser, testApp);
    await visitor.page.getByText('<img src=x onerror=alert(1)>').first().waitFor();
    expect(await visitor.page.locator('img[src=x]').count()).toBe(0);
  });

  itInBrowser('starts and stops nothing for another site', async () => {
    await responseOf(testApp, testApp.api.post('/start-cook', chicken()));
    const before = sent(testApp).length;
    const chat = await OtherSite.open();
    try {
      visitor = await openLivePage(browser, testApp);
      await stopButton(visitor).waitFor();
      visitor.expectProblems(/CORS|ERR_FAILED|BLOCKED_BY_RESPONSE|401/);
      await visitor.page.goto(chat.linkTo(testApp.url));
      const statuses = await visitor.page.evaluate<unknown[]>(foreignRequests(testApp.url));
      expect(statuses).toEqual(['TypeError', 'TypeError', 'TypeError', 'TypeError']);
      await visitor.page.goto(chat.formTo(`${testApp.url}/stop-cook`, { device_id: testApp.cooker.id }));
      await visitor.press('Win');
      await visitor.page.waitForURL(`${testApp.url}/stop-cook`);
      expect(await visitor.page.locator('body').innerText()).toContain('UNAUTHORIZED');
      expect(sent(testApp)).toHaveLength(before);
    } finally {
      await chat.close();
    }
  });

  itInWholeBrowser('says what it needs where the browser blocks cookies', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'coddle-profile-'));
    mkdirSync(join(profile, 'Default'));
    const blocked = { profile: { default_content_setting_values: { cookies: 2 } } };
    writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify(blocked));
    try {
      visitor = await browser.openProfile(profile);
      visitor.expectProblems(/401/);
      await signInBrowser(visitor.page.context(), testApp, testApp.url);
      await visitor.page.goto(testApp.url);
      await visitor.page.getByText(/^This browser blocks cookies/).waitFor();
      await visitor.page.getByRole('link', { name: 'About' }).click();
      await visitor.page.getByRole('heading', { name: 'About', level: 1 }).waitFor();
    } finally {
      await visitor.page.context().close();
      rmSync(profile, { recursive: true, force: true });
    }
  });

  itInBrowser(
    'shows the last state with its age while the server is away, also when it is opened anew',
    async () => {
      await responseOf(testApp, testApp.api.post('/start-cook', chicken()));
      visitor = await openLivePage(browser, testApp);
      const { page } = visitor;
      await stopButton(visitor).waitFor();
      await page.evaluate('navigator.serviceWorker.ready');
      await page.reload();
      await stopButton(visitor).waitFor();
      visitor.expectProblems(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/);
      await page.context().setOffline(true);
      await page.reload();
      await page.getByText('The server cannot be reached.').first().waitFor();
      await page
        .getByText(/seconds? ago|just now/)
        .first()
        .waitFor();
      expect(await stopButton(visitor).isEnabled()).toBe(true);
      await page.getByRole('link', { name: 'Start', exact: true }).click();
      await page.getByText('Not possible while the server cannot be reached.').first().waitFor();
      await page.context().setOffline(false);
      await page.getByText('The server cannot be reached.').first().waitFor({ state: 'detached' });
    },
  );
});

/** A script that sets the clock of a page forward or back. */
const shiftedClock = (ms: number): string => `(() => {
  const Real = Date;
  const now = () => Real.now() + ${ms};
  window.Date = class extends Real {
    constructor(...given) { super(...(given.length === 0 ? [now()] : given)); }
    static now() { return now(); }
  };
})()`;

/** A script that sends what another site can send, and gives the kind of each response or error. */
const foreignRequests = (url: string): string => `Promise.all([
  ['/stop-cook', { mode: 'no-cors', headers: { 'content-type': 'text/plain' } }],
  ['/start-cook', { mode: 'no-cors', headers: { 'content-type': 'text/plain' } }],
  ['/stop-cook', { headers: { 'content-type': 'application/json' } }],
  ['/stop-cook', { headers: { 'content-type': 'application/json', 'x-csrf-token': 'x' } }],
].map(([path, more]) =>
  fetch('${url}' + path, { method: 'POST', credentials: 'include', body: '{}', ...more })
    .then(({ type }) => type, ({ name }) => name)))`;
