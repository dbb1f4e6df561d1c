import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { AlertChannels } from '../../src/alerts/channels/alert-channels.js';
import { makeAlertMessage } from '../harness/alert-messages.js';
import { itInWholeBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { FakePushService } from '../harness/fake-push-service.js';
import { openLivePage } from '../harness/live-page.js';
import { PushToWorker } from '../harness/push-to-worker.js';
import { SignedInOwner } from '../harness/signed-in-owner.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

const ROOT = join(__dirname, '../..');
/** What the page has for subscriptions, as `push`. */
const PUSH = execFileSync(join(ROOT, 'node_modules/.bin/esbuild'), [
  join(ROOT, 'web/src/push/push.ts'),
  ...['--bundle', '--format=iife', '--global-name=push', '--log-level=error'],
]).toString();

/** The push services of Chromium are out of reach: in their place the one of the test gives subscriptions. */
const SUBSCRIBING = `
  let current = null;
  const given = (json) => ({
    endpoint: json.endpoint,
    toJSON: () => json,
    unsubscribe: async () => {
      await globalThis.giveUp(json.endpoint);
      current = null;
      return true;
    },
  });
  PushManager.prototype.getSubscription = async () => current;
  PushManager.prototype.subscribe = async ({ userVisibleOnly, applicationServerKey }) =>
    (current = given(await globalThis.subscribeAt(userVisibleOnly, applicationServerKey)));
`;

describe('The subscription of a browser', () => {
  const browser = new TestBrowser('whole');
  let service: FakePushService;
  let testApp: TestApp;
  let visitor: WatchedPage;
  let page: Page;
  const open = async () => {
    service = await FakePushService.open();
    testApp = await startTestApp({ environment: { alertAllowPrivate: true } });
    service.now = () => testApp.clock.now().getTime();
    visitor = await openLivePage(browser, testApp);
    ({ page } = visitor);
    await page.context().grantPermissions(['notifications']);
    await page.exposeFunction('giveUp', (endpoint: string) => service.giveUp(endpoint));
    await page.exposeFunction('subscribeAt', (isVisible: boolean, key: string) =>
      isVisible ? service.subscribe('chromium', key).toJSON() : undefined,
    );
    await page.addInitScript(SUBSCRIBING);
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.evaluate(PUSH.replace('var push', 'globalThis.push'));
  };
  afterEach(async () => {
    await page.context().close();
    await testApp.close();
    await service.close();
    expect(visitor.problems).toEqual([]);
  });
  afterAll(() => browser.close());

  const isSubscribed = () => page.evaluate<boolean>('push.isPushSubscribed()');
  const listed = async () => {
    const owner = await SignedInOwner.at(testApp);
    const { body } = await owner.get<{ subscriptions: { device: string }[] }>('/owner/push-subscriptions');
    return body.subscriptions.map(({ device }) => device);
  };

  itInWholeBrowser('begins and ends by the page, and what is sent between is shown', async () => {
    await open();
    expect(await page.evaluate('push.isPushSupported()')).toBe(true);
    expect(await isSubscribed()).toBe(false);
    await page.evaluate('push.subscribeToPush()');
    expect([await isSubscribed(), await listed()]).toEqual([true, ['Chrome on Linux']]);

    const channel = testApp.app.get(AlertChannels, { strict: false }).find('web-push');
    const message = makeAlertMessage({ title: 'Low water: Kitchen', ruleId: 'low-water' });
    expect(await channel?.send(message, new AbortController().signal)).toMatchObject({ sent: true });
    expect(service.faults).toEqual([]);
    const push = await PushToWorker.of(page);
    for (const taken of service.taken) await push.deliver(taken.message);
    await until(
      () =>
        page.evaluate<string[]>(`navigator.serviceWorker.ready
          .then((worker) => worker.getNotifications())
          .then((all) => all.map(({ title }) => title))`),
      ['Low water: Kitchen'],
    );

    await page.evaluate('push.unsubscribeFromPush()');
    expect([await isSubscribed(), await listed()]).toEqual([false, []]);
  });

  itInWholeBrowser('is none while the server does not know it, and begins anew', async () => {
    await open();
    await page.evaluate('push.subscribeToPush()');
    const owner = await SignedInOwner.at(testApp);
    const { body } = await owner.get<{ subscriptions: { id: string }[] }>('/owner/push-subscriptions');
    await owner.send('DELETE', `/owner/push-subscriptions/${body.subscriptions[0]?.id}`);
    expect(await isSubscribed()).toBe(false);
    await page.evaluate('push.subscribeToPush()');
    expect([await isSubscribed(), await listed()]).toEqual([true, ['Chrome on Linux']]);
    expect(service.gone).toBe(1);
  });

  itInWholeBrowser('is a switch of the view Alerts', async () => {
    await open();
    await page.goto(`${testApp.url}/#/alerts`);
    await visitor.press('Send to this browser');
    await page.getByText('Alerts are sent to this browser.').waitFor();
    expect(await listed()).toEqual(['Chrome on Linux']);
    await visitor.press('Send no longer to this browser');
    await page.getByRole('button', { name: 'Send to this browser' }).waitFor();
    expect(await listed()).toEqual([]);
  });
});
