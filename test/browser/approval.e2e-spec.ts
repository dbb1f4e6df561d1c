import { OwnerPassword } from '../../src/auth/owner/owner-password.js';
import { AskingClient } from '../harness/asking-client.js';
import { itInBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { letPass } from '../harness/journey.js';
import { OtherSite } from '../harness/other-site.js';
import { until } from '../harness/until.js';

const PASSWORD = 'four words to remember';

describe('In a browser, the page of an approval', () => {
  const browser = new TestBrowser();
  let client: AskingClient;
  let chat: OtherSite;
  let visitor: WatchedPage | undefined;
  beforeEach(async () => {
    client = await AskingClient.open();
    chat = await OtherSite.open();
    visitor = undefined;
    await client.testApp.app.get(OwnerPassword, { strict: false }).set(PASSWORD);
  });
  afterEach(async () => {
    await visitor?.page.context().close();
    await chat.close();
    await client.close();
    expect(visitor?.problems ?? []).toEqual([]);
  });
  afterAll(() => browser.close());

  const addressOf = (id: string) => `${client.testApp.url}/approvals/${id}/approve`;
  const open = async (): Promise<WatchedPage> => (visitor = await browser.open());
  const signIn = async ({ page }: WatchedPage) => {
    await page.getByLabel('Password of this server').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };
  const signedIn = async (): Promise<WatchedPage> => {
    const opened = await open();
    await opened.page.goto(`${client.testApp.url}/owner/sign-in?next=/owner`);
    await signIn(opened);
    await opened.page.waitForURL('**/owner');
    return opened;
  };
  /** Follows the link in a page of the chat. */
  const follow = async ({ page }: WatchedPage, address: string) => {
    await page.goto(chat.linkTo(address));
    await page.getByRole('link', { name: 'Approve' }).click();
    await page.waitForURL((url) => url.origin === client.testApp.url);
  };

  itInBrowser(
    'finds the owner signed in when a link of a chat leads to it, and its form starts the cook',
    async () => {
      const id = await client.ask();
      const opened = await signedIn();
      await follow(opened, addressOf(id));
      expect(await opened.heading).toBe('Start this cook?');
      const pressed = opened.press('Approve and start');
      await letPass(client.testApp, 3_000);
      await pressed;
      await opened.page.getByRole('heading', { name: 'The cook has started' }).waitFor();
      expect(client.starts).toBe(1);
    },
  );

  itInBrowser('lets who is not signed in do so, and leads back', async () => {
    const id = await client.ask();
    const opened = await open();
    await follow(opened, addressOf(id));
    expect(await opened.heading).toBe('Sign in as the owner');
    await signIn(opened);
    await opened.page.waitForURL(addressOf(id));
    expect(await opened.heading).toBe('Start this cook?');
    await opened.press('Deny');
    await opened.page.getByRole('heading', { name: 'Denied' }).waitFor();
    expect(client.starts).toBe(0);
  });

  itInBrowser('changes nothing for a form of another site, whatever it sends', async () => {
    const id = await client.ask();
    const opened = await signedIn();
    await opened.page.goto(addressOf(id));
    const csrf = await opened.page.locator('input[name=csrf]').first().inputValue();
    for (const fields of [{}, { csrf }]) {
      await opened.page.goto(chat.formTo(addressOf(id), fields));
      await opened.press('Win');
      await opened.page.waitForURL(addressOf(id));
      expect(await opened.heading).toBe('Sign in again');
    }
    expect(client.starts).toBe(0);
    await follow(opened, addressOf(id));
    expect(await opened.heading).toBe('Start this cook?');
  });

  itInBrowser('is shown in no frame of another site', async () => {
    const id = await client.ask();
    const opened = await signedIn();
    await opened.page.goto(chat.linkTo(addressOf(id)));
    await opened.page.evaluate(`document.body.innerHTML = '<iframe src="${addressOf(id)}"></iframe>'`);
    await until(() => opened.problems.some((problem) => problem.includes('frame-ancestors')), true);
    // The frame that failed is what this expects.
    opened.problems.length = 0;
  });
});
