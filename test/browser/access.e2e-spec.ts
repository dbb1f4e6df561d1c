import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { Armings } from '../../src/approvals/armings.js';
import { OwnerPassword } from '../../src/auth/owner/owner-password.js';
import { accessibilityProblems } from '../harness/accessibility.js';
import { Api } from '../harness/api.js';
import { itInBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { begin, breakOff, minutesPass } from '../harness/broken-off.js';
import { chicken } from '../harness/journey.js';
import { KeysFolder } from '../harness/keys-folder.js';
import { openLivePage, overflows } from '../harness/live-page.js';
import { OAuthClient } from '../harness/oauth-client.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';
import { Visitor } from '../harness/visitor.js';

const HOSTILE = '<img src=x onerror=alert(1)>';

describe('The view Access', () => {
  const browser = new TestBrowser();
  let folder: KeysFolder;
  let testApp: TestApp;
  let seen: WatchedPage;
  beforeEach(async () => {
    folder = new KeysFolder();
    folder.add('tablet', { ask: true });
    testApp = await startTestApp({
      environment: { configDir: folder.path },
      cookers: [{ name: HOSTILE, water: 65 }],
    });
  });
  afterEach(async () => {
    await seen.page.context().close();
    await testApp.close();
    folder.remove();
    expect(seen.problems).toEqual([]);
  });
  afterAll(() => browser.close());

  const open = async (options: BrowserContextOptions = {}): Promise<WatchedPage> => {
    seen = await openLivePage(browser, testApp, { view: '#/access', ...options });
    await seen.page.getByRole('heading', { name: /^(Access|Zugriff)$/ }).waitFor();
    return seen;
  };
  const card = (name: string) => seen.page.getByRole('region', { name, exact: true });
  const confirm = (name: string) => seen.page.getByRole('dialog').getByRole('button', { name }).click();
  const keyIn = async () => (await seen.page.locator('.new-key-text').textContent()) ?? '';
  const statusWith = async (key: string) => (await new Api(testApp.url, key).get('/status')).status;

  itInBrowser('makes a key, shows it once, and revokes it', async () => {
    const { page } = await open();
    await card('Keys').getByText('Make a key').click();
    await seen.press('Make the key');
    await page.getByText('Use 1 to 32 of a-z').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('phone');
    await seen.press('Make the key');
    const key = await keyIn();
    expect(await statusWith(key)).toBe(200);
    await seen.press('I have kept it');
    await page.getByRole('button', { name: 'Revoke phone' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await page.content()).not.toContain(key);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await statusWith(key)).toBe(200);
    await page.getByRole('button', { name: 'Revoke phone' }).click();
    await confirm('Revoke');
    await page.getByText('The key “phone” is refused from now on.').waitFor();
    expect(await statusWith(key)).toBe(401);
    await page.getByRole('button', { name: 'Revoke phone' }).waitFor({ state: 'detached' });
  });

  itInBrowser(
    'lists and revokes a key of a command where the server may not write its settings',
    async () => {
      const key = folder.add('display');
      // Whatever changes the keys there waits for this lock, and gives up.
      writeFileSync(join(folder.path, 'keys.json.lock'), '');
      const { page } = await open();
      await card('Keys').getByText('Make a key').waitFor();
      await page.getByRole('button', { name: 'Revoke display' }).click();
      await confirm('Revoke');
      await page.getByText('The key “display” is refused from now on.').waitFor();
      expect(await statusWith(key)).toBe(401);
      await page.getByRole('button', { name: 'Revoke tablet' }).waitFor();
    },
  );

  itInBrowser('lets a key start without asking, and ends that', async () => {
    const { page } = await open();
    await card('Starts without asking').getByText('Let someone start without asking').click();
    await page.getByLabel('How many starts').selectOption('3');
    await seen.press('Allow');
    await page.getByText('tablet may start without asking.').waitFor();
    await page.getByText(/^Until .*, 3 starts left\.$/).waitFor();
    const armings = testApp.app.get(Armings, { strict: false });
    expect(await armings.list()).toMatchObject([{ principal: 'tablet', startsLeft: 3 }]);
    await seen.press('End this for tablet');
    await page.getByText('You have allowed this to no one.').waitFor();
    expect(await armings.list()).toEqual([]);
  });

  itInBrowser('signs out another browser, and then this one', async () => {
    await testApp.app.get(OwnerPassword, { strict: false }).set('four words to remember');
    const other = await openLivePage(browser, testApp, { view: '#/access' });
    other.expectProblems(/401/);
    const { page } = await open();
    seen.expectProblems(/401/);
    await card('Where you are signed in')
      .getByRole('button', { name: /^Sign out ./ })
      .first()
      .click();
    await page.getByText('Chrome on Linux is signed out.').waitFor();
    await other.page.reload();
    await other.page.getByText('You are signed out.').waitFor();
    await other.page.context().close();
    await seen.page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByText('You are signed out.').waitFor();
    expect(await page.content()).not.toContain('tablet');
  });

  itInBrowser(
    'shows apps with hostile names as text, changes their starts and disconnects them',
    async () => {
      const { page } = await open();
      const owner = new Visitor(testApp.url);
      for (const { name, value } of await page.context().cookies())
        owner.cookies.set(name, { value, attributes: [] });
      const client = await OAuthClient.registered(testApp.url, { name: HOSTILE });
      await client.connect(owner, { scopes: ['status:read', 'cook:start'] });
      await page.reload();
      await card('Connected apps').getByText(HOSTILE).first().waitFor();
      const policy = page.getByLabel(`Starts of ${HOSTILE}`);
      await policy.selectOption('never');
      await page.getByText(`The starts of ${HOSTILE} are changed.`).waitFor();
      expect(await policy.inputValue()).toBe('never');
      await page.getByRole('button', { name: `Disconnect ${HOSTILE}` }).click();
      await confirm('Disconnect');
      await page.getByText('No app is connected.').waitFor();
      expect(await page.locator('img').count()).toBe(0);
    },
  );

  itInBrowser('confirms that food was thrown away', async () => {
    await begin(testApp, chicken());
    await minutesPass(testApp, 1);
    await breakOff(testApp);
    await until(async () => (await testApp.api.get('/status')).body['state'], 'idle');
    const { page } = await open();
    await page.getByText(`chicken on ${HOSTILE}`).waitFor();
    await seen.press('I threw it away');
    await confirm('Yes, it is thrown away');
    await page.getByText(/begins anew/).waitFor();
    await card('Food that was left').waitFor({ state: 'detached' });
  });

  itInBrowser('is accessible in light and dark, at 360 px, with its forms open and in German', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await open({ colorScheme, viewport: { width: 360, height: 740 }, locale: 'de' });
      await card('Schlüssel').getByText('Schlüssel erstellen').first().click();
      await card('Starts ohne Nachfrage').getByText('Jemanden ohne Nachfrage starten lassen').click();
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(await overflows(seen)).toBe(false);
      await page.getByRole('button', { name: 'tablet widerrufen' }).click();
      expect(await accessibilityProblems(page)).toEqual([]);
      if (colorScheme === 'light') await page.context().close();
    }
  });
});
