import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AlertChannels } from '../../../src/alerts/channels/alert-channels.js';
import { Outbox } from '../../../src/alerts/outbox/outbox.js';
import type { Environment } from '../../../src/config/environment.js';
import { makeAlertMessage } from '../../harness/alert-messages.js';
import { HttpSink } from '../../harness/http-sink.js';
import { SmtpSink } from '../../harness/smtp-sink.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

const NAMES = ['ntfy', 'email', 'webhook', 'family', 'phone'];
/** What must be found in no log and no delivery. */
const SECRETS = ['secret-topic', 'secret-word', 'secret-token', 'signing-secret', 'someone@'];

/** The server with a channel of each kind, on real sockets. */
describe('The channels of the settings', () => {
  let http: HttpSink;
  let mail: SmtpSink;
  let folder: string;
  let testApp: TestApp;
  afterEach(async () => {
    await testApp.close();
    await http.close();
    await mail.close();
    rmSync(folder, { recursive: true });
  });

  const open = async (alertAllowPrivate: boolean) => {
    http = await HttpSink.start();
    mail = await SmtpSink.start({ startTls: 'works', login: 'me:secret-word' });
    folder = mkdtempSync(join(tmpdir(), 'coddle-channels-'));
    const family = { name: 'family', kind: 'ntfy', url: http.url('/family'), token: 'secret-token' };
    const form = { Body: '{message}', Key: 'secret-word' };
    const phone = { name: 'phone', kind: 'sms', url: http.url('/sms'), form };
    const text = JSON.stringify({ channels: [family, phone, { name: 'wrong', kind: 'sms' }] });
    writeFileSync(join(folder, 'alerts.json'), text, { mode: 0o600 });
    const environment: Partial<Environment> = {
      alertNtfyUrl: http.url('/secret-topic').replace('//', '//:secret-word@'),
      ...{ alertSmtpUrl: mail.url('me:secret-word'), alertEmailTo: ['someone@example.org'] },
      ...{ alertWebhookUrl: http.url('/hook/secret-token'), alertWebhookSecret: 'signing-secret' },
      ...{ alertAllowPrivate, configDir: folder },
    };
    testApp = await startTestApp({ environment, connected: false });
  };
  const send = async (name: string) => {
    const outbox = testApp.app.get(Outbox, { strict: false });
    const message = makeAlertMessage({ notice: 'test', key: `test:${name}`, alertId: null });
    return outbox.sendTest(name, `delivery-${name}`, message);
  };

  it('reach what they are set up for, and show no secret anywhere', async () => {
    await open(true);
    const channels = testApp.app.get(AlertChannels, { strict: false });
    expect(channels.all().map(({ name }) => name)).toEqual(NAMES);
    const sent = [];
    for (const name of NAMES) sent.push(await send(name));
    expect(sent.map(({ state }) => state)).toEqual(NAMES.map(() => 'sent'));
    expect(http.requests.map(({ path }) => path)).toEqual([
      ...['/secret-topic', '/hook/secret-token', '/family', '/sms'],
    ]);
    expect(mail.mails).toEqual([expect.objectContaining({ encrypted: true, to: ['someone@example.org'] })]);
    const shown = [testApp.logs.join('\n'), JSON.stringify(sent)].join('\n');
    expect(shown).toContain('alerts.json, line 1: channels[2] lacks url');
    for (const secret of SECRETS) expect(shown).not.toContain(secret);
  });

  it('send nothing to a private address unless that is allowed', async () => {
    await open(false);
    for (const name of ['ntfy', 'webhook', 'family', 'phone']) {
      const { state, attempts } = await send(name);
      expect([name, state]).not.toEqual([name, 'sent']);
      expect(attempts.at(-1)?.why).toContain('ALERT_ALLOW_PRIVATE');
    }
    expect(http.requests).toEqual([]);
  });

  it('say why nothing was sent, without a secret', async () => {
    await open(true);
    http.usual = { status: 500, body: 'secret-word' };
    mail.behaviour = { startTls: 'refused', login: 'me:secret-word' };
    const whys = [];
    for (const name of NAMES) whys.push((await send(name)).attempts.at(-1)?.why);
    const failed = '127.0.0.1 responded with status 500.';
    const noTls =
      '127.0.0.1 gives no encryption after STARTTLS (status 454), so that neither password nor alert was sent.';
    expect(whys).toEqual([failed, noTls, failed, failed, failed]);
    for (const secret of SECRETS) expect(testApp.logs.join('\n')).not.toContain(secret);
  });
});
