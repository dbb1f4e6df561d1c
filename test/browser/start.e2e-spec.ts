import type { Page } from 'playwright-core';
import { actedUponLate, commandLost } from '../../src/simulator/behaviours.js';
import { accessibilityProblems } from '../harness/accessibility.js';
import { itInBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { GatewayProxy } from '../harness/gateway-proxy.js';
import { chicken, letPass, responseOf, sent } from '../harness/journey.js';
import { openLivePage, overflows, type LivePageOptions } from '../harness/live-page.js';
import { OtherSite } from '../harness/other-site.js';
import { StartForm } from '../harness/start-form.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { CELLAR, FIRST_COOKER, TwoCookers } from '../harness/two-cookers.js';
import { until } from '../harness/until.js';

const ALLOWED = 'Allowed: the food will be pasteurised.';
const SHOWN = 'The cook has started: the cooker shows it.';
const CHICKEN = { food: 'chicken breast', temperature: '65', minutes: '90' };

describe('The view Start', () => {
  const browser = new TestBrowser();
  let testApp: TestApp;
  let visitor: WatchedPage;
  beforeEach(async () => {
    testApp = await startTestApp({ cookers: [{ name: 'Kitchen', water: 65 }] });
  });
  afterEach(async () => {
    await visitor.page.context().close();
    await testApp.close();
    expect(visitor.problems).toEqual([]);
  });
  afterAll(() => browser.close());

  const open = async (options: LivePageOptions = {}): Promise<StartForm> => {
    visitor = await openLivePage(browser, testApp, { view: '#/start', ...options });
    await visitor.page.getByRole('heading', { level: 1 }).waitFor();
    return new StartForm(visitor.page);
  };
  const sentStart = () => testApp.cloud.received.find(({ command }) => command === 'CMD_APC_START');
  const starts = () => sent(testApp).filter((command) => command === 'CMD_APC_START').length;
  /** Lets time pass in which the cooker confirms, until the page says something. */
  const untilPageSays = async (page: Page, text: string) => {
    const said = page.getByText(text).first();
    await until(async () => {
      await letPass(testApp, 1_000);
      return said.isVisible();
    }, true);
  };

  itInBrowser('gives the reason of a refusal, fills in an alternative, and starts it once', async () => {
    const form = await open();
    await form.says('Enter a temperature and a time');
    await form.fill({ ...CHICKEN, minutes: '60' });
    await form.says('Refused.');
    await form.says(/is not enough for the assumed 35 mm/);
    expect(await form.startButton.getAttribute('aria-disabled')).toBe('true');
    await form.page.getByText('The verdict is about this value.').waitFor();
    await visitor.press('65.0 °C for 81 min');
    await form.says(ALLOWED);
    expect(await form.page.getByLabel('Hours').inputValue()).toBe('1');
    expect(await form.page.getByLabel('Minutes').inputValue()).toBe('21');
    await form.says('The food is safe from 81 min on.');
    await form.isStartable();
    // The second click of somebody who clicks twice finds the start on its way.
    await form.startButton.dblclick();
    await untilPageSays(form.page, SHOWN);
    expect(starts()).toBe(1);
    expect(sentStart()?.payload).toMatchObject({ targetTemperature: 65, timer: 81 * 60 });
    await form.page.getByText('A cook is on. Stop it first').waitFor();
  });

  itInBrowser('shows the verdict on the newest values, in whatever order the responses arrive', async () => {
    const form = await open();
    const held: (() => void)[] = [];
    await form.page.route('**/check-cook*', async (route) => {
      const isOld = route.request().postData()?.includes('"time_minutes":60') === true;
      if (isOld) await new Promise<void>((release) => held.push(release));
      // The page has given the older request up: then nothing is left to respond to.
      await route.continue().catch(() => undefined);
    });
    await form.fill({ ...CHICKEN, minutes: '60' });
    await until(() => held.length, 1);
    await form.fill({ minutes: '90' });
    await form.says(ALLOWED);
    for (const release of held) release();
    await letPass(testApp, 1_000);
    await form.says(ALLOWED);
    expect(await form.verdict.getByText('Refused.').count()).toBe(0);
  });

  itInBrowser('never starts twice when the connection breaks at the start', async () => {
    const proxy = await GatewayProxy.open(testApp.url);
    try {
      const form = await open({ address: proxy.url });
      visitor.expectProblems(/start-cook|live|status|devices|owner\/session|net::ERR_|502/);
      testApp.cloud.nextCommand(actedUponLate(2_000));
      await form.fill(CHICKEN);
      await form.isStartable();
      await form.startButton.click();
      await form.page.getByText('Sent to the server').waitFor();
      await until(starts, 1);
      // A browser repeats a request of a connection that broke by itself, with the same request_id.
      proxy.become('bad-gateway');
      proxy.cut();
      await form.page.getByText('It is not known whether the cook has started').waitFor();
      await form.page.getByText('First find out what became of the last start.').waitFor();
      proxy.become('open');
      await form.page.reload();
      await form.page.getByText('It is not known whether the cook has started').waitFor();
      await visitor.press('Ask again');
      await untilPageSays(form.page, SHOWN);
      expect(starts()).toBe(1);
      await form.page.reload();
      await form.says('Enter a temperature and a time');
      expect(await form.page.getByText('It is not known').count()).toBe(0);
    } finally {
      await proxy.close();
    }
  });

  itInBrowser('says what to do when the cooker confirms nothing', async () => {
    const form = await open();
    visitor.expectProblems(/504/);
    testApp.cloud.nextCommand(commandLost);
    await form.fill(CHICKEN);
    await form.isStartable();
    await form.startButton.click();
    await untilPageSays(form.page, 'The cooker has not confirmed the start');
    await visitor.press('I have looked: nothing has started');
    await form.page.getByText('The cooker has not confirmed the start').waitFor({ state: 'detached' });
  });

  itInBrowser('says what to do when another client was faster', async () => {
    const form = await open();
    visitor.expectProblems(/409/);
    await form.page.route('**/start-cook', async (route) => {
      await responseOf(testApp, testApp.api.post('/start-cook', chicken()));
      await route.continue();
    });
    await form.fill(CHICKEN);
    await form.isStartable();
    await form.startButton.click();
    await form.page.getByText('Nothing was started.').waitFor();
    await form.page.getByText('Another cook is on. Look at Now').waitFor();
    expect(starts()).toBe(1);
  });

  itInBrowser('says what to do when the cooker has gone', async () => {
    const form = await open();
    visitor.expectProblems(/503/);
    await form.page.route('**/start-cook', async (route) => {
      testApp.cooker.goOffline();
      await until(async () => (await testApp.api.get('/status')).body['device_online'], false);
      await route.continue();
    });
    await form.fill(CHICKEN);
    await form.isStartable();
    await form.startButton.click();
    await form.page.getByText('Check its power and its Wi-Fi').waitFor();
    await form.page.getByText('The cooker cannot be reached.', { exact: true }).waitFor();
    expect(starts()).toBe(0);
  });

  itInBrowser('sets what is wrong beside its field', async () => {
    const form = await open();
    visitor.expectProblems(/400/);
    await form.fill({ ...CHICKEN, temperature: 'hot' });
    await form.page.getByText('Enter a number, such as 65 or 57.5.').waitFor();
    expect(await form.temperature.getAttribute('aria-invalid')).toBe('true');
    await form.fill({ temperature: '65', minutes: '90.5' });
    await form.page
      .locator('#time-problem')
      .getByText(/time_minutes must be a whole number/)
      .waitFor();
    await form.fill({ minutes: '90' });
    await form.says(ALLOWED);
    expect(await form.page.locator('[aria-invalid]').count()).toBe(0);
  });

  itInBrowser('keeps the form in other views and in °F, where the plan stays the same', async () => {
    const form = await open();
    await form.fill({ ...CHICKEN, temperature: '57.5', minutes: '', hours: '6', thickness: '30' });
    await form.says(ALLOWED);
    await form.page.getByRole('combobox', { name: 'Unit' }).selectOption('°F');
    expect(await form.temperature.inputValue()).toBe('135.5');
    await form.page.getByRole('link', { name: 'Now' }).first().click();
    await form.page.getByRole('heading', { name: 'Now', level: 1 }).waitFor();
    await form.page.getByRole('link', { name: 'Start', exact: true }).click();
    await form.says(ALLOWED);
    expect(await form.temperature.inputValue()).toBe('135.5');
    expect(await form.food.inputValue()).toBe('chicken breast');
    await form.isStartable();
    await form.startButton.click();
    await untilPageSays(form.page, SHOWN);
    expect(sentStart()?.payload).toMatchObject({ targetTemperature: 57.5, unit: 'C' });
  });

  itInBrowser('takes no half-typed name for another food', async () => {
    const form = await open();
    await form.fill({ temperature: '65', minutes: '240', food: 'turkey' });
    await form.says(/cannot be judged without its thickness/);
    await form.fill({ food: 'turkey escalope' });
    await form.says(ALLOWED);
  });

  itInBrowser('shows markup in the name of a food as text', async () => {
    const form = await open();
    const name = '<img src=x onerror=alert(1)> chicken';
    await form.fill({ ...CHICKEN, minutes: '60', food: name });
    await form.says(/<img src=x onerror=alert\(1\)> chicken/i);
    expect(await form.page.locator('img').count()).toBe(0);
  });

  itInBrowser('starts the cooker that was chosen, whichever else runs meanwhile', async () => {
    await testApp.close();
    const two = await TwoCookers.open();
    testApp = two.testApp;
    const form = await open();
    await form.page.locator('form').getByLabel('Cooker').selectOption('Cellar');
    await form.fill(CHICKEN);
    await form.isStartable();
    await two.start(FIRST_COOKER);
    await form.page.getByRole('button', { name: 'Start on Cellar' }).click();
    await untilPageSays(form.page, SHOWN);
    const started = testApp.cloud.received.filter(({ command }) => command === 'CMD_APC_START');
    expect(started.map(({ payload }) => payload['cookerId'])).toEqual([FIRST_COOKER, CELLAR]);
  });

  itInBrowser('starts nothing for another site', async () => {
    const form = await open();
    const site = await OtherSite.open();
    try {
      visitor.expectProblems(/./);
      const { page } = form;
      await page.goto(
        site.formTo(`${testApp.url}/start-cook`, { temperature_celsius: '65', time_minutes: '90' }),
      );
      await visitor.press('Win');
      await page.waitForURL(/start-cook/);
      await page.goto(site.linkTo(testApp.url));
      const body = JSON.stringify(JSON.stringify(chicken()));
      const options = `{ method: 'POST', credentials: 'include', mode: 'no-cors', body: ${body} }`;
      await page.evaluate(`fetch('${testApp.url}/start-cook', ${options}).catch(() => 0)`);
      await letPass(testApp, 2_000);
      expect(starts()).toBe(0);
    } finally {
      await site.close();
    }
  });

  itInBrowser('is accessible with every verdict, in light and dark, and narrow enough', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const form = await open({ colorScheme, viewport: { width: 360, height: 740 } });
      for (const [minutes, text] of [
        ['60', 'Refused.'],
        ['90', ALLOWED],
      ] as const) {
        await form.fill({ ...CHICKEN, minutes });
        await form.says(text);
        expect([colorScheme, text, await accessibilityProblems(form.page)]).toEqual([colorScheme, text, []]);
        expect(await overflows(visitor)).toBe(false);
      }
      if (colorScheme === 'light') await form.page.context().close();
    }
  });

  itInBrowser('speaks German, and shows the sentences of the server as English', async () => {
    const form = await open({ locale: 'de-DE' });
    const { page } = form;
    await page.getByLabel('Lebensmittel', { exact: true }).fill('chicken breast');
    await page.getByLabel('Wassertemperatur in °C').fill('65,0');
    await page.getByLabel('Minuten').fill('60');
    await page.getByText('Abgelehnt.', { exact: true }).waitFor();
    await page.locator('[lang=en]', { hasText: 'is not enough for the assumed 35 mm' }).waitFor();
    await page.getByRole('button', { name: '65,0 °C für 81 min' }).click();
    await page.getByText('Erlaubt: Das Lebensmittel wird pasteurisiert.').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});
