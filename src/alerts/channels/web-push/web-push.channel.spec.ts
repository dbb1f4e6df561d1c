import { DrivenClock } from '../../../../test/harness/driven-clock.js';
import {
  FakePushService,
  PUSH_CERTIFICATE,
  type FakeBrowser,
} from '../../../../test/harness/fake-push-service.js';
import { StorageFolders } from '../../../../test/harness/storage-folder.js';
import type { Database } from '../../../storage/database.js';
import type { AlertMessage } from '../alert-channel.js';
import { HttpSender } from '../sending/http-sender.js';
import { PushIdentity } from './push-identity.js';
import { keysIn, subscriptionId } from './push-subscription.js';
import { MOST_SUBSCRIPTIONS, PushSubscriptions } from './push-subscriptions.js';
import { WebPushChannel } from './web-push.channel.js';
import { TooManySubscriptionsError } from './web-push.errors.js';

const MESSAGE: AlertMessage = {
  key: 'a1.firing',
  alertId: 'a1',
  ruleId: 'low-water',
  notice: 'firing',
  severity: 'critical',
  title: 'Low water',
  text: 'The water in Kitchen is low.',
  thing: { id: 'kP3v', name: 'Kitchen' },
  at: Date.UTC(2026, 2, 1, 12),
};
const NEVER = new AbortController().signal;

