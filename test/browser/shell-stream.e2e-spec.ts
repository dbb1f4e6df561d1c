import type { Page } from 'playwright-core';
import { itInBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { GatewayProxy } from '../harness/gateway-proxy.js';
import { chicken, responseOf } from '../harness/journey.js';
import { openLivePage, stopButton } from '../harness/live-page.js';
import { startTestApp, type TestApp, type TestAppOptions } from '../harness/test-app.js';
import { until } from '../harness/until.js';

describe('The page and its stream', () => {
  const browser = new TestBrowser();
  let testApp: TestApp;
  let proxy: GatewayProxy;
  let visitor: WatchedPage;
  afterEach(async () => {
    await visitor.page.context().close();
    await proxy.close();
    await testApp.close();
    expect(visitor.problems).toEqual([]);
  });
  afterAll(() => browser.close());

  const open = async (options: TestAppOptions = {}): Promise<Page> => {
    testApp = await startTestApp(options);
    proxy = await GatewayProxy.open(testApp.url);
    visitor = await openLivePage(browser, testApp, { address: proxy.url });
    return visitor.page;
  };
  const startCook = () => responseOf(testApp, testApp.api.post('/start-cook', chicken()));
  const show = (page: Page, state: 'hidden' | 'visible') =>
    page.evaluate(
      `Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true });
       document.dispatchEvent(new Event('visibilitychange'));`,
    );
  const stopIn = (page: Page) => stopButton({ page }).waitFor();

  // Behind plain http, as in a home network, a browser has no locks.
  itInBrowser(
    'is shared by all tabs without locks too, and goes on in another when its tab ends',
    async () => {
      const first = await open();
      const context = first.context();
      await context.addInitScript('delete Navigator.prototype.locks');
      await first.reload();
      await until(() => proxy.openStreams, 1);
      const others = await Promise.all([1, 2, 3].map(() => context.newPage()));
      await Promise.all(others.map((page) => page.goto(proxy.url)));
      await startCook();
      await Promise.all([first, ...others].map(stopIn));
      // Tabs that open at the same time may both lead for a moment, until they hear of each other.
      await until(() => proxy.openStreams, 1);
      const before = proxy.seen.length;
      await first.close();
      await until(() => proxy.openStreams, 1);
      const opened = () => proxy.seen.slice(before).filter((line) => line.startsWith('GET /live'));
      await until(() => opened().length > 0, true);
      expect(opened()[0]).toMatch(/^GET \/live\?last_event_id=\w+-\d+$/);
    },
  );

  itInBrowser('asks every few seconds while the server has no free stream, and says so', async () => {
    const page = await open({ environment: { liveMaxClients: 0 } });
    await page.getByText('There is no live connection at the moment').waitFor();
    await startCook();
    await stopIn(page);
  });

  itInBrowser('is given up by a page that is hidden for long, and goes on when it is looked at', async () => {
    const page = await open();
    await page.clock.install();
    await page.reload();
    await until(() => proxy.openStreams, 1);
    await show(page, 'hidden');
    await page.clock.fastForward(60_000);
    expect(proxy.openStreams).toBe(1);
    await page.clock.fastForward(180_000);
    await until(() => proxy.openStreams, 0);
    await startCook();
    await show(page, 'visible');
    await until(() => proxy.openStreams, 1);
    await stopIn(page);
    expect(proxy.seen.findLast((line) => line.startsWith('GET /live'))).toMatch(/\?last_event_id=/);
  });

  itInBrowser('leaves the stream and the API to the server: the worker has nothing of them', async () => {
    const page = await open();
    await page.evaluate('navigator.serviceWorker.ready');
    await until(() => page.evaluate<number>('caches.keys().then((names) => names.length)'), 1);
    await page.reload();
    await until(() => page.evaluate<boolean>('navigator.serviceWorker.controller !== null'), true);
    await startCook();
    await stopIn(page);
    const kept = await page.evaluate<string[]>(
      `caches.keys().then(([name]) => caches.open(name)).then((cache) => cache.keys())
        .then((requests) => requests.map(({ url }) => new URL(url).pathname))`,
    );
    const isFile = (path: string) => /^\/$|^\/(?:assets|icons)\/[^/]+$|^\/manifest\.webmanifest$/.test(path);
    expect(kept.filter((path) => !isFile(path))).toEqual([]);
    expect(kept).toContain('/');
  });
});
