import { OwnerPassword } from '../../src/auth/owner/owner-password.js';
import { itInBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { OAuthClient, tokensOf } from '../harness/oauth-client.js';
import { OtherSite } from '../harness/other-site.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';

const PASSWORD = 'four words to remember';

describe('In a browser, the consent to an app of another site', () => {
  const browser = new TestBrowser();
  let testApp: TestApp;
  let chat: OtherSite;
  let client: OAuthClient;
  let visitor: WatchedPage | undefined;
  beforeEach(async () => {
    testApp = await startTestApp();
    chat = await OtherSite.open();
    visitor = undefined;
    await testApp.app.get(OwnerPassword, { strict: false }).set(PASSWORD);
    client = await OAuthClient.registered(testApp.url, { redirectUri: `${chat.url}/callback` });
  });
  afterEach(async () => {
    await visitor?.page.context().close();
    await chat.close();
    await testApp.close();
    expect(visitor?.problems ?? []).toEqual([]);
  });
  afterAll(() => browser.close());

  /** Follows the link of the chat, where the owner connects this server. */
  const follow = async ({ page }: WatchedPage): Promise<void> => {
    await page.goto(chat.linkTo(testApp.url + client.authorizePath()));
    await page.getByRole('link').click();
    await page.waitForURL((url) => url.origin === testApp.url);
  };
  const signIn = async ({ page }: WatchedPage): Promise<void> => {
    await page.getByLabel('Password of this server').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };
  /** Where the browser is in the end, at the chat. */
  const back = async ({ page }: WatchedPage): Promise<URL> => {
    await page.waitForURL((url) => url.pathname === '/callback');
    return new URL(page.url());
  };

  itInBrowser('signs in the owner, shows who asks, and leads back with a code that gets tokens', async () => {
    visitor = await browser.open();
    await follow(visitor);
    await signIn(visitor);
    await visitor.page.getByRole('heading', { name: 'Connect an app?' }).waitFor();
    expect(await visitor.page.getByText('Sous Chef').first().isVisible()).toBe(true);
    expect(await visitor.page.locator('input[value="cook:start"]').isChecked()).toBe(false);
    await visitor.press('Allow');
    const { searchParams } = await back(visitor);
    expect(searchParams.get('state')).toBe('some state');
    expect(tokensOf(await client.exchange(searchParams.get('code') ?? '')).access).toMatch(/^.{43}$/);
  });

  itInBrowser('finds the owner signed in, and leads back without a code when it is denied', async () => {
    visitor = await browser.open();
    await visitor.page.goto(`${testApp.url}/owner/sign-in?next=/owner`);
    await signIn(visitor);
    await visitor.page.waitForURL('**/owner');
    await follow(visitor);
    expect(await visitor.heading).toBe('Connect an app?');
    await visitor.press('Deny');
    const { searchParams } = await back(visitor);
    expect(searchParams.get('error')).toBe('access_denied');
    expect(searchParams.get('code')).toBeNull();
  });
});
