import type { Page } from 'playwright-core';
import { AskingClient } from '../harness/asking-client.js';
import { itInBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { letPass } from '../harness/journey.js';
import { openLivePage } from '../harness/live-page.js';
import { until } from '../harness/until.js';

/** Where each button is that decides something, by its name, in whole pixels of the document. */
const BUTTONS = `Object.fromEntries([...document.querySelectorAll('.pending-choices button')].map((one) =>
  [one.getAttribute('aria-label'), Math.round(one.getBoundingClientRect().top + scrollY)]))`;

describe('The cards of approvals', () => {
  const browser = new TestBrowser();
  let client: AskingClient;
  let visitor: WatchedPage;
  beforeEach(async () => {
    client = await AskingClient.open();
  });
  afterEach(async () => {
    await visitor.page.context().close();
    await client.close();
    expect(visitor.problems).toEqual([]);
  });
  afterAll(() => browser.close());

  /** Opens the view with two starts that wait, on a phone where one is above the other. */
  async function openWithTwo(): Promise<{ page: Page; first: string }> {
    const first = await client.ask();
    await client.ask({ temperature_celsius: 70 });
    visitor = await openLivePage(browser, client.testApp, {
      view: '#/approvals',
      viewport: { width: 390, height: 844 },
    });
    const { page } = visitor;
    await page.getByText('2 starts wait for your approval.').waitFor();
    return { page, first };
  }
  const buttons = (page: Page) => page.evaluate<Record<string, number>>(BUTTONS);
  const ofSecond = async (page: Page) =>
    Object.entries(await buttons(page)).filter(([name]) => name.includes('70.0'));
  const card = (page: Page) => page.getByRole('region', { name: 'chicken at 65.0 °C for 90 min' });

  itInBrowser('stay where they are when the one above is denied', async () => {
    const { page } = await openWithTwo();
    const before = await ofSecond(page);
    expect(before).toHaveLength(2);
    await page.getByRole('button', { name: 'Deny chicken at 65.0' }).click();
    await card(page).getByText('denied', { exact: true }).waitFor();
    expect(await ofSecond(page)).toEqual(before);
  });

  itInBrowser('stay where they are while the one above starts, and when it has started', async () => {
    const { page } = await openWithTwo();
    const before = await ofSecond(page);
    await page.getByRole('button', { name: 'Approve and start chicken at 65.0' }).click();
    await until(async () => Object.keys(await buttons(page)).length, 2);
    expect(await ofSecond(page)).toEqual(before);
    await until(async () => {
      await letPass(client.testApp, 1_000);
      return card(page).getByText('started', { exact: true }).isVisible();
    }, true);
    expect(await ofSecond(page)).toEqual(before);
  });

  itInBrowser('stay where they are when the one above is decided elsewhere, or expires', async () => {
    const { page, first } = await openWithTwo();
    const before = await ofSecond(page);
    await client.approvals.deny(first, 'cli');
    await card(page).getByText('denied', { exact: true }).waitFor();
    expect(await ofSecond(page)).toEqual(before);
    await letPass(client.testApp, 11 * 60_000);
    await page.getByText('Nothing waits for your approval.').waitFor();
  });

  itInBrowser('stay where they are when a decision is refused, which is said over the page', async () => {
    const { page } = await openWithTwo();
    visitor.expectProblems(/503/);
    const before = await buttons(page);
    await page.route('**/owner/approvals/*/deny', (route) =>
      route.fulfill({ status: 503, json: { error: 'STORAGE_UNAVAILABLE', message: 'The disk is full.' } }),
    );
    await page.getByRole('button', { name: 'Deny chicken at 65.0' }).click();
    const said = page.getByRole('dialog');
    await said.getByText('Your decision was not carried out:').waitFor();
    await said.getByText('The disk is full.').waitFor();
    await page.keyboard.press('Escape');
    await said.waitFor({ state: 'detached' });
    expect(await buttons(page)).toEqual(before);
  });

  itInBrowser('begin anew when the view is opened again', async () => {
    const { page } = await openWithTwo();
    await page.getByRole('button', { name: 'Deny chicken at 65.0' }).click();
    await card(page).getByText('denied', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'History', exact: true }).click();
    await page.getByRole('heading', { name: 'History', level: 1 }).waitFor();
    await page.getByRole('link', { name: /^Approvals/ }).click();
    await page.getByRole('region', { name: 'Decided before' }).getByText('65.0 °C').waitFor();
    expect(Object.keys(await buttons(page))).toHaveLength(2);
  });
});
