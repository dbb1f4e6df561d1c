import type { Locator, Page } from 'playwright-core';
import { itInBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { chicken, letPass, responseOf, sent } from '../harness/journey.js';
import { KeysFolder } from '../harness/keys-folder.js';
import {
  openLivePage,
  overflows,
  quietStopButton,
  stopButton,
  type LivePageOptions,
} from '../harness/live-page.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

const VIEWS = ['now', 'start', 'approvals', 'history', 'access', 'about'];
const PHONE = { viewport: { width: 360, height: 640 } };

describe('Stop', () => {
  const browser = new TestBrowser();
  let testApp: TestApp;
  let visitor: WatchedPage;
  let folder: KeysFolder;
  beforeEach(async () => {
    folder = new KeysFolder();
    folder.add('tablet');
    testApp = await startTestApp({ environment: { configDir: folder.path } });
  });
  afterEach(async () => {
    await visitor.page.context().close();
    await testApp.close();
    folder.remove();
    expect(visitor.problems).toEqual([]);
  });
  afterAll(() => browser.close());

  const open = async (options: LivePageOptions = {}): Promise<Page> => {
    visitor = await openLivePage(browser, testApp, options);
    return visitor.page;
  };
  const stops = () => sent(testApp).filter((name) => name === 'CMD_APC_STOP').length;
  const isInSight = async (button: Locator): Promise<boolean> => {
    const { x, y, width, height } = (await button.boundingBox())!;
    return visitor.page.evaluate(stopIsAt(x + width / 2, y + height / 2));
  };

  itInBrowser('is there in every view while nothing runs, and covers nothing on a phone', async () => {
    const page = await open(PHONE);
    for (const view of VIEWS) {
      await page.goto(`${testApp.url}/#/${view}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await quietStopButton(visitor).waitFor();
      expect([view, await isInSight(quietStopButton(visitor))]).toEqual([view, true]);
      expect([view, await page.evaluate(COVERED_AT_THE_END)]).toEqual([view, 0]);
      expect([view, await overflows(visitor)]).toEqual([view, false]);
    }
  });

  itInBrowser('is sent while nothing was seen to run, and says that nothing was stopped', async () => {
    const page = await open();
    visitor.expectProblems(/404.*stop-cook/);
    await quietStopButton(visitor).click();
    await until(stops, 1);
    await letPass(testApp, 3_000);
    await page.getByText('Not stopped: the server knows of no cook there.').waitFor();
  });

  itInBrowser('is sent again while the connection to the cooker is lost, and says so', async () => {
    await responseOf(testApp, testApp.api.post('/start-cook', chicken()));
    const page = await open();
    await stopButton(visitor).waitFor();
    visitor.expectProblems(/\b503\b/);
    const json = { error: 'CLOUD_UNAVAILABLE', message: 'The cloud is away.', request_id: 'r' };
    const once = { times: 1 };
    await page.route('**/stop-cook', (route) => route.fulfill({ status: 503, json }), once);
    await stopButton(visitor).click();
    await page.getByText('The stop was not carried out yet.').waitFor();
    await page.getByText('The cloud is away.').waitFor();
    await until(async () => {
      await letPass(testApp, 1_000);
      return page.getByText('Stopped: the cooker shows it.').isVisible();
    }, true);
    expect(testApp.cooker.mode).toBe('idle');
  });

  itInBrowser('can be pressed while a question is open', async () => {
    await responseOf(testApp, testApp.api.post('/start-cook', chicken()));
    const page = await open({ ...PHONE, view: '#/access' });
    await stopButton(visitor).waitFor();
    await page.getByRole('button', { name: 'Revoke tablet' }).click();
    const stop = stopButton({ page }).and(page.locator('dialog[open] button'));
    expect(await isInSight(stop)).toBe(true);
    await stop.click();
    await until(stops, 1);
  });

  itInBrowser('does not pretend to work without a session', async () => {
    visitor = await browser.open(PHONE);
    await visitor.page.goto(testApp.url);
    const stop = visitor.page.getByRole('button', { name: /^Stop/ });
    await visitor.page.getByText('The stop needs you to sign in again.').waitFor();
    expect(await stop.getAttribute('aria-disabled')).toBe('true');
  });
});

/** Whether a Stop is in the window at this place, with nothing over it. */
const stopIsAt = (x: number, y: number): string =>
  `document.elementFromPoint(${x}, ${y})?.closest('.stop-bar button') != null`;

/** How much of the content the bar covers when the page is scrolled to its end, in pixels. */
const COVERED_AT_THE_END = `(() => {
  scrollTo(0, document.documentElement.scrollHeight);
  const bottom = document.querySelector('.view').getBoundingClientRect().bottom;
  return Math.max(0, Math.ceil(bottom - document.querySelector('.stop-bar').getBoundingClientRect().top));
})()`;
