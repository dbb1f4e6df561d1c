import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeAlertMessage } from '../../../test/harness/alert-messages.js';
import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { Environment } from '../../config/environment.js';
import type { AlertChannel } from './alert-channel.js';
import { ChannelRegistry } from './channel-registry.js';

const SMTP = 'smtps://me:secret-word@mail.example.org';

describe('ChannelRegistry', () => {
  let configDir: string;
  beforeEach(() => {
    configDir = mkdtempSync(join(tmpdir(), 'coddle-channels-'));
  });
  afterEach(() => rmSync(configDir, { recursive: true }));

  const registryFor = (settings: Partial<Environment> = {}) =>
    new ChannelRegistry(new Environment({ configDir, ...settings }), new DrivenClock());
  const put = (value: unknown, mode = 0o600) => {
    writeFileSync(join(configDir, 'alerts.json'), JSON.stringify(value));
    chmodSync(join(configDir, 'alerts.json'), mode);
  };
  const channelCalled = (name: string): AlertChannel => ({
    ...{ name, kind: 'mqtt', dropsRepeats: false, target: 'somewhere' },
    send: async () => ({ sent: true }),
  });

  it('is empty where nothing is set', () => {
    const registry = registryFor();
    expect([registry.all(), registry.problems]).toEqual([[], []]);
  });

  it('has the channels of the environment in their order, then those of the file', () => {
    put({ channels: [{ name: 'a', kind: 'ntfy', url: 'https://ntfy.sh/family' }] });
    const registry = registryFor({
      alertNtfyUrl: 'https://ntfy.sh/topic',
      ...{ alertSmtpUrl: SMTP, alertEmailTo: ['me@example.org'] },
      ...{ alertWebhookUrl: 'https://hooks.example.org/token', alertWebhookSecret: 'secret-word' },
    });
    for (const name of ['web-push', 'mqtt', 'later']) registry.add(channelCalled(name));
    const names = ['ntfy', 'email', 'webhook', 'mqtt', 'web-push', 'a', 'later'];
    expect(registry.all().map(({ name }) => name)).toEqual(names);
    expect(registry.find('a')?.kind).toBe('ntfy');
    expect(registry.find('b')).toBeUndefined();
    expect(registry.problems).toEqual([]);
    registry.remove('web-push');
    expect(registry.all()).toHaveLength(6);
  });

  it('shows no secret in what a channel says of itself', () => {
    const registry = registryFor({
      alertNtfyUrl: 'https://:tk_secret@ntfy.sh/secret-topic',
      ...{ alertSmtpUrl: SMTP, alertEmailTo: ['someone@example.org'] },
      alertWebhookUrl: 'https://hooks.example.org/secret-token',
    });
    const shown = registry.all().map(({ name, kind, target }) => ({ name, kind, target }));
    expect(JSON.stringify(shown)).not.toMatch(/secret|someone/);
  });

  it.each<[Partial<Environment>, string]>([
    [{ alertEmailTo: ['me@a.org'] }, 'ALERT_EMAIL_TO is set, and no mail server: set ALERT_SMTP_URL too.'],
    [
      { alertSmtpUrl: SMTP },
      'ALERT_SMTP_URL is set, and who gets the e-mail is not: set ALERT_EMAIL_TO too.',
    ],
    [
      { alertWebhookSecret: 'a' },
      'ALERT_WEBHOOK_SECRET is set, and nothing to sign: set ALERT_WEBHOOK_URL too.',
    ],
    [
      { alertMqtt: true },
      'ALERT_MQTT is set, and no broker: set MQTT_URL too, or give ALERT_MQTT the address of a broker.',
    ],
  ])('says that %j is not enough', (settings, problem) => {
    const registry = registryFor(settings);
    expect([registry.all(), registry.problems]).toEqual([[], [problem]]);
  });

  it.each<[Environment['alertMqtt'], string | null, string | null]>([
    [true, null, null],
    ['home/alerts', null, 'home/alerts'],
    ['mqtt://me:secret@broker.example.org/home/alerts', 'mqtt://me:secret@broker.example.org', 'home/alerts'],
    ['mqtts://broker.example.org:8884', 'mqtts://broker.example.org:8884', null],
  ])('reads ALERT_MQTT %s', (alertMqtt, url, topic) => {
    const { mqttSettings } = registryFor({ alertMqtt, mqttUrl: 'mqtt://127.0.0.1' });
    expect(mqttSettings).toEqual([{ kind: 'mqtt', name: 'mqtt', url, topic }]);
  });

  it('keeps the channels of a file with a mistake in another', () => {
    put({
      channels: [
        { name: 'a', kind: 'ntfy' },
        { name: 'b', kind: 'ntfy', url: 'https://ntfy.sh/b' },
      ],
    });
    const { problems, ...registry } = registryFor();
    expect(problems).toEqual(['alerts.json, line 1: channels[0] lacks url.']);
    expect(registry).toBeDefined();
    expect(
      registryFor()
        .all()
        .map(({ name }) => name),
    ).toEqual(['b']);
  });

  it('uses a file that others can read, and says so', () => {
    put({ channels: [{ name: 'b', kind: 'ntfy', url: 'https://ntfy.sh/b' }] }, 0o644);
    const registry = registryFor();
    expect(registry.all()).toHaveLength(1);
    expect(registry.problems).toEqual([expect.stringContaining('run chmod 600 ')]);
  });

  it('says that a file cannot be used at all', () => {
    writeFileSync(join(configDir, 'alerts.json'), ' '.repeat(300_000), { mode: 0o600 });
    expect(registryFor().problems).toEqual([
      'alerts.json is larger than 256 KB: none of its channels is used.',
    ]);
  });

  it('refuses private addresses unless they are allowed', async () => {
    const alertWebhookUrl = 'http://127.0.0.1:9/';
    const sendBy = async (registry: ChannelRegistry) =>
      registry.find('webhook')!.send(makeAlertMessage(), new AbortController().signal);
    expect(await sendBy(registryFor({ alertWebhookUrl }))).toMatchObject({ mayRetry: false });
    expect(await sendBy(registryFor({ alertWebhookUrl, alertAllowPrivate: true }))).toMatchObject({
      why: '127.0.0.1 refuses connections.',
      mayRetry: true,
    });
  });

  it('closes its channels with the server', async () => {
    const registry = registryFor();
    let closed = 0;
    registry.add({ ...channelCalled('mqtt'), close: async () => void (closed += 1) });
    await registry.onApplicationShutdown();
    expect(closed).toBe(1);
  });
});
