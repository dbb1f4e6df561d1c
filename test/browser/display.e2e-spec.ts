import type { Page } from 'playwright-core';
import { begin, minutesPass } from '../harness/broken-off.js';
import { itInBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { chicken, letPass } from '../harness/journey.js';
import { openLivePage, overflows, stopButton, type LivePageOptions } from '../harness/live-page.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';

/** A desktop of 1280 by 800 pixels on which the person has enlarged everything to 200 %. */
const ENLARGED = { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 };
const VIEWS = ['now', 'start', 'thermometers', 'alerts', 'approvals', 'history', 'access', 'about'] as const;

/** The longest animation or transition of anything on the page, in seconds. */
const LONGEST_MOTION = `Math.max(...[...document.querySelectorAll('*')].flatMap((one) => {
  const { animationName, animationDuration, transitionDuration } = getComputedStyle(one);
  return [...transitionDuration.split(','), animationName === 'none' ? '0s' : animationDuration].map(parseFloat);
}))`;

/** How many elements of a selector are visible. */
const visible = (page: Page, selector: string) =>
  page.evaluate<number>(
    `[...document.querySelectorAll('${selector}')].filter((one) => one.getClientRects().length > 0).length`,
  );

describe('The live page', () => {
  const browser = new TestBrowser();
  let testApp: TestApp;
  let opened: WatchedPage[];
  beforeEach(async () => {
    opened = [];
    testApp = await startTestApp({ cookers: [{ name: 'Kitchen', water: 64.8 }] });
  });
  afterEach(async () => {
    for (const { page } of opened) await page.context().close();
    await testApp.close();
    expect(opened.flatMap(({ problems }) => problems)).toEqual([]);
  });
  afterAll(() => browser.close());

  const open = async (options: LivePageOptions): Promise<WatchedPage> => {
    const seen = await openLivePage(browser, testApp, options);
    opened.push(seen);
    return seen;
  };

  itInBrowser('fits at 200 %, with Stop in sight, in every view and both languages', async () => {
    await begin(testApp, chicken());
    await minutesPass(testApp, 5);
    for (const locale of ['en-GB', 'de-DE']) {
      const seen = await open({ locale, ...ENLARGED });
      for (const view of VIEWS) {
        await seen.page.goto(`${testApp.url}/#/${view}`);
        await seen.page.getByRole('heading', { level: 1 }).waitFor();
        await seen.page.locator('.loading').first().waitFor({ state: 'detached' });
        expect([view, locale, await overflows(seen)]).toEqual([view, locale, false]);
        const stop = await seen.page.getByRole('button', { name: /^Stopp?$/ }).boundingBox();
        expect(stop!.y + stop!.height).toBeLessThanOrEqual(ENLARGED.viewport.height);
      }
    }
  });

  itInBrowser('moves nothing for those who want no motion', async () => {
    await begin(testApp, chicken());
    const seen = await open({ reducedMotion: 'reduce' });
    for (const view of VIEWS) {
      await seen.page.goto(`${testApp.url}/#/${view}`);
      await seen.page.getByRole('heading', { level: 1 }).waitFor();
      expect([view, await seen.page.evaluate<number>(LONGEST_MOTION)]).toEqual([view, 0]);
    }
    expect(await seen.page.evaluate('getComputedStyle(document.documentElement).scrollBehavior')).toBe(
      'auto',
    );
  });

  itInBrowser('prints a cook alone: its curve and its facts, no navigation and no Stop', async () => {
    const cookId = await begin(testApp, chicken());
    await minutesPass(testApp, 5);
    const seen = await open({ view: `#/history/${cookId}`, colorScheme: 'dark' });
    const { page } = seen;
    await page.locator('.plot[data-points] canvas').waitFor();
    await stopButton(seen).waitFor();
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    for (const part of ['.header', '.navigation', '.banners', '.stop-bar'])
      expect([part, await visible(page, part)]).toEqual([part, 0]);
    expect(await visible(page, '.plot canvas')).toBe(1);
    await page.getByRole('heading', { name: 'chicken', level: 1 }).waitFor();
    const paper = await page.pdf({ format: 'A4' });
    expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
    expect(await overflows(seen)).toBe(false);
  });

  itInBrowser('says that an ice bath is no cook, and shows its water with Stop', async () => {
    testApp.cooker.startIceBath();
    const seen = await open({});
    await letPass(testApp, 3_000);
    await seen.page.getByText('The cooker monitors an ice bath. This is not a cook.').waitFor();
    await seen.page.locator('.now-water').getByText(/\d/).first().waitFor();
    await stopButton(seen).waitFor();
    expect(await visible(seen.page, '.now-core')).toBe(0);
  });

  itInBrowser('says that the water is held without a timer', async () => {
    testApp.cooker.startAtDevice(65, 0);
    const seen = await open({});
    await letPass(testApp, 6_000);
    await seen.page.getByText('The water is held at 65.0 °C, without a timer.').waitFor();
    await seen.page.locator('.now-time').getByText('no timer').waitFor();
    await stopButton(seen).waitFor();
  });
});
