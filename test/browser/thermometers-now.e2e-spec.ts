import { begin, minutesPass } from '../harness/broken-off.js';
import { itInBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { chicken } from '../harness/journey.js';
import { openLivePage } from '../harness/live-page.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { GrillThermometer, withDateOfClock } from '../harness/thermometer-page.js';

describe('A cook with a probe in its food', () => {
  const browser = new TestBrowser();
  let testApp: TestApp;
  let seen: WatchedPage;
  afterEach(async () => {
    await seen.page.context().close();
    await testApp.close();
    expect(seen.problems).toEqual([]);
  });
  afterAll(() => browser.close());

  itInBrowser('shows the measured core beside the modelled one, under Now and Thermometers', async () => {
    testApp = await startTestApp({ cookers: [{ name: 'Kitchen', water: 64.8 }], setUp: withDateOfClock });
    const cookId = await begin(testApp, chicken({ thickness_mm: 30 }));
    const grill = new GrillThermometer(testApp);
    await grill.measure(6);
    seen = await openLivePage(browser, testApp);
    const { page } = seen;
    await page.getByText('Core (modelled)').first().waitFor();
    await page.getByRole('link', { name: 'Thermometers', exact: true }).click();
    await page.getByRole('button', { name: 'Follow food with Chicken breast' }).click();
    await page.getByLabel('Food', { exact: true }).fill('chicken');
    await page.getByLabel('Where it is').selectOption(cookId);
    await page.getByRole('button', { name: 'Follow it' }).click();
    const session = page.getByRole('region', { name: 'chicken', exact: true });
    await session.getByText('Core (modelled)').waitFor();
    await session.getByRole('link', { name: 'See the cook' }).waitFor();
    await grill.warm(6, 12, 20);
    await minutesPass(testApp, 1);
    await page.getByRole('link', { name: 'Now', exact: true }).click();
    const measured = page.locator('.now-core', { hasText: 'Core (measured)' });
    await measured.getByText('12.0').waitFor();
    await measured.getByText(/ago$|^just now$/).waitFor();
    await measured.getByText(/^The model is .* above the measurement\.$/).waitFor();
    await page.getByText('A probe in the food measures its core.', { exact: false }).waitFor();
  });
});
