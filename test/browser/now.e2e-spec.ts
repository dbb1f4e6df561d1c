import { accessibilityProblems } from '../harness/accessibility.js';
import { begin, minutesPass, spoil } from '../harness/broken-off.js';
import { itInBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { chicken, letPass, untilStatus } from '../harness/journey.js';
import { openLivePage, overflows, type LivePageOptions } from '../harness/live-page.js';
import { startTestApp, type TestApp, type TestAppOptions } from '../harness/test-app.js';
import { until } from '../harness/until.js';

/** A name that would run a script if the page took it for more than text. */
const HOSTILE = '<img src=x onerror="window.hacked=1">';

describe('The view Now', () => {
  const browser = new TestBrowser();
  let testApp: TestApp;
  let opened: WatchedPage[];
  beforeEach(() => (opened = []));
  afterEach(async () => {
    for (const { page } of opened) await page.context().close();
    await testApp.close();
    expect(opened.flatMap(({ problems }) => problems)).toEqual([]);
  });
  afterAll(() => browser.close());

  const serve = async (options: TestAppOptions = {}) =>
    (testApp = await startTestApp({ cookers: [{ name: 'Kitchen', water: 64.8 }], ...options }));
  const open = async (options: LivePageOptions = {}): Promise<WatchedPage> => {
    const seen = await openLivePage(browser, testApp, options);
    opened.push(seen);
    return seen;
  };
  const shows = ({ page }: WatchedPage, text: string | RegExp) => page.getByText(text).first().waitFor();
  /** Chicken that has been in hot water for some minutes. */
  async function cookFor(minutes: number): Promise<string> {
    const cookId = await begin(testApp, chicken());
    await untilStatus(testApp, { timer: 'running' });
    await minutesPass(testApp, minutes);
    return cookId;
  }
  const kindsOfRows = async ({ page }: WatchedPage): Promise<string[]> => {
    const rows = await page.locator('.curve-table tbody tr').all();
    return Promise.all(rows.map(async (row) => String(await row.getAttribute('data-kind'))));
  };

  itInBrowser('says that nothing is cooking, and leads to a start', async () => {
    await serve();
    const seen = await open();
    await shows(seen, 'Nothing is cooking.');
    await shows(seen, /64\.8/);
    await seen.page.getByRole('link', { name: 'Start a cook' }).click();
    await seen.page.waitForURL('**/#/start');
  });

  itInBrowser('follows a cook from heating to cooking to done, without a reload', async () => {
    await serve({ cookers: [{ name: 'Kitchen', water: 60 }] });
    const seen = await open();
    await begin(testApp, chicken({ thickness_mm: 10, temperature_celsius: 70, time_minutes: 15 }));
    await shows(seen, 'The water is being heated to 70.0 °C');
    testApp.cooker.setWater(70.3);
    await letPass(testApp, 4_000);
    await untilStatus(testApp, { timer: 'running' });
    await shows(seen, 'Cooking at 70.0 °C.');
    await shows(seen, 'Core (modelled)');
    await shows(seen, /^Pasteurised at .* if the water stays as it is\.$/);
    await minutesPass(testApp, 17);
    await shows(
      seen,
      /^The timer ended \d+ minutes ago\. The water is held at 70\.0 °C until you stop it\.$/,
    );
    await shows(seen, /^Pasteurised since /);
  });

  itInBrowser('draws the course of the cook with its forecast, and says it as a table too', async () => {
    await serve();
    await cookFor(10);
    const seen = await open();
    await seen.page.locator('.plot[data-points] canvas').waitFor();
    await shows(seen, 'Core, forecast');
    await seen.page.locator('.plot .u-over').hover();
    await seen.page.locator('.curve-moment').waitFor();
    await seen.page.mouse.move(0, 0);
    await seen.page.locator('.curve-moment').waitFor({ state: 'detached' });
    await seen.page.getByText('The same as a table').click();
    await until(async () => [...new Set(await kindsOfRows(seen))], ['observed', 'predicted']);
    const points = () => seen.page.locator('.plot').getAttribute('data-points').then(Number);
    const before = await points();
    await minutesPass(testApp, 1);
    await until(async () => (await points()) > before, true);
  });

  itInBrowser('shows a time without readings as a gap, also one that it sees itself', async () => {
    await serve();
    await cookFor(5);
    const seen = await open();
    await seen.page.locator('.plot[data-points] canvas').waitFor();
    await seen.page.getByText('The same as a table').click();
    testApp.cooker.fallSilent();
    await minutesPass(testApp, 6);
    testApp.cooker.speak();
    for (let isStale = true; isStale; isStale = (await testApp.api.get('/status')).body['stale'] === true)
      await minutesPass(testApp, 1);
    await seen.page.locator('tr[data-kind="notObserved"]').first().waitFor();
    await shows(seen, /Not observed from .* to /);
  });

  itInBrowser('says unmistakably that food must be thrown away', async () => {
    await serve({ cookers: [{ name: 'Kitchen', water: 65.6 }] });
    await spoil(testApp);
    const seen = await open();
    const alert = seen.page.getByRole('alert').filter({ hasText: 'Throw the food away' });
    await alert.waitFor();
    const [box, state] = [await alert.boundingBox(), await seen.page.locator('.now-state').boundingBox()];
    expect(box!.y).toBeLessThan(state!.y);
    expect(await accessibilityProblems(seen.page)).toEqual([]);
  });

  itInBrowser('shows names of devices and food as text', async () => {
    await serve({ cookers: [{ name: HOSTILE, water: 65 }] });
    await begin(testApp, chicken({ food_type: `chicken ${HOSTILE}`, time_minutes: 600, thickness_mm: 20 }));
    const seen = await open();
    await seen.page.locator('.now-food').waitFor();
    expect(await seen.page.locator('h1').innerText()).toContain(HOSTILE.slice(0, 20));
    expect(await seen.page.locator('.now-food').innerText()).toContain('<img');
    expect(await seen.page.locator('main img').count()).toBe(0);
    expect(await seen.page.evaluate('window.hacked')).toBeUndefined();
  });

  itInBrowser('speaks German and shows °F everywhere', async () => {
    await serve();
    await cookFor(5);
    const seen = await open({ locale: 'de-DE' });
    await shows(seen, 'Gart bei 65,0 °C.');
    await seen.page.getByLabel('Einheit', { exact: true }).selectOption('fahrenheit');
    await shows(seen, 'Gart bei 149,0 °F.');
    await seen.page.locator('.plot[data-points] canvas').waitFor();
    // What the API says in English stays as it is.
    const ours = await seen.page
      .locator('main :is(dd, p, figcaption, .curve-legend):not(.notice *)')
      .allInnerTexts();
    expect(ours.join(' ')).not.toContain('°C');
    expect(ours.join(' ')).toContain('41,0 °F');
    await shows(seen, 'Kern (berechnet)');
  });

  itInBrowser('says a fault first, and what to do', async () => {
    await serve();
    const seen = await open();
    await shows(seen, 'Nothing is cooking.');
    testApp.cooker.raiseFault('lowWater');
    await letPass(testApp, 3_000);
    await seen.page.getByRole('alert').filter({ hasText: 'The water is too low. Fill it up.' }).waitFor();
    await shows(seen, 'The cooker reports a fault.');
  });

  itInBrowser('says that a cooker has never reported, without a number', async () => {
    await serve({ cookers: [{ name: 'Kitchen', generation: 'none' }], connected: false });
    const seen = await open();
    await shows(seen, 'The cooker has never reported its state.');
    expect(await seen.page.locator('.now-numbers').count()).toBe(0);
  });

  itInBrowser('says that there is no cooker, and that one is offline', async () => {
    await serve({ cookers: [] });
    const empty = await open();
    await shows(empty, /There is no cooker in this account/);
    await empty.page.context().close();
    await testApp.close();
    await serve();
    await cookFor(1);
    const seen = await open();
    await shows(seen, 'Cooking at 65.0 °C.');
    testApp.cooker.fallSilent();
    await testApp.clock.elapse(120_000);
    await shows(seen, 'The cooker is offline.');
    await shows(seen, 'Last seen: Cooking at 65.0 °C.');
    await shows(seen, /^[12] minutes? ago$/);
  });

  itInBrowser('names every cooker, and shows the one that is chosen', async () => {
    await serve({ cookers: [{ name: 'Kitchen' }, { name: 'Cellar' }] });
    const seen = await open();
    await seen.page.getByRole('heading', { name: 'Other cookers' }).waitFor();
    await seen.page.locator('.now-others .age').waitFor();
    await seen.press('Show Cellar');
    await seen.page.getByRole('heading', { level: 1, name: 'Cellar' }).waitFor();
  });

  itInBrowser('is accessible with a running cook in light and dark, and fits 360 px', async () => {
    await serve();
    await cookFor(10);
    for (const colorScheme of ['light', 'dark'] as const) {
      const seen = await open({ colorScheme, viewport: { width: 360, height: 740 } });
      await seen.page.locator('.plot[data-points] canvas').waitFor();
      await seen.page.getByText('The same as a table').click();
      await seen.page.locator('.curve-table tr').first().waitFor();
      expect([colorScheme, await accessibilityProblems(seen.page)]).toEqual([colorScheme, []]);
      expect(await overflows(seen)).toBe(false);
    }
  });
});
