import { AlertStore } from '../../../src/alerts/alert-store.js';
import { FakePushService } from '../../harness/fake-push-service.js';
import { LockedDatabase } from '../../harness/locked-database.js';
import { SignedInOwner } from '../../harness/signed-in-owner.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { until } from '../../harness/until.js';

const PATH = '/owner/push-subscriptions';
const OPTIONS = {
  cookers: [{ name: 'Kitchen', water: 65 }],
  environment: { alertAllowPrivate: true },
};

describe('Alerts in a browser, while the server is in trouble', () => {
  let service: FakePushService;
  let testApp: TestApp;
  let lock: LockedDatabase | undefined;
  beforeEach(async () => {
    service = await FakePushService.open();
    testApp = await startTestApp(OPTIONS);
    service.now = () => testApp.clock.now().getTime();
  });
  const unlock = () => {
    lock?.release();
    lock = undefined;
  };
  afterEach(async () => {
    unlock();
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
  const pass = async (isSo: () => boolean, most = 600) => {
    for (let seconds = 0; seconds < most && !isSo(); seconds++) {
      await testApp.clock.elapse(1_000);
      await new Promise((resume) => setTimeout(resume, 5));
    }
    expect(isSo()).toBe(true);
  };
  /** Ends the server, and starts the next one while another program has the database. */
  const startLocked = async () => {
    await testApp.leave();
    // The process has connections of before, which could not be locked out.
    const data = testApp.data.copy();
    lock = LockedDatabase.wholly(data.path);
    testApp = await startTestApp({ ...OPTIONS, after: { ...testApp, data } });
  };
  const store = () => testApp.app.get(AlertStore, { strict: false });
  const titles = () => service.taken.map(({ browser, message }) => `${browser} ${String(message['title'])}`);
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

  it('come once it can be read who is subscribed, where the database is locked at the start', async () => {
    await subscribe('phone');
    await startLocked();
    testApp.cooker.warnOfLowWater();
    let seconds = 0;
    await pass(() => ++seconds > 20);
    unlock();
    await pass(() => service.taken.length >= 1);
    expect(titles()).toEqual(['phone Low water: Kitchen']);
  });

  it('of an earlier server are not given up before it can be read who is subscribed', async () => {
    await subscribe('phone');
    service.behaviour = { status: 500 };
    testApp.cooker.warnOfLowWater();
    await pass(() => service.requests >= 1);
    await until(async () => (await store().unfinished()).map(({ state }) => state), ['waiting']);
    service.behaviour = 'takes';
    await startLocked();
    let seconds = 0;
    await pass(() => ++seconds > 3);
    unlock();
    await pass(() => service.taken.length >= 1);
    expect(titles()).toEqual(['phone Low water: Kitchen']);
  });

  it('say that they may come twice, where one browser had it before a crash and another had not', async () => {
    await subscribe('phone');
    const tablet = await subscribe('tablet');
    service.refuse(tablet, 500);
    testApp.cooker.warnOfLowWater();
    await pass(() => service.taken.length >= 1);
    await until(async () => (await store().unfinished()).map(({ state }) => state), ['waiting']);
    service.refuse(tablet, undefined);
    testApp = await crashed();
    await pass(() => service.taken.length >= 3);
    expect(titles().sort()).toEqual([
      'phone Low water: Kitchen',
      'phone Low water: Kitchen',
      'tablet Low water: Kitchen',
    ]);
    await until(
      async () => (await store().deliveries(10)).map(({ state, maybeTwice }) => [state, maybeTwice]),
      [['sent', true]],
    );
  });
});
