import type { RecordedCook } from '../../src/cooking/record/cook-record.js';
import { CookRecordRepository } from '../../src/cooking/record/cook-record.repository.js';
import { ReadingRepository } from '../../src/history/readings/reading.repository.js';
import { accessibilityProblems } from '../harness/accessibility.js';
import { itInBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { openLivePage, overflows, type LivePageOptions } from '../harness/live-page.js';
import { makePlan } from '../harness/plans.js';
import { makeCookRecord, makeRecordedCook, makeRecordedSafety } from '../harness/stored-cooks.js';
import { makeStoredReading } from '../harness/stored.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

const HOSTILE = '<img src=x onerror="window.hacked=1">';
const NOON = Date.parse('2026-03-01T12:00:00Z');
const MINUTE = 60_000;

describe('The view History', () => {
  const browser = new TestBrowser();
  let testApp: TestApp;
  let opened: WatchedPage[];
  beforeEach(async () => {
    opened = [];
    testApp = await startTestApp();
  });
  afterEach(async () => {
    for (const { page } of opened) await page.context().close();
    await testApp.close();
    expect(opened.flatMap(({ problems }) => problems)).toEqual([]);
  });
  afterAll(() => browser.close());

  const open = async (view = '#/history', options: LivePageOptions = {}): Promise<WatchedPage> => {
    const seen = await openLivePage(browser, testApp, { view, ...options });
    opened.push(seen);
    return seen;
  };
  const shows = ({ page }: WatchedPage, text: string | RegExp) => page.getByText(text).first().waitFor();
  const save = async (...cooks: readonly RecordedCook[]) => {
    const records = testApp.app.get(CookRecordRepository, { strict: false });
    for (const cook of cooks) await records.save(cook);
  };
  /** A cook with a reading each minute, and a gap. */
  async function saveWhole(known: Partial<RecordedCook> = {}): Promise<RecordedCook> {
    const interruptions = [{ from: NOON + 40 * MINUTE, seconds: 1200, cause: 'line' as const }];
    const cook = makeRecordedCook({ record: makeCookRecord({ interruptions }), ...known });
    await save(cook);
    const minutes = Array.from({ length: 130 }, (_, minute) => minute).filter((at) => at <= 40 || at >= 60);
    const readings = minutes.map((minute) =>
      makeStoredReading({
        cookId: cook.cookId,
        cookerId: cook.cookerId,
        at: NOON + minute * MINUTE,
        waterCenti: Math.min(6500, 2140 + minute * 170),
        targetCenti: 6500,
        mode: minute < 26 ? 'preheating' : 'cooking',
      }),
    );
    await testApp.app.get(ReadingRepository, { strict: false }).append(readings);
    return cook;
  }

  itInBrowser('says that there is none yet', async () => {
    await shows(await open(), /No cook has been recorded yet/);
  });

  itInBrowser('pages through 300 cooks, 20 at a time', async () => {
    const cooks = Array.from({ length: 300 }, (_, index) =>
      makeRecordedCook({
        cookId: `cook-${index}`,
        startedAt: NOON + index * MINUTE,
        plan: makePlan({ food: `food ${index}` }),
      }),
    );
    await save(...cooks);
    const seen = await open();
    const { page } = seen;
    await shows(seen, 'food 299');
    expect(await page.locator('.history-cook').count()).toBe(20);
    for (let number = 2; number <= 15; number++) {
      await seen.press('Older');
      await page.getByText(`Page ${number}`, { exact: true }).waitFor();
      await page.getByText(`food ${300 - (number - 1) * 20 - 1}`, { exact: true }).waitFor();
      expect(await page.locator('.history-cook').count()).toBe(20);
    }
    await shows(seen, 'food 0');
    expect(await page.getByRole('button', { name: 'Older' }).count()).toBe(0);
    await seen.press('Newer');
    await shows(seen, 'food 39');
  });

  itInBrowser('shows one cook with its course, its verdict and what happened', async () => {
    const cook = await saveWhole();
    const seen = await open();
    const { page } = seen;
    await page.getByRole('link', { name: /chicken breast/ }).click();
    await page.waitForURL(`**/#/history/${cook.cookId}`);
    await page.locator('.plot[data-points] canvas').waitFor();
    await shows(seen, /^The cooker was not observed for 20 min$/);
    await shows(seen, 'the plan pasteurises the food');
    await shows(seen, 'Salmonella: 12.6 of 7 log');
    await page.getByText('The same as a table').click();
    await page.locator('tr[data-kind="notObserved"]').waitFor();
    await shows(seen, 'Core (modelled)');
    const csv = page.getByRole('link', { name: 'Readings as CSV' });
    const download = page.waitForEvent('download');
    await csv.click();
    expect((await download).suggestedFilename()).toBe(`cook-${cook.cookId}.csv`);
  });

  itInBrowser('says unmistakably that food must be thrown away, in German and °F too', async () => {
    const safety = makeRecordedSafety({ pasteurized: false, pasteurizedAt: null, spoilt: true });
    const cook = await saveWhole({ record: makeCookRecord({ safety }) });
    const seen = await open(`#/history/${cook.cookId}`, { locale: 'de' });
    await seen.page.getByRole('alert').filter({ hasText: 'Wirf das Essen weg' }).waitFor();
    await seen.page.getByLabel('Einheit', { exact: true }).selectOption('fahrenheit');
    await shows(seen, /149,0 °F für 1 h 30 min/);
    await shows(seen, 'Kern zwischen 41,0 °F und 129,9 °F');
  });

  itInBrowser('shows the names of food as text', async () => {
    await save(makeRecordedCook({ plan: makePlan({ food: HOSTILE }) }));
    const seen = await open();
    await seen.page.locator('.history-name').waitFor();
    expect(await seen.page.locator('.history-name').innerText()).toBe(HOSTILE);
    await seen.page.locator('.history-cook').click();
    await until(async () => (await seen.heading) === HOSTILE, true);
    expect(await seen.page.locator('main img').count()).toBe(0);
    expect(await seen.page.evaluate('window.hacked')).toBeUndefined();
  });

  itInBrowser('says that a cook is not kept', async () => {
    const seen = await open('#/now');
    seen.expectProblems(/404/);
    await seen.page.goto(`${testApp.url}/#/history/no-such`);
    await shows(seen, /There is no such cook/);
  });

  itInBrowser('is accessible in light and dark, and fits 360 px', async () => {
    const cook = await saveWhole();
    for (const colorScheme of ['light', 'dark'] as const) {
      const seen = await open('#/history', { colorScheme, viewport: { width: 360, height: 740 } });
      await seen.page.locator('.history-cook').waitFor();
      expect([colorScheme, await accessibilityProblems(seen.page)]).toEqual([colorScheme, []]);
      await seen.page.goto(`${testApp.url}/#/history/${cook.cookId}`);
      await seen.page.locator('.plot[data-points] canvas').waitFor();
      await seen.page.getByText('The same as a table').click();
      await seen.page.locator('.curve-table tr').first().waitFor();
      expect([colorScheme, await accessibilityProblems(seen.page)]).toEqual([colorScheme, []]);
      expect(await overflows(seen)).toBe(false);
    }
  });
});
