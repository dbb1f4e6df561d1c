import type { Page } from 'playwright-core';
import { itInWholeBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { FakePushService } from '../harness/fake-push-service.js';
import { openLivePage } from '../harness/live-page.js';
import { PushToWorker } from '../harness/push-to-worker.js';
import { SignedInOwner } from '../harness/signed-in-owner.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

const PATH = '/owner/push-subscriptions';
const MESSAGE = {
  version: 1,
  key: 'a1.firing',
  tag: 'low-water',
  severity: 'critical',
  notice: 'firing',
  at: Date.UTC(2026, 2, 1, 12),
  path: '/#/alerts',
  title: 'Low water',
  body: 'The water in Kitchen is low.',
};

/** What the browser shows, as its page can ask for it. */
const NOTIFICATIONS = `navigator.serviceWorker.ready
  .then((registration) => registration.getNotifications())
  .then((all) => all.map(({ title, body, tag, renotify, requireInteraction }) =>
    ({ title, body, tag, renotify, requireInteraction })))`;

describe('The worker of the page', () => {
  const browser = new TestBrowser('whole');
  let testApp: TestApp;
  let visitor: WatchedPage;
  let page: Page;
  let push: PushToWorker;
  const open = async () => {
    testApp = await startTestApp({ environment: { alertAllowPrivate: true } });
    visitor = await openLivePage(browser, testApp);
    ({ page } = visitor);
    await page.context().grantPermissions(['notifications']);
    push = await PushToWorker.of(page);
  };
  afterEach(async () => {
    await page.context().close();
    await testApp.close();
    expect(visitor.problems).toEqual([]);
  });
  afterAll(() => browser.close());

  const shown = () => page.evaluate<{ title: string; body: string; renotify: boolean }[]>(NOTIFICATIONS);
  const titles = async () => (await shown()).map(({ title }) => title);

  itInWholeBrowser('shows a message as a notification, which stays while it is critical', async () => {
    await open();
    await push.deliver(MESSAGE);
    await until(shown, [
      {
        title: 'Low water',
        body: 'The water in Kitchen is low.',
        tag: 'low-water',
        renotify: false,
        requireInteraction: true,
      } as never,
    ]);
  });

  itInWholeBrowser(
    'replaces it in silence by its repeat, and audibly by the next about the same',
    async () => {
      await open();
      const heard = async () => (await shown()).map(({ title, renotify }) => [title, renotify]);
      await push.deliver(MESSAGE);
      await until(heard, [['Low water', false]]);
      await push.deliver({ ...MESSAGE, title: 'Low water again' });
      await until(heard, [['Low water again', false]]);
      await push.deliver({ ...MESSAGE, key: 'a1.resolved', title: 'Low water is over' });
      await until(heard, [['Low water is over', true]]);
      await push.deliver({ ...MESSAGE, key: 'b1.firing', tag: 'discard', title: 'Throw it away' });
      await until(async () => (await titles()).sort(), ['Low water is over', 'Throw it away']);
    },
  );

  itInWholeBrowser('shows that there is something, where a message cannot be read', async () => {
    await open();
    await push.deliver('{');
    await until(
      async () => (await shown()).map(({ title, body }) => `${title}: ${body}`),
      ['Coddle: There is an alert. Open Coddle to see it.'],
    );
  });

  itInWholeBrowser('leads from the notification to the page that is open', async () => {
    await open();
    await push.deliver({ ...MESSAGE, path: '/#/about' });
    await until(titles, ['Low water']);
    const [worker] = page.context().serviceWorkers();
    // A click that no person made may not open or raise a window, and may lead the one that is there.
    await worker?.evaluate(`self.registration.getNotifications().then(([notification]) => {
      self.dispatchEvent(new NotificationEvent('notificationclick', { notification }));
    })`);
    await page.waitForURL('**/#/about');
    await until(titles, []);
  });

  itInWholeBrowser('tells the server when the browser gives its subscription another address', async () => {
    await open();
    const service = await FakePushService.open();
    const owner = await SignedInOwner.at(testApp);
    const listed = async () =>
      (await owner.get<{ public_key: string; subscriptions: { push_service: string }[] }>(PATH)).body;
    const subscription = service.subscribe('chromium', (await listed()).public_key).toJSON();
    const [worker] = page.context().serviceWorkers();
    // The push services of Chromium are out of reach: what it would be given stands in for it.
    await worker?.evaluate(`
      PushManager.prototype.subscribe = async () => (${JSON.stringify(subscription)});
      self.dispatchEvent(new ExtendableEvent('pushsubscriptionchange'));
    `);
    await until(
      async () => (await listed()).subscriptions.map((one) => one.push_service),
      [new URL(service.origin).host],
    );
    await service.close();
  });
});
