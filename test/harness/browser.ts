import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import {
  chromium,
  type Browser,
  type BrowserContextOptions,
  type LaunchOptions,
  type Page,
} from 'playwright-core';
import { leftOut } from './left-out.js';

/** Names of Chromium on the PATH: Debian's, and those of other systems. */
const WHOLE = ['chromium', 'chromium-browser', 'google-chrome'];
/** Chromium without windows: it takes half of the CPU, but shows no notifications and reads no settings of a profile. */
const HEADLESS = ['chromium-headless-shell', 'chrome-headless-shell'];
/** Which programs a spec can do with, the best first. */
const PROGRAMS = { any: [...HEADLESS, ...WHOLE], whole: WHOLE };
type Kind = keyof typeof PROGRAMS;
/** How long a step in the browser may take on a busy machine, in milliseconds. */
const STEP_TIMEOUT = 10_000;
const START_TIMEOUT = 30_000;

/** A browser of this machine; undefined when it has none. */
const browserFile = (kind: Kind): string | undefined => {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return PROGRAMS[kind]
    .flatMap((program) => folders.map((folder) => join(folder, program)))
    .find(isExecutable);
};

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const declareFor = (kind: Kind, missing: string) =>
  browserFile(kind) !== undefined || process.env['BROWSER_TESTS'] === 'required'
    ? (name: string, run: () => Promise<unknown>) => it(name, run, START_TIMEOUT)
    : leftOut(missing);

/** `it` for tests in a browser. Without one they are left out, unless `BROWSER_TESTS=required`: then they fail. */
export const itInBrowser = declareFor('any', 'there is no Chromium on this machine');

/** `it` for tests that need a browser with notifications (`new TestBrowser('whole')`) or a profile. */
export const itInWholeBrowser = declareFor('whole', 'there is no Chromium with windows on this machine');

/** The browser of this machine, started for the tests of one spec. */
export class TestBrowser {
  private browser: Browser | undefined;

  constructor(private readonly kind: Kind = 'any') {}

  /** A page of a person who has never been here. @throws Error when this machine has no browser */
  async open(options: BrowserContextOptions = {}): Promise<WatchedPage> {
    this.browser ??= await chromium.launch(launchOptions(this.kind));
    const context = await this.browser.newContext(options);
    context.setDefaultTimeout(STEP_TIMEOUT);
    return new WatchedPage(await context.newPage());
  }

  /** A page of a browser of its own, with the profile of this folder. It is closed with its context. */
  async openProfile(folder: string): Promise<WatchedPage> {
    const context = await chromium.launchPersistentContext(folder, launchOptions('whole'));
    context.setDefaultTimeout(STEP_TIMEOUT);
    return new WatchedPage(context.pages()[0] ?? (await context.newPage()));
  }

  async close(): Promise<void> {
    await this.browser?.close();
  }
}

/** @throws Error when this machine has no browser */
function launchOptions(kind: Kind): LaunchOptions {
  const executablePath = browserFile(kind);
  if (executablePath === undefined)
    throw new Error('There is no Chromium on the PATH: apt-get install chromium');
  // Chromium's own sandbox does not work for root, as which containers run, and the pages are ours.
  return { executablePath, args: ['--no-sandbox'] };
}

/** What Chromium reports of a document with a status of an error; the tests look at those themselves. */
const STATUS_OF_DOCUMENT = /^Failed to load resource: the server responded with a status of 4\d\d/;

/** A request that its own page gave up: it was left, or the page needs the response no more. */
const GIVEN_UP = 'net::ERR_ABORTED';

/** A page whose errors, broken resources and violations of its policy are collected. */
export class WatchedPage {
  readonly problems: string[] = [];
  /** The address of every request of the page. */
  readonly requested: string[] = [];
  private expected: readonly RegExp[] = [];

  constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.note(`error: ${error.message}`));
    page.on('console', (message) => {
      const isNews =
        ['error', 'warning'].includes(message.type()) && !STATUS_OF_DOCUMENT.test(message.text());
      if (isNews) this.note(`${message.type()}: ${message.text()}`);
    });
    page.on('request', (request) => this.requested.push(request.url()));
    page.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? '';
      if (reason !== GIVEN_UP) this.note(`failed: ${request.url()} ${reason}`);
    });
    page.on('response', (response) => {
      const isPart = !response.request().isNavigationRequest();
      if (isPart && response.status() >= 400) this.note(`${response.status()}: ${response.url()}`);
    });
  }

  /** Problems that the test itself makes, such as a connection that it cuts, from now on. */
  expectProblems(...patterns: readonly RegExp[]): void {
    this.expected = patterns;
  }

  private note(problem: string): void {
    if (!this.expected.some((pattern) => pattern.test(problem))) this.problems.push(problem);
  }

  get heading(): Promise<string> {
    return this.page.locator('h1').innerText();
  }

  /** Presses the button of this name. */
  async press(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).click();
  }
}
