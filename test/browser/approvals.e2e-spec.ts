import type { Locator, Page } from 'playwright-core';
import type { Principal } from '../../src/auth/principal.js';
import { CookingService } from '../../src/cooking/cooking.service.js';
import { StartCookDto } from '../../src/cooking/dto/start-cook.dto.js';
import { toStartRequest } from '../../src/cooking/start/start-request.js';
import { accessibilityProblems } from '../harness/accessibility.js';
import { AskingClient } from '../harness/asking-client.js';
import { itInBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { letPass, responseOf } from '../harness/journey.js';
import { openLivePage, overflows, type LivePageOptions } from '../harness/live-page.js';
import { OtherSite } from '../harness/other-site.js';
import { until } from '../harness/until.js';

const ASKING: Principal = {
  kind: 'oauth',
  id: 'oauth:1',
  name: 'Claude',
  scopes: new Set(['cook:start']),
  startPolicy: 'ask',
};
const NOTHING = 'Nothing waits for your approval.';

describe('The view Approvals', () => {
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

  const open = async (options: LivePageOptions = {}): Promise<Page> => {
    visitor = await openLivePage(browser, client.testApp, { view: '#/approvals', ...options });
    await visitor.page.getByRole('heading', { level: 1 }).waitFor();
    return visitor.page;
  };
  const approve = (page: Page) => page.getByRole('button', { name: /^Approve and start/ });
  const deny = (page: Page) => page.getByRole('button', { name: /^Deny/ });
  const news = (page: Page): Locator => page.locator('main > .view > [role=status]');
  /** The card of a start, which stays where it was when it is decided. */
  const card = (page: Page, plan = 'chicken at 65.0 °C for 90 min'): Locator =>
    page.getByRole('region', { name: plan });
  /** Lets time pass in which the cooker confirms, until something is visible. */
  const untilVisible = (wanted: Locator) =>
    until(async () => {
      await letPass(client.testApp, 1_000);
      return wanted.first().isVisible();
    }, true);

  itInBrowser('shows who asks for what as it is asked, and starts it when it is approved', async () => {
    const page = await open();
    await page.getByText(NOTHING).waitFor();
    await client.ask({ food_type: 'chicken breast', thickness_mm: 30 });
    await approve(page).waitFor();
    await page.getByRole('link', { name: 'Approvals 1 waits' }).waitFor();
    const asked = card(page, 'chicken breast at 65.0 °C for 90 min');
    for (const text of ['tablet', 'a key of this server', '30 mm', 'Fridge', 'Kitchen'])
      await asked.getByText(text).first().waitFor();
    await asked.getByText('Allowed: the food will be pasteurised.').waitFor();
    await approve(page).click();
    await untilVisible(news(page).getByText('chicken breast at 65.0 °C for 90 min: started.'));
    expect(client.starts).toBe(1);
    await asked.getByText('started', { exact: true }).waitFor();
    await asked.getByText(/Approved on .* by you/).waitFor();
    await asked.getByRole('link', { name: 'See the cook' }).waitFor();
    await page.getByRole('link', { name: 'Approvals', exact: true }).waitFor();
  });

  itInBrowser('starts nothing that is denied', async () => {
    await client.ask();
    const page = await open();
    await deny(page).click();
    await news(page).getByText('chicken at 65.0 °C for 90 min: denied.').waitFor();
    await page.getByText(NOTHING).waitFor();
    expect(client.starts).toBe(0);
    expect((await client.start()).body).toMatchObject({ error: 'APPROVAL_DENIED' });
  });

  itInBrowser('says why an approved start has failed', async () => {
    await client.ask();
    const page = await open();
    await approve(page).waitFor();
    const others = { temperature_celsius: 84, time_minutes: 60, food_type: 'carrots' };
    await responseOf(client.testApp, client.testApp.api.post('/start-cook', others));
    await approve(page).click();
    await untilVisible(news(page).getByText('chicken at 65.0 °C for 90 min: not started.'));
    await card(page).getByText(/cook/).first().waitFor();
    expect(client.starts).toBe(1);
  });

  itInBrowser('says that one was decided elsewhere meanwhile', async () => {
    const id = await client.ask();
    const page = await open();
    await approve(page).waitFor();
    await page.route('**/owner/approvals/*/approve', async (route) => {
      await client.approvals.deny(id, 'cli');
      await route.continue();
    });
    await approve(page).click();
    await card(page).getByText('It was decided elsewhere meanwhile: denied.').waitFor();
    await card(page).getByText('on the machine of the server').waitFor();
    expect(client.starts).toBe(0);
  });

  itInBrowser('follows what is decided elsewhere, and what expires', async () => {
    const id = await client.ask();
    const page = await open();
    await deny(page).waitFor();
    await client.approvals.deny(id, 'cli');
    await card(page).getByText('denied', { exact: true }).waitFor();
    await page.getByText(NOTHING).waitFor();
    await client.ask({ temperature_celsius: 70 });
    await approve(page).waitFor();
    await letPass(client.testApp, 11 * 60_000);
    await card(page, 'chicken at 70.0 °C for 90 min').getByText('expired', { exact: true }).waitFor();
    expect(client.starts).toBe(0);
  });

  itInBrowser(
    'shows a start that arrives below those that wait, whose buttons stay where they are',
    async () => {
      await client.ask();
      const page = await open();
      await approve(page).waitFor();
      await client.ask({ temperature_celsius: 70 });
      await page.getByText('2 starts wait for your approval.').waitFor();
      const plans = () => page.locator('.pending h2').allInnerTexts();
      const inOrder = [/ at 65.0 °C /, / at 70.0 °C /].map((plan) => expect.stringMatching(plan) as string);
      expect(await plans()).toEqual(inOrder);
      await page.reload();
      await page.getByText('2 starts wait for your approval.').waitFor();
      expect(await plans()).toEqual(inOrder);
    },
  );

  itInBrowser('shows nothing of them, and claims nothing, without a session or the list', async () => {
    await client.ask();
    const page = await open();
    await approve(page).waitFor();
    visitor.expectProblems(/401|ERR_FAILED|net::/);
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'History', exact: true }).click();
    const heading = page.getByRole('heading', { name: 'Set a password first' });
    await heading.waitFor();
    await page.getByRole('link', { name: 'Approvals', exact: true }).click();
    await page.getByRole('heading', { name: 'Approvals', level: 1 }).waitFor();
    await heading.waitFor();
    const text = await page.locator('main').innerText();
    expect(text).not.toMatch(/chicken|tablet|Nothing waits/);
  });

  itInBrowser('does not say that nothing waits before it knows', async () => {
    const page = await open({ view: '#/now' });
    visitor.expectProblems(/ERR_FAILED|net::/);
    await page.route('**/owner/approvals', (route) => route.abort());
    await page.goto(`${client.testApp.url}/#/approvals`);
    await page.reload();
    await page.getByText('What waits is not known yet.').waitFor();
    expect(await page.getByText(NOTHING).count()).toBe(0);
    await page.unroute('**/owner/approvals');
    await client.ask();
    await approve(page).waitFor();
  });

  itInBrowser('says that a decision may not have arrived, and shows later that it has', async () => {
    const id = await client.ask();
    const page = await open();
    visitor.expectProblems(/approvals/, /net::ERR_/);
    await approve(page).waitFor();
    await page.route('**/owner/approvals/*/deny', (route) => route.abort('connectionreset'));
    await deny(page).click();
    const question = page.getByRole('dialog');
    await question.getByText('it is not known whether your decision has arrived').waitFor();
    await question.getByRole('button', { name: 'Close' }).click();
    await page.unroute('**/owner/approvals/*/deny');
    await deny(page).click();
    await news(page).getByText('denied.').waitFor();
    expect((await client.get(id)).body).toMatchObject({ status: 'denied' });
  });

  itInBrowser('shows markup in the names of a client, its host and a food as text', async () => {
    const markup = '<img src=x onerror=alert(1)>';
    const { app } = client.testApp;
    const principal = { ...ASKING, name: `${markup} Claude`, host: `claude.ai${markup}` };
    const body = { temperature_celsius: 65, time_minutes: 240, food_type: `${markup} chicken` };
    const dto = Object.assign(new StartCookDto(), body);
    await app.get(CookingService, { strict: false }).start(toStartRequest(dto, principal, undefined));
    const page = await open();
    await page.getByRole('heading', { name: `${markup} chicken at` }).waitFor();
    await page.locator('q', { hasText: `${markup} Claude` }).waitFor();
    await page.getByText(`from claude.ai${markup}`).waitFor();
    await page.getByText('The name is what the client calls itself.').waitFor();
    expect(await page.locator('img').count()).toBe(0);
  });

  itInBrowser('changes nothing for another site', async () => {
    const id = await client.ask();
    const page = await open();
    await approve(page).waitFor();
    const chat = await OtherSite.open();
    try {
      visitor.expectProblems(/./);
      await page.goto(chat.formTo(`${client.testApp.url}/owner/approvals/${id}/approve`));
      await visitor.press('Win');
      await page.waitForURL(/owner\/approvals/);
      await page.goto(chat.linkTo(client.testApp.url));
      const attempt = `fetch('${client.testApp.url}/owner/approvals/${id}/approve', { method: 'POST', credentials: 'include', mode: 'no-cors' }).catch(() => 0)`;
      await page.evaluate(attempt);
      await page.evaluate(attempt.replace('/approve', '/deny'));
      await letPass(client.testApp, 3_000);
      expect((await client.get(id)).body).toMatchObject({ status: 'pending' });
      expect(client.starts).toBe(0);
    } finally {
      await chat.close();
    }
  });

  itInBrowser(
    'is accessible with what waits and what was decided, in light and dark, and narrow enough',
    async () => {
      await client.approvals.deny(await client.ask(), 'cli');
      await client.ask({ food_type: 'pork chop', thickness_mm: 30, time_minutes: 240 });
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await open({ colorScheme, viewport: { width: 360, height: 740 }, locale: 'de-DE' });
        await page.getByRole('button', { name: /freigeben und starten$/ }).waitFor();
        expect([colorScheme, await accessibilityProblems(page)]).toEqual([colorScheme, []]);
        expect(await overflows(visitor)).toBe(false);
        if (colorScheme === 'light') await page.context().close();
      }
    },
  );
});
