import { accessibilityProblems } from '../harness/accessibility.js';
import { AskingClient } from '../harness/asking-client.js';
import { itInBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { openLivePage, overflows } from '../harness/live-page.js';
import { until } from '../harness/until.js';

/** Notes every notification that a page shows, and lets the person allow them. Chromium without a screen shows none. */
const RECORD = `
  globalThis.shown = [];
  let permission = 'default';
  const note = (title, { tag }) => void shown.push({ title, tag });
  globalThis.Notification = class {
    constructor(...given) { note(...given); }
    static get permission() { return permission; }
    static async requestPermission() { shown.push('asked'); return (permission = 'granted'); }
  };
  ServiceWorkerRegistration.prototype.showNotification = async (...given) => note(...given);
`;

describe('The view About', () => {
  const browser = new TestBrowser();
  let client: AskingClient;
  let seen: WatchedPage;
  beforeEach(async () => {
    client = await AskingClient.open();
  });
  afterEach(async () => {
    await seen.page.context().close();
    await client.close();
    expect(seen.problems).toEqual([]);
  });
  afterAll(() => browser.close());

  const open = async (options = {}): Promise<WatchedPage> => {
    seen = await openLivePage(browser, client.testApp, { view: '#/about', ...options });
    await seen.page.getByRole('heading', { level: 1 }).waitFor();
    return seen;
  };
  const shownIn = (page: WatchedPage['page']) => page.evaluate<unknown[]>('shown');

  itInBrowser('shows the versions, the journal and what works', async () => {
    await client.ask();
    const { page } = await open();
    const fact = (name: string) =>
      page.locator('dt', { hasText: name }).locator('xpath=following-sibling::dd');
    await page.getByText('works').first().waitFor();
    expect(await fact('Version').innerText()).toMatch(/^\d+\.\d+\.\d+/);
    expect(await fact('Safety rules').innerText()).toMatch(/^\d+-[\da-f]{12}$/);
    expect(await fact('Journal').innerText()).toMatch(/^in order, \d+ entr/);
    expect(await fact('Newest checksum').locator('code').innerText()).toMatch(/^[\da-f]{64}$/);
    expect(await fact('Connection to the cloud').innerText()).toBe('works');
  });

  itInBrowser('asks for notifications on a click only, and shows a waiting start in one tab', async () => {
    const { page } = await open();
    await page.addInitScript(RECORD);
    await page.reload();
    await page.getByRole('button', { name: 'Notify me' }).waitFor();
    expect(await shownIn(page)).toEqual([]);
    await seen.press('Notify me');
    await page.getByText('This browser shows notifications of this page.').waitFor();
    const other = await page.context().newPage();
    await other.addInitScript(RECORD.replace("'default'", "'granted'"));
    await other.goto(`${client.testApp.url}/#/about`);
    await other.getByText('This browser shows notifications of this page.').waitFor();
    await other.getByText('follows the live stream').waitFor();
    const id = await client.ask();
    const both = async () => [...(await shownIn(page)), ...(await shownIn(other))];
    const expected = ['asked', { title: 'A start waits for you', tag: `coddle.approval.${id}` }];
    await until(both, expected);
    expect(await both()).toEqual(expected);
    await seen.press('Do not notify me any more');
    await page.getByRole('button', { name: 'Notify me' }).waitFor();
  });

  itInBrowser('is accessible in light and dark, at 360 px and in German', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await open({ colorScheme, viewport: { width: 360, height: 740 }, locale: 'de' });
      await page.getByText('in Ordnung').first().waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await overflows(seen)).toBe(false);
      if (colorScheme === 'light') await page.context().close();
    }
  });

  itInBrowser('changes the language and the unit', async () => {
    const { page } = await open();
    const card = page.getByRole('region', { name: 'Language and unit' });
    await card.getByLabel('Temperatures in').selectOption('fahrenheit');
    await card.getByLabel('Language').selectOption('de');
    await page.getByRole('heading', { name: 'Info' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Info' }).waitFor();
    expect(await page.getByLabel('Temperaturen in').inputValue()).toBe('fahrenheit');
  });
});
