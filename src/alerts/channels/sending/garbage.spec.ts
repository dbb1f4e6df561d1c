import fc from 'fast-check';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { makeAlertMessage, unending } from '../../../../test/harness/alert-messages.js';
import { SystemClock } from '../../../shared/clock.js';
import { EmailChannel } from '../email/email-channel.js';
import { WebhookChannel } from '../webhook/webhook-channel.js';
import { HttpSender } from './http-sender.js';

/** What begins as the protocol does, and goes on as it likes. */
const HTTP = ['HTTP/1.1 200', 'HTTP/1.1 999 x\r\n\r\n', 'HTTP/1.1 302 a\r\nretry-after: ', ''];
const SMTP = ['220 a\r\n', '220-a\r\n220 b\r\n250-x\r\n', '554 ', '250 ok\r\n250 ok\r\n', ''];

const bytesAfter = (beginnings: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 300 }))
    .map(([beginning, rest]) => Buffer.concat([Buffer.from(beginning), rest]));

/** Servers that speak no protocol, or half of one. */
describe('A channel whose other side sends garbage', () => {
  let server: Server;
  let garbage: Uint8Array;
  const clock = new SystemClock();
  const port = () => (server.address() as AddressInfo).port;
  beforeAll(async () => {
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.resume().end(garbage);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  });
  afterAll(() => server.close());

  it('has a result for any bytes instead of a response', async () => {
    const sender = new HttpSender({ allowPrivate: true, clock });
    const url = `http://127.0.0.1:${port()}/`;
    const channel = new WebhookChannel(
      { kind: 'webhook', name: 'webhook', url, secret: null, headers: {} },
      sender,
      clock,
    );
    const property = fc.asyncProperty(bytesAfter(HTTP), async (bytes) => {
      garbage = bytes;
      const result = await channel.send(makeAlertMessage(), unending());
      if (!result.sent) expect(result.why).toMatch(/^127\.0\.0\.1 .*\.$/);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it('has a result at once where the other side changes the protocol', async () => {
    garbage = Buffer.from('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
    const sender = new HttpSender({ allowPrivate: true, clock });
    const url = new URL(`http://127.0.0.1:${port()}/`);
    expect(await sender.deliver({ url, headers: {}, body: 'hello' }, unending())).toEqual({
      sent: false,
      why: '127.0.0.1 closed the connection without a response (ECONNRESET).',
      mayRetry: true,
      mayHaveArrived: true,
    });
  });

  it('has a result for any bytes instead of a mail server', async () => {
    const smtpUrl = `smtp://me:secret@127.0.0.1:${port()}`;
    const channel = new EmailChannel(
      { kind: 'email', name: 'email', smtpUrl, to: ['me@example.org'], from: null },
      clock,
    );
    const property = fc.asyncProperty(bytesAfter(SMTP), async (bytes) => {
      garbage = bytes;
      const result = await channel.send(makeAlertMessage(), unending());
      expect(result.sent).toBe(false);
      if (!result.sent) expect(result.why).toMatch(/^127\.0\.0\.1 .*\.$/);
    });
    await fc.assert(property, { numRuns: 60 });
  });
});
