import { LoginLink } from '../../src/auth/owner/login-link.js';
import { OwnerPassword } from '../../src/auth/owner/owner-password.js';
import { itInBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';
import { Visitor } from '../harness/visitor.js';

const PASSWORD = 'four words to remember';
/** The smallest screen that pages are made for. */
const SMALL = { width: 360, height: 640 };

describe('In a browser, the owner', () => {
  const browser = new TestBrowser();
  let testApp: TestApp;
  let opened: WatchedPage[];
  beforeEach(async () => {
    testApp = await startTestApp();
    opened = [];
  });
  afterEach(async () => {
    for (const { page } of opened) await page.context().close();
    await testApp.close();
    expect(opened.flatMap(({ problems }) => problems)).toEqual([]);
  });
  afterAll(() => browser.close());

  const open = async (options = {}): Promise<WatchedPage> => {
    const page = await browser.open(options);
    opened.push(page);
    return page;
  };
  const password = () => testApp.app.get(OwnerPassword, { strict: false });
  const makeLink = () => testApp.app.get(LoginLink, { strict: false }).make();
  const visit = (visitor: WatchedPage, path: string) => visitor.page.goto(testApp.url + path);

  itInBrowser('signs in by a link, sets a password, signs out, and signs in with it', async () => {
    const visitor = await open();
    await visit(visitor, await makeLink());
    await visitor.press('Sign in');
    expect(await visitor.heading).toBe('Set a password');
    await visitor.page.getByLabel(/^New password/).fill(PASSWORD);
    await visitor.page.getByLabel('The same again').fill(PASSWORD);
    await visitor.press('Set it');
    await visitor.page.waitForURL(`${testApp.url}/`);
    await visit(visitor, '/owner');
    visitor.expectProblems(/401/);
    await visitor.press('Sign out');
    await visitor.page.waitForURL(`${testApp.url}/`);
    await visitor.page.getByText('You are signed out.').waitFor();
    await visitor.page.getByRole('link', { name: 'Sign in' }).first().click();
    expect(await visitor.heading).toBe('Sign in as the owner');
    await visitor.page.getByLabel('Password of this server').fill(PASSWORD);
    await visitor.press('Sign in');
    await visitor.page.waitForURL(`${testApp.url}/`);
    await visit(visitor, '/owner');
    expect(await visitor.page.getByText('Chrome on Linux').first().isVisible()).toBe(true);
  });

  itInBrowser('signs in with the keyboard alone', async () => {
    await password().set(PASSWORD);
    const { page } = await open();
    await page.goto(`${testApp.url}/owner/password`);
    // The browser moves the focus there with the first picture that it draws.
    await page.locator('input:focus').waitFor();
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Sign in');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/owner/password');
    expect(await page.locator('h1').innerText()).toBe('Change the password');
  });

  itInBrowser('sees that a password is wrong, and waits after ten of them', async () => {
    await password().set(PASSWORD);
    const visitor = await open();
    await visit(visitor, '/owner/sign-in?next=/owner');
    await visitor.page.getByLabel('Password of this server').fill('a wrong password');
    await visitor.press('Sign in');
    expect(await visitor.page.getByRole('alert').innerText()).toBe(
      'This is not the password of this server.',
    );
    const guesser = new Visitor(testApp.url);
    for (let i = 0; i < 9; i++) await guesser.submit('/owner/sign-in', { password: 'x'.repeat(1_100) });
    const before = testApp.clock.pending;
    await visitor.page.getByLabel('Password of this server').fill(PASSWORD);
    const pressed = visitor.press('Sign in');
    await until(() => testApp.clock.pending > before, true);
    expect(visitor.page.url()).toContain('/owner/sign-in');
    await testApp.clock.elapse(1_000);
    await pressed;
    await visitor.page.waitForURL('**/owner');
    expect(await visitor.heading).toBe('Owner');
  });

  itInBrowser('reads every page at 360 px, in light and in dark', async () => {
    await password().set(PASSWORD);
    for (const colorScheme of ['light', 'dark'] as const) {
      const visitor = await open({ viewport: SMALL, colorScheme });
      for (const path of ['/owner/sign-in', await makeLink()]) await fits(visitor, testApp.url + path);
      await visitor.press('Sign in');
      await visitor.page.waitForURL(`${testApp.url}/`);
      for (const path of ['/owner', '/owner/password']) await fits(visitor, testApp.url + path);
    }
  });

  itInBrowser('is protected from scripts and styles that something puts into a page', async () => {
    const { page, problems } = await open();
    await page.goto(`${testApp.url}/owner/sign-in`);
    await page.evaluate(
      `document.body.insertAdjacentHTML('beforeend', '<p style="color: red" onclick="x()"></p>')`,
    );
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('script'), { text: 'window.ran = 1' }))`,
    );
    await until(() => problems.length >= 2, true);
    expect(await page.evaluate('window.ran')).toBeUndefined();
    for (const problem of problems.splice(0)) expect(problem).toContain('Content Security Policy');
  });
});

/** Expects that a page needs no scrolling to the side, and that its text and its buttons are easy to read. */
async function fits({ page }: WatchedPage, address: string): Promise<void> {
  await page.goto(address);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(SMALL.width);
  const contrasts = await page.evaluate<number[]>(CONTRASTS);
  expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(4.5);
  const heights = await page.evaluate<number[]>(
    '[...document.querySelectorAll("button")].map((one) => one.getBoundingClientRect().height)',
  );
  expect(Math.min(44, ...heights)).toBe(44);
}

/** The contrast of each text with what is behind it. Source of the formula: WCAG 2.2, relative luminance. */
const CONTRASTS = `(() => {
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const isSolid = (color) => (numbers(color)[3] ?? 1) > 0;
  const behind = (one) => {
    for (let at = one; at !== null; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (isSolid(backgroundColor)) return backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  };
  const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const luminance = (color) => {
    const [red, green, blue] = numbers(color).map((value) => linear(value / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const texts = [...document.querySelectorAll('main *')].filter((one) =>
    [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== ''));
  return texts.map((one) => {
    const [light, dark] = [luminance(getComputedStyle(one).color), luminance(behind(one))].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  });
})()`;
