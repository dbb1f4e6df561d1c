import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Environment } from '../../config/environment.js';
import { SystemClock } from '../../shared/clock.js';
import type { CliContext } from '../cli-context.js';
import { alertsBy } from './alerts.js';
import type { ProbeResults } from './probe-results.js';

const NAMES: Readonly<Record<string, string>> = { 'inside.example.org': '192.168.1.10' };

describe('The lines alerts of the doctor', () => {
  let configDir: string;
  beforeEach(() => {
    configDir = mkdtempSync(join(tmpdir(), 'coddle-doctor-'));
  });
  afterEach(() => rmSync(configDir, { recursive: true }));

  const said = async (settings: Partial<Environment> = {}) => {
    const environment = new Environment({ configDir, ...settings });
    const found = { settings: { environment, problems: [] } } as unknown as ProbeResults;
    const resolve = async (host: string) => [{ address: NAMES[host] ?? '93.184.215.14', family: 4 }];
    const findings = await alertsBy(resolve)({ clock: new SystemClock() } as CliContext, found);
    return findings.map(({ state, told }) => `${state}: ${told}`);
  };

  it('say that no channel is set up', async () => {
    expect(await said()).toEqual([
      'ok: no channel is set up, so they are shown on the page and in subscribed browsers only',
    ]);
  });

  it('list the channels with where they send to, and no secret', async () => {
    const lines = await said({
      alertNtfyUrl: 'https://:tk_secret@ntfy.sh/secret-topic',
      ...{ alertSmtpUrl: 'smtps://me:secret@mail.example.org', alertEmailTo: ['me@example.org'] },
      ...{
        alertWebhookUrl: 'https://hooks.example.org/secret',
        alertWebhookSecret: 'a-secret-of-32-characters-or-more',
      },
      ...{ alertMqtt: true, mqttUrl: 'mqtt://me:secret@broker.example.org' },
    });
    expect(lines).toEqual([
      'ok: 4 channels are set up: ntfy (ntfy.sh), email (m…@example.org via mail.example.org), webhook (hooks.example.org), mqtt (mqtt://broker.example.org:1883)',
    ]);
  });

  it('name each mistake', async () => {
    writeFileSync(join(configDir, 'alerts.json'), '{ "channels": [{ "name": "a" }] }', { mode: 0o600 });
    expect(await said({ alertMqtt: true })).toEqual([
      'wrong: ALERT_MQTT is set, and no broker: set MQTT_URL too, or give ALERT_MQTT the address of a broker',
      'wrong: alerts.json, line 1: channels[0] lacks kind: one of ntfy, email, webhook, mqtt, sms',
    ]);
  });

  it('name a channel that leads into a private network, unless that is allowed', async () => {
    const alertNtfyUrl = 'http://inside.example.org/topic';
    const told = 'wrong: ntfy would send to inside.example.org, which is in a private network, and does not';
    expect(await said({ alertNtfyUrl })).toContain(told);
    expect(await said({ alertNtfyUrl, alertAllowPrivate: true })).toHaveLength(1);
  });

  it('note a webhook that is not signed, or with a short secret', async () => {
    const alertWebhookUrl = 'https://hooks.example.org/';
    expect(await said({ alertWebhookUrl })).toContain('note: what webhook sends is not signed');
    expect(await said({ alertWebhookUrl, alertWebhookSecret: 'short' })).toContain(
      'note: the secret of webhook is short',
    );
  });
});
