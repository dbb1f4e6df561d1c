import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Api } from '../../harness/api.js';
import { HttpSink } from '../../harness/http-sink.js';
import { SETTINGS, ShippedServer, unpacked } from '../../harness/shipped-server.js';
import { SmtpSink } from '../../harness/smtp-sink.js';
import { API_KEY } from '../../harness/test-app.js';

/** What was built, in a folder of its own without any package. */
describe('The release with channels of alerts', () => {
  let http: HttpSink;
  let mail: SmtpSink;
  beforeEach(async () => {
    http = await HttpSink.start();
    mail = await SmtpSink.start({ startTls: 'works', login: 'me:secret-word' });
  });
  afterEach(async () => {
    await http.close();
    await mail.close();
  });

  it('sends e-mail and to a channel of alerts.json, and loads what mail needs at the first mail', async () => {
    await unpacked(async (folder) => {
      const channel = { name: 'family', kind: 'ntfy', url: http.url('/family') };
      const file = join(folder, 'config/alerts.json');
      await writeFile(file, JSON.stringify({ channels: [channel] }), { mode: 0o600 });
      const given = { ALERT_SMTP_URL: mail.url('me:secret-word'), ALERT_EMAIL_TO: 'me@example.org' };
      const settings = { ...SETTINGS, ...given, ALERT_ALLOW_PRIVATE: 'true' };
      const server = new ShippedServer(join(folder, 'dist/main.js'), settings, folder);
      const api = new Api(await server.address(), API_KEY);
      const test = async (name: string) => (await api.post(`/alert-channels/${name}/test`, {})).body;
      expect(await test('family')).toMatchObject({ status: 'sent' });
      expect(http.requests).toEqual([expect.objectContaining({ path: '/family' })]);
      expect(await test('email')).toMatchObject({ status: 'sent' });
      expect(mail.mails).toEqual([expect.objectContaining({ encrypted: true, to: ['me@example.org'] })]);
      await server.stop();
      expect(server.output).not.toContain('secret-word');
    });
  });

  it('needs nothing of mail for any other channel', async () => {
    await unpacked(async (folder) => {
      await rm(join(folder, 'dist/mail.cjs'));
      const settings = { ...SETTINGS, ALERT_NTFY_URL: http.url('/topic'), ALERT_ALLOW_PRIVATE: 'true' };
      const server = new ShippedServer(join(folder, 'dist/main.js'), settings, folder);
      const api = new Api(await server.address(), API_KEY);
      const { body } = await api.post('/alert-channels/ntfy/test', {});
      expect(body).toMatchObject({ status: 'sent' });
      await server.stop();
    });
  });
});