describe('WebPushChannel', () => {
  const folders = new StorageFolders();
  const clock = new DrivenClock();
  let folder: string;
  let database: Database;
  let service: FakePushService;
  let identity: PushIdentity;
  let subscriptions: PushSubscriptions;
  let channel: WebPushChannel;

  /** The address of the push service, as its name is looked up. */
  let address: string;

  beforeEach(async () => {
    folder = folders.make();
    address = '127.0.0.1';
    service = await FakePushService.open('https');
    service.now = () => clock.now().getTime();
    begin();
  });
  afterEach(() => service.close());
  afterAll(() => folders.clear());

  function begin(allowPrivate = true): void {
    database = folders.open(folder, clock);
    identity = new PushIdentity(database);
    subscriptions = new PushSubscriptions(database);
    channel = channelWith(allowPrivate);
  }

  const channelWith = (allowPrivate: boolean): WebPushChannel => {
    const resolve = () => Promise.resolve([{ address, family: 4 }]);
    const sender = new HttpSender({ allowPrivate, clock, resolve, ca: PUSH_CERTIFICATE });
    return new WebPushChannel({ subscriptions, identity, sender, clock, contact: 'https://coddle.example' });
  };

  async function subscribe(name: string): Promise<FakeBrowser> {
    const browser = service.subscribe(name, (await identity.keys()).publicKey);
    const { endpoint, keys } = browser.toJSON();
    await subscriptions.add({
      id: subscriptionId(endpoint),
      endpoint,
      keys: keysIn(keys.p256dh, keys.auth)!,
      device: name,
      contact: null,
      subscribedAt: clock.now().getTime(),
    });
    return browser;
  }

  const send = (message = MESSAGE) => channel.send(message, NEVER);
  const titles = () => service.taken.map(({ browser, message }) => `${browser}: ${String(message['title'])}`);

  it('sends what only the browser can read, urgently, for ten minutes, and says who sends it', async () => {
    await subscribe('phone');
    expect(await send()).toEqual({
      sent: true,
      detail: 'The push services took it for 1 of 1 browser.',
    });
    expect(service.faults).toEqual([]);
    expect(service.taken).toEqual([
      {
        browser: 'phone',
        topic: expect.stringMatching(/^[\w-]{32}$/) as string,
        ttl: 600,
        urgency: 'high',
        contact: 'https://coddle.example',
        message: expect.objectContaining({
          key: 'a1.firing',
          body: 'The water in Kitchen is low.',
        }) as object,
      },
    ]);
  });

  it('leaves only the newest about the same for a browser that was away', async () => {
    const phone = await subscribe('phone');
    await send();
    await send({ ...MESSAGE, key: 'a1.resolved', notice: 'resolved', title: 'Low water is over' });
    await send({ ...MESSAGE, key: 'b1.firing', ruleId: 'must-discard', title: 'Throw it away' });
    expect(service.undelivered(phone).map(({ message }) => message['title'])).toEqual([
      'Low water is over',
      'Throw it away',
    ]);
  });

  it('forgets a browser that gave its subscription up, and sends to the others', async () => {
    const [phone] = [await subscribe('phone'), await subscribe('tablet')];
    phone.isGone = true;
    expect(channel.target).toBe('2 browsers');
    expect(await send()).toMatchObject({ sent: true });
    expect(titles()).toEqual(['tablet: Low water']);
    expect(channel.target).toBe('1 browser');
    await database.onApplicationShutdown();
    begin();
    expect((await subscriptions.list()).map(({ device }) => device)).toEqual(['tablet']);
  });

  it('cannot send where no browser is subscribed', async () => {
    expect(await send()).toMatchObject({ sent: false, mayRetry: false });
    const phone = await subscribe('phone');
    phone.isGone = true;
    expect(await send()).toMatchObject({ sent: false, mayRetry: false });
    expect(channel.target).toBe('0 browsers');
  });

  it('repeats a message only for those that do not have it yet', async () => {
    await subscribe('phone');
    const away = await FakePushService.open('https');
    away.now = service.now;
    const tablet = away.subscribe('tablet').toJSON();
    const keys = keysIn(tablet.keys.p256dh, tablet.keys.auth)!;
    const made = { id: subscriptionId(tablet.endpoint), endpoint: tablet.endpoint, keys };
    await subscriptions.add({ ...made, device: 'tablet', contact: null, subscribedAt: 1 });
    away.behaviour = { status: 503, retryAfter: '30' };
    expect(await send()).toEqual({
      sent: false,
      why: 'The push services took it for 1 of 2 browsers. clients.example responded with status 503.',
      mayRetry: true,
      partly: true,
      retryAfter: 30_000,
    });
    away.behaviour = 'takes';
    expect(await send()).toMatchObject({ sent: true });
    expect([titles(), away.taken.length]).toEqual([['phone: Low water'], 1]);
    await away.close();
  });

  it('keeps its keys and the subscriptions over a restart', async () => {
    await subscribe('phone');
    const { publicKey } = await identity.keys();
    await database.onApplicationShutdown();
    begin();
    expect((await identity.keys()).publicKey).toBe(publicKey);
    expect(await send()).toMatchObject({ sent: true });
    expect(service.faults).toEqual([]);
  });

  it('still sends while the database cannot be used', async () => {
    await subscribe('phone');
    await database.onApplicationShutdown();
    expect(await send()).toMatchObject({ sent: true });
  });

  it('says so where the keys are not those that the browser subscribed with', async () => {
    await subscribe('phone');
    identity = new PushIdentity(folders.open(folders.make(), clock));
    channel = channelWith(true);
    expect(await send()).toMatchObject({
      sent: false,
      why: expect.stringContaining('does not accept this server (status 403)') as string,
    });
    expect(channel.target).toBe('1 browser');
  });

  it.each(['127.0.0.1', '192.168.1.10', '169.254.169.254', '::1', 'fd00::1'])(
    'never connects to %s, where a name leads into the own network',
    async (found) => {
      await subscribe('phone');
      address = found;
      channel = channelWith(false);
      const result = await send();
      expect(result).toMatchObject({ sent: false, mayRetry: false });
      expect(result).toMatchObject({ why: expect.stringContaining('private network') as string });
      expect(service.requests).toBe(0);
    },
  );

  it('gives up on a push service that hangs, and knows that it may have arrived', async () => {
    await subscribe('phone');
    service.behaviour = 'hangs';
    const sending = send();
    while (service.requests === 0) await new Promise((resume) => setTimeout(resume, 5));
    clock.advance(14_000);
    expect(await sending).toMatchObject({ sent: false, mayRetry: true, mayHaveArrived: true });
  });

  it('names no address of a subscription, since whoever knows it can send there', async () => {
    const { endpoint } = await subscribe('phone');
    service.behaviour = { status: 500 };
    const secret = new URL(endpoint).pathname.slice(6);
    expect(JSON.stringify([await send(), channel.target])).not.toContain(secret);
  });

  it('has room for 20 browsers, of which each is there once', async () => {
    for (let i = 0; i < MOST_SUBSCRIPTIONS; i++) await subscribe(`browser ${i}`);
    await expect(subscribe('one more')).rejects.toThrow(TooManySubscriptionsError);
    const [first] = await subscriptions.list();
    await subscriptions.add({ ...first!, device: 'the same again' });
    expect(await subscriptions.list()).toHaveLength(MOST_SUBSCRIPTIONS);
  });
});
