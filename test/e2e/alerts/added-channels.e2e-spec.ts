import { AlertChannels } from '../../../src/alerts/channels/alert-channels.js';
import type { AlertMessage } from '../../../src/alerts/channels/alert-channel.js';
import { FakePushService } from '../../harness/fake-push-service.js';
import { SignedInOwner } from '../../harness/signed-in-owner.js';
import { startTestApp, type TestApp, type TestAppOptions } from '../../harness/test-app.js';
import { until } from '../../harness/until.js';

const MESSAGE: AlertMessage = {
  key: 'test.1',
  alertId: null,
  ruleId: null,
  notice: 'test',
  severity: 'info',
  title: 'A test',
  text: 'This is a test.',
  thing: null,
  at: Date.UTC(2026, 2, 1, 12),
};

describe('The channels that are added', () => {
  let testApp: TestApp;
  const start = async (environment: NonNullable<TestAppOptions['environment']>) => {
    testApp = await startTestApp({ environment });
  };
  afterEach(() => testApp.close());

  const channels = () => testApp.app.get(AlertChannels, { strict: false });
  const shown = () =>
    channels()
      .all()
      .map(({ name, kind, target }) => [name, kind, target]);

  it('are Web Push while a browser is subscribed, also after a crash', async () => {
    const service = await FakePushService.open();
    await start({ alertAllowPrivate: true, publicUrl: 'https://coddle.example.org' });
    expect(shown()).toEqual([]);
    let owner = await SignedInOwner.at(testApp);
    const { body: subscriptions } = await owner.get('/owner/push-subscriptions');
    const browser = service.subscribe('phone', String(subscriptions['public_key']));
    service.now = () => testApp.clock.now().getTime();
    const { body } = await owner.post('/owner/push-subscriptions', browser.toJSON());
    expect(shown()).toEqual([['web-push', 'web-push', '1 browser']]);
    testApp = await testApp.crash();
    await until(shown, [['web-push', 'web-push', '1 browser']]);
    const result = await channels().find('web-push')?.send(MESSAGE, new AbortController().signal);
    expect([result?.sent, service.faults]).toEqual([true, []]);
    expect(service.taken).toMatchObject([
      { contact: 'https://coddle.example.org', message: { title: 'A test' } },
    ]);
    owner = await SignedInOwner.at(testApp);
    await owner.send('DELETE', `/owner/push-subscriptions/${String(body['id'])}`);
    expect(shown()).toEqual([]);
    await service.close();
  });

  it('are that of MQTT, where the settings name a broker', async () => {
    await start({ alertMqtt: 'mqtt://me:secret@192.168.1.10/home/alerts' });
    expect(shown()).toEqual([['mqtt', 'mqtt', 'mqtt://192.168.1.10:1883, home/alerts']]);
  });

  it('are none where the settings name none', async () => {
    await start({ alertMqtt: true });
    expect(shown()).toEqual([]);
  });
});
