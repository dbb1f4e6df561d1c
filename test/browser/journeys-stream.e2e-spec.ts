import { OwnerPassword } from '../../src/auth/owner/owner-password.js';
import { OwnerSessions } from '../../src/auth/owner/owner-sessions.js';
import { itInBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { GatewayProxy } from '../harness/gateway-proxy.js';
import { chicken, letPass, sent } from '../harness/journey.js';
import { openLivePage, stopButton } from '../harness/live-page.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

/** What the browser reports of a connection that the proxy cuts, and of a 502. */
const CUT = [/ERR_EMPTY_RESPONSE|ERR_CONNECTION|ERR_SOCKET|ERR_INCOMPLETE_CHUNKED|ERR_FAILED/, /\b502\b/];

/** How long the page may take to come back by itself, in milliseconds. */
const LONGEST = 20_000;
/** How long a browser may take to open on a busy machine, in milliseconds. */
const SET_UP_TIMEOUT = 30_000;

describe('The live page behind a tunnel', () => {
  const browser = new TestBrowser();
  let testApp: TestApp;
  let gateway: GatewayProxy;
  let visitor: WatchedPage;
  beforeEach(async () => {
    testApp = await startTestApp({ cookers: [{ name: 'Sous vide', water: 30 }] });
    gateway = await GatewayProxy.open(testApp.url);
    visitor = await openLivePage(browser, testApp, { address: gateway.url });
    visitor.expectProblems(...CUT);
    await until(() => gateway.openStreams, 1);
    // What a cut would break off otherwise.
    await visitor.page.evaluate('navigator.serviceWorker.ready');
  }, SET_UP_TIMEOUT);
  afterEach(async () => {
    await visitor.page.context().close();
    await gateway.close();
    await testApp.close();
    expect(visitor.problems).toEqual([]);
  }, SET_UP_TIMEOUT);
  afterAll(() => browser.close());

  /** Starts a cook by a client, and waits until the page shows Stop. */
  const startCook = async (): Promise<void> => {
    const started = testApp.api.post('/start-cook', chicken());
    await letPass(testApp, 3_000);
    expect((await started).status).toBe(200);
    await stopButton(visitor).waitFor();
  };
  /** Lets time pass for the server, and for the page, until something has happened. */
  const passUntil = async (done: () => boolean | Promise<boolean>): Promise<void> => {
    const end = performance.now() + LONGEST;
    while (!(await done())) {
      if (performance.now() > end) throw new Error('It did not happen in time');
      await letPass(testApp, 1_000);
      await visitor.page.waitForTimeout(50);
    }
  };
  const isGone = (text: string | RegExp) => async () => (await visitor.page.getByText(text).count()) === 0;
  const shows = (text: string | RegExp, { page } = visitor) => page.getByText(text).first().waitFor();
  const stops = () => sent(testApp).filter((name) => name === 'CMD_APC_STOP').length;

  itInBrowser('stops a cook while the stream is down', async () => {
    await startCook();
    gateway.become('no-streams');
    gateway.cut();
    await until(() => gateway.openStreams, 0);
    await stopButton(visitor).click();
    await passUntil(() => stops() === 1);
    await passUntil(async () => (await visitor.page.getByText('Stopped').count()) > 0);
    expect(testApp.cooker.mode).toBe('idle');
  });

  itInBrowser('goes on trying to stop while the server is away, and stops once', async () => {
    await startCook();
    gateway.become('refusing');
    gateway.cut();
    await shows(/cannot be reached/);
    await stopButton(visitor).click();
    await shows(/has not reached the server yet/);
    expect(stops()).toBe(0);
    gateway.become('open');
    await passUntil(() => stops() === 1);
    await passUntil(async () => (await visitor.page.getByText('Stopped').count()) > 0);
    expect(stops()).toBe(1);
  });

  itInBrowser('goes on behind the last event after the connection was cut', async () => {
    await letPass(testApp, 3_000);
    gateway.cut();
    const streams = () => gateway.seen.filter((line) => line.startsWith('GET /live'));
    await passUntil(() => streams().length === 2 && gateway.openStreams === 1);
    expect(streams().at(-1)).toMatch(/last_event_id=[\w-]+-\d+$/);
  });

  itInBrowser('comes back after a restart of the server, during which the tunnel sends 502', async () => {
    await startCook();
    gateway.become('bad-gateway');
    await testApp.leave();
    await shows(/cannot be reached/);
    testApp = await startTestApp({ after: testApp });
    gateway.leadTo(testApp.url);
    gateway.become('open');
    await until(() => gateway.openStreams, 1);
    await passUntil(isGone(/cannot be reached/));
    await stopButton(visitor).click();
    await passUntil(() => stops() === 1);
  });

  itInBrowser('says that there is trouble when the stream brings garbage, and recovers', async () => {
    gateway.become('garbage-streams');
    gateway.cut();
    await shows(/Connection trouble/);
    gateway.become('open');
    gateway.cut();
    await passUntil(isGone(/Connection trouble/));
  });

  itInBrowser('shares one stream among eight tabs, all of which follow', async () => {
    const context = visitor.page.context();
    const tabs = await Promise.all(Array.from({ length: 7 }, () => context.newPage()));
    await Promise.all(tabs.map((tab) => tab.goto(`${gateway.url}/#/now`)));
    await startCook();
    for (const page of tabs) await stopButton({ page }).waitFor();
    expect(gateway.openStreams).toBe(1);
    // Another tab takes over when the one that holds the stream is closed.
    await visitor.page.close();
    await until(() => gateway.openStreams, 1);
    await testApp.api.post('/stop-cook');
    await passUntil(() => stops() === 1);
    for (const page of tabs) await stopButton({ page }).waitFor({ state: 'detached' });
  });

  itInBrowser('says that it is signed out when its session is revoked elsewhere', async () => {
    await testApp.app.get(OwnerPassword, { strict: false }).set('four words to remember');
    const sessions = testApp.app.get(OwnerSessions, { strict: false });
    const [session] = await sessions.list();
    visitor.expectProblems(...CUT, /\b401\b/);
    await sessions.end(session!.digest);
    await passUntil(async () => (await visitor.page.getByText('You are signed out.').count()) > 0);
    expect(await visitor.page.getByRole('link', { name: 'Sign in' }).isVisible()).toBe(true);
  });
});
