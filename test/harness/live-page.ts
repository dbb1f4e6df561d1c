import type { BrowserContext, BrowserContextOptions, Locator } from 'playwright-core';
import { OwnerSessions } from '../../src/auth/owner/owner-sessions.js';
import type { TestBrowser, WatchedPage } from './browser.js';
import type { TestApp } from './test-app.js';

/** How a test opens the live page. */
export interface LivePageOptions extends BrowserContextOptions {
  /** The view, as the address names it; default `#/now`. */
  readonly view?: string;
  /** Where the browser reaches the server; default its own address. */
  readonly address?: string;
}

/** Opens the live page in a browser of its own, in which the owner is signed in. */
export async function openLivePage(
  browser: TestBrowser,
  testApp: Pick<TestApp, 'app' | 'url'>,
  { view = '#/now', address = testApp.url, ...options }: LivePageOptions = {},
): Promise<WatchedPage> {
  const opened = await browser.open(options);
  await signInBrowser(opened.page.context(), testApp, address);
  await opened.page.goto(`${address}/${view}`);
  return opened;
}

/** Signs in the owner in a browser, without its pages. */
export async function signInBrowser(
  context: BrowserContext,
  { app }: Pick<TestApp, 'app'>,
  address: string,
): Promise<void> {
  const { read, change } = await app.get(OwnerSessions, { strict: false }).begin('link', 'Chrome on Linux');
  const shared = { url: address, httpOnly: true };
  await context.addCookies([
    { ...shared, name: 'coddle-session', value: read, sameSite: 'Lax' },
    { ...shared, name: 'coddle-change', value: change, sameSite: 'Strict' },
  ]);
}

/** The button that stops a cooker that runs, which the frame shows in every view. */
export const stopButton = ({ page }: Pick<WatchedPage, 'page'>): Locator =>
  page.getByRole('button', { name: /^Stop(?! whatever)/ });

/** The quieter button, which is there while nothing was seen to run. */
export const quietStopButton = ({ page }: Pick<WatchedPage, 'page'>): Locator =>
  page.getByRole('button', { name: 'Stop whatever runs' });

/** Whether the page has to be scrolled to the side. */
export const overflows = ({ page }: WatchedPage): Promise<boolean> =>
  page.evaluate<boolean>('document.documentElement.scrollWidth > document.documentElement.clientWidth');
