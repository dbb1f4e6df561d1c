import { makeAlertMessage, unending } from '../../../../test/harness/alert-messages.js';
import { DrivenClock } from '../../../../test/harness/driven-clock.js';
import { SmtpSink, type SmtpBehaviour } from '../../../../test/harness/smtp-sink.js';
import { until } from '../../../../test/harness/until.js';
import type { AlertMessage } from '../alert-channel.js';
import { ATTEMPT_TIMEOUT } from '../sending/attempt.js';
import type { EmailSettings } from '../settings/channel-settings.js';
import { EmailChannel } from './email-channel.js';

/** This machine under a spelling that does not count as it, so that the rules for other machines hold. */
const ELSEWHERE = '127.1';
const CERTIFICATE = expect.stringMatching(/^The certificate of 127\.1 is not accepted \(\w+\)\.$/) as string;
const TO = ['me@example.org'];

describe('EmailChannel', () => {
  const clock = new DrivenClock();
  let sink: SmtpSink;
  afterEach(() => sink.close());

  const sinkThat = async (behaviour: SmtpBehaviour = {}) => (sink = await SmtpSink.start(behaviour));
  const channelFor = (smtpUrl: string, more: Partial<EmailSettings> = {}) =>
    new EmailChannel({ kind: 'email', name: 'email', smtpUrl, to: TO, from: null, ...more }, clock);
  const send = (smtpUrl: string, message: Partial<AlertMessage> = {}, more: Partial<EmailSettings> = {}) =>
    channelFor(smtpUrl, more).send(makeAlertMessage(message), unending());

  it('sends a mail with subject, text and link', async () => {
    await sinkThat();
    const result = await send(sink.url(), { url: 'https://c.example/#/alerts', severity: 'critical' });
    expect(result).toEqual({ sent: true });
    const [mail] = sink.mails;
    expect(mail).toMatchObject({ from: 'me@example.org', to: TO });
    expect(mail!.raw).toMatch(/^Subject: Low water\r$/m);
    expect(mail!.raw).toMatch(/^From: Coddle <me@example.org>\r$/m);
    expect(mail!.raw).toMatch(/^Date: Sun, 01 Mar 2026 12:00:00 \+0000\r$/m);
    expect(mail!.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(mail!.raw).toMatch(/^Importance: high\r$/m);
    expect(mail!.raw).toContain(
      'Kitchen reports that its water is low.\r\n\r\nhttps://c.example/#/alerts\r\n',
    );
  });

  it('has one Message-ID for one key', async () => {
    await sinkThat();
    for (const key of ['a', 'a', 'b']) await send(sink.url(), { key });
    const ids = sink.mails.map(({ raw }) => /^Message-ID: (<[0-9a-f]{32}@example.org>)\r$/m.exec(raw)?.[1]);
    expect(ids[0]).toBeDefined();
    expect([ids[1] === ids[0], ids[2] === ids[0]]).toEqual([true, false]);
  });

  it('keeps names within the subject and the text', async () => {
    await sinkThat();
    await send(sink.url(), { title: 'Küche\r\nBcc: you@example.org', text: 'a\r\n.\r\nMAIL FROM:<x@y>' });
    const [mail] = sink.mails;
    expect(mail!.to).toEqual(TO);
    expect(mail!.raw).not.toMatch(/^Bcc:/m);
    expect(mail!.raw).toContain('MAIL FROM:<x@y>');
    expect(sink.mails).toHaveLength(1);
  });

  it('sends as the user of the account, or as the address says', async () => {
    await sinkThat({ login: 'coddle@example.com:p@ss' });
    await send(sink.url('coddle%40example.com:p%40ss'));
    await send(`${sink.url('coddle%40example.com:p%40ss')}?from=other@example.com`);
    await send(sink.url('coddle%40example.com:p%40ss'), {}, { from: 'third@example.com' });
    expect(sink.mails.map(({ from }) => from)).toEqual([
      'coddle@example.com',
      'other@example.com',
      'third@example.com',
    ]);
  });

  it('encrypts before the password where STARTTLS is offered', async () => {
    await sinkThat({ startTls: 'works', login: 'me:secret-word' });
    expect(await send(sink.url('me:secret-word'))).toEqual({ sent: true });
    expect(sink.mails).toEqual([expect.objectContaining({ encrypted: true, login: 'me:secret-word' })]);
    expect(sink.inTheClear.map((line) => line.split(' ')[0])).toEqual(['EHLO', 'STARTTLS']);
  });

  it('encrypts from the start with smtps:', async () => {
    await sinkThat({ secure: true, login: 'me:secret-word' });
    expect(await send(sink.url('me:secret-word'))).toEqual({ sent: true });
    expect(sink.inTheClear).toEqual([]);
  });

  it('signs in only where the server asks for it', async () => {
    await sinkThat();
    expect(await send(sink.url('me:secret-word'))).toEqual({ sent: true });
    expect(sink.inTheClear.join('\n')).not.toContain('AUTH');
  });

  it('sends the password plain to this machine alone', async () => {
    await sinkThat({ login: 'me:secret-word' });
    expect(await send(sink.url('me:secret-word'))).toEqual({ sent: true });
  });

  it.each(['refused', 'absent', 'broken', 'works'] as const)(
    'sends neither password nor mail to another machine where STARTTLS is %s, without a valid certificate',
    async (startTls) => {
      await sinkThat({ startTls, login: 'me:secret-word' });
      const result = send(sink.url('me:secret-word', ELSEWHERE));
      if (startTls === 'broken') {
        await until(() => sink.inTheClear.includes('STARTTLS'), true);
        clock.advance(ATTEMPT_TIMEOUT);
      }
      const shown = await result;
      if (startTls === 'works') expect(shown).toMatchObject({ why: CERTIFICATE });
      expect(shown).toMatchObject({ sent: false, mayRetry: true, mayHaveArrived: false });
      expect(JSON.stringify(shown)).not.toContain('secret-word');
      expect(sink.mails).toEqual([]);
      expect(sink.inTheClear.join('\n')).not.toMatch(/AUTH|MAIL/);
    },
  );

  it('fails where this machine offers STARTTLS and refuses it', async () => {
    await sinkThat({ startTls: 'refused', login: 'me:secret-word' });
    expect(await send(sink.url('me:secret-word'))).toEqual({
      sent: false,
      why: '127.0.0.1 gives no encryption after STARTTLS (status 454), so that neither password nor alert was sent.',
      mayRetry: true,
      mayHaveArrived: false,
    });
    expect(sink.inTheClear.join('\n')).not.toContain('AUTH');
  });

  it.each<[string, SmtpBehaviour, object]>([
    [
      'a wrong password',
      { login: 'me:other' },
      { why: '127.0.0.1 refuses the user name and password (status 535).', mayRetry: true },
    ],
    [
      'a recipient that is unknown',
      { replies: { RCPT: '550 5.1.1 secret-word' } },
      { why: '127.0.0.1 refuses the sender or every recipient (status 550).', mayRetry: false },
    ],
    ['a recipient that has to wait', { replies: { RCPT: '450 4.2.0 later' } }, { mayRetry: true }],
    [
      'a message that is refused',
      { replies: { '.': '554 5.7.1 spam' } },
      { why: '127.0.0.1 refuses the message (status 554).', mayRetry: false, mayHaveArrived: false },
    ],
    [
      'a server that is busy',
      { replies: { GREETING: '421 busy' } },
      { why: '127.0.0.1 refuses clients (status 421).', mayRetry: true },
    ],
    [
      'a server that refuses every client',
      { replies: { GREETING: '554 go away' } },
      { mayRetry: true, mayHaveArrived: false },
    ],
    [
      'a connection that is dropped after the message',
      { dropsAt: '.' },
      { why: '127.0.0.1 closed the connection before it confirmed the message.', mayHaveArrived: true },
    ],
    ['a connection that is dropped at once', { dropsAt: 'GREETING' }, { mayHaveArrived: false }],
  ])('reports %s', async (_name, behaviour, expected) => {
    await sinkThat(behaviour);
    const result = await send(sink.url(behaviour.login === undefined ? '' : 'me:secret-word'));
    expect(result).toMatchObject({ sent: false, ...expected });
    expect(JSON.stringify(result)).not.toContain('secret-word');
  });

  it('says that one of two recipients is refused', async () => {
    await sinkThat({ refusedRecipient: 'you@example.org' });
    const result = await send(sink.url(), {}, { to: ['me@example.org', 'you@example.org'] });
    expect(result).toEqual({ sent: true, detail: 'The mail server refuses 1 of 2 recipients.' });
  });

  it.each(['GREETING', 'MAIL', '.'])('gives up after 14 s where the server hangs at %s', async (hangsAt) => {
    await sinkThat({ hangsAt });
    const result = send(sink.url());
    await until(() => sink.silent, 1);
    clock.advance(ATTEMPT_TIMEOUT);
    expect(await result).toEqual({
      sent: false,
      why: '127.0.0.1 did not respond within 14 seconds.',
      mayRetry: true,
      mayHaveArrived: hangsAt === '.',
    });
    expect(clock.pending).toBe(0);
  });

  it('ends at once when it is cancelled, and closes its connection', async () => {
    await sinkThat({ hangsAt: 'MAIL' });
    const control = new AbortController();
    const result = channelFor(sink.url()).send(makeAlertMessage(), control.signal);
    await until(() => sink.silent, 1);
    control.abort();
    expect(await result).toMatchObject({ why: 'The attempt to reach 127.0.0.1 was cancelled.' });
    await until(() => sink.connections, 0);
  });

  it('says that nothing listens', async () => {
    await sinkThat();
    expect(await send('smtp://127.0.0.1:9')).toMatchObject({
      why: '127.0.0.1 refuses connections.',
    });
  });

  it('shows who gets the mail, masked, and the host', async () => {
    await sinkThat();
    const channel = channelFor('smtps://me:secret@mail.example.org', { to: ['me@a.org', 'you@b.org'] });
    expect(channel.target).toBe('m…@a.org, y…@b.org via mail.example.org');
  });
});
