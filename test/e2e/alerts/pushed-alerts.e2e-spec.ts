import { AlertStore } from '../../../src/alerts/alert-store.js';
import { FakePushService } from '../../harness/fake-push-service.js';
import { SignedInOwner } from '../../harness/signed-in-owner.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { until } from '../../harness/until.js';

const PATH = '/owner/push-subscriptions';
const TITLES = { firing: 'Low water: Kitchen' };

describe('Alerts in a browser', () => {
  let service: FakePushService;
  let testApp: TestApp;
  beforeEach(async () => {
    service = await FakePushService.open();
    testApp = await startTestApp({
      cookers: [{ name: 'Kitchen', water: 65 }],
      environment: { alertAllowPrivate: true },
    });
    service.now = () => testApp.clock.now().getTime();
  });
  afterEach(async () => {
    await testApp.close();
    await service.close();
  });

  const subscribe = async (name: string) => {
    const owner = await SignedInOwner.at(testApp);
    const { body } = await owner.get(PATH);
    const browser = service.subscribe(name, String(body['public_key']));
    expect((await owner.post(PATH, browser.toJSON())).status).toBe(200);
    return browser;
  };
  /** Lets time pass, a second in a few milliseconds, until something is so. */
  const pass = async (isSo: () => boolean) => {
    for (let seconds = 0; seconds < 600 && !isSo(); seconds++) {
      await testApp.clock.elapse(1_000);
      await new Promise((resume) => setTimeout(resume, 2));
    }
    expect(isSo()).toBe(true);
  };
  /** A server that ends gives what it sends some seconds, by its clock. */
  const crashed = async () => {
    let next: TestApp | undefined;
    const crashing = testApp.crash().then((app) => (next = app));
    while (next === undefined) {
      await testApp.clock.elapse(1_000);
      await new Promise((resume) => setTimeout(resume, 20));
    }
    return crashing;
  };
  const deliveries = () => testApp.app.get(AlertStore, { strict: false }).deliveries(10);

  it('come to each that is subscribed, and the end replaces the beginning', async () => {
    const [phone] = [await subscribe('phone'), await subscribe('tablet')];
    testApp.cooker.warnOfLowWater();
    await pass(() => service.taken.length >= 2);
    expect(service.faults).toEqual([]);
    expect(service.taken.map(({ browser, message }) => [browser, message['title']]).sort()).toEqual([
      ['phone', TITLES.firing],
      ['tablet', TITLES.firing],
    ]);
    await until(
      async () => (await deliveries()).map(({ channel, state }) => [channel, state]),
      [['web-push', 'sent']],
    );
    testApp.cooker.clearFault();
    await pass(() => service.taken.length >= 4);
    expect(service.undelivered(phone).map(({ message }) => message['notice'])).toEqual(['resolved']);
  });

  it('come again after a crash in between, and the log says that it may be the second time', async () => {
    const phone = await subscribe('phone');
    service.behaviour = 'hangs';
    testApp.cooker.warnOfLowWater();
    await pass(() => service.requests >= 1);
    service.behaviour = 'takes';
    testApp = await crashed();
    await pass(() => service.taken.length >= 1);
    expect(service.undelivered(phone).map(({ message }) => message['title'])).toEqual([TITLES.firing]);
    await until(
      async () => (await deliveries()).map(({ state, maybeTwice }) => [state, maybeTwice]),
      [['sent', true]],
    );
  });
});
