import { readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeAlertMessage, unending } from '../../../../test/harness/alert-messages.js';
import { DrivenClock } from '../../../../test/harness/driven-clock.js';
import { HttpSink, type SunkRequest } from '../../../../test/harness/http-sink.js';
import { HttpSender } from '../sending/http-sender.js';
import { WebhookChannel } from './webhook-channel.js';

const SECRET = 'a-secret-of-the-tests';
const DOCUMENT = join(__dirname, '../../../../docs/alert-channels.md');

describe('WebhookChannel', () => {
  let sink: HttpSink;
  const clock = new DrivenClock();
  beforeEach(async () => {
    sink = await HttpSink.start();
  });
  afterEach(() => sink.close());

  const channelWith = (secret: string | null, headers = {}) =>
    new WebhookChannel(
      { kind: 'webhook', name: 'webhook', url: sink.url('/in?token=abc'), secret, headers },
      new HttpSender({ allowPrivate: true, clock }),
      clock,
    );
  const sent = async (secret: string | null = SECRET, headers = {}): Promise<SunkRequest> => {
    await channelWith(secret, headers).send(makeAlertMessage({ url: 'https://c.example/' }), unending());
    return sink.requests.at(-1)!;
  };

  it('posts every field of the message', async () => {
    const { method, path, headers, body } = await sent();
    expect([method, path, headers['content-type']]).toEqual(['POST', '/in?token=abc', 'application/json']);
    expect(JSON.parse(body)).toEqual({
      version: 1,
      key: 'alert-1:firing:test',
      alert_id: 'alert-1',
      rule_id: 'low-water',
      notice: 'firing',
      severity: 'warning',
      title: 'Low water',
      text: 'Kitchen reports that its water is low.',
      thing: { id: 'anova-1', name: 'Kitchen' },
      at: '2026-03-01T12:00:00.000Z',
      url: 'https://c.example/',
    });
  });

  it('sends no token of its headers without encryption to the internet', async () => {
    const settings = { kind: 'webhook', name: 'other', secret: null } as const;
    const channel = new WebhookChannel(
      { ...settings, url: 'http://93.184.215.14/in', headers: { 'x-token': 'secret-word' } },
      new HttpSender({ allowPrivate: true, clock }),
      clock,
    );
    const result = await channel.send(makeAlertMessage(), unending());
    expect(result).toMatchObject({ sent: false, mayRetry: false });
    expect(JSON.stringify(result)).not.toContain('secret-word');
  });

  it('has the same key at each attempt, and a timestamp and signature of its own', async () => {
    const first = await sent();
    clock.advance(60_000);
    const second = await sent();
    const of = (name: string) => [first.headers[name], second.headers[name]];
    expect(of('idempotency-key')).toEqual(['alert-1:firing:test', 'alert-1:firing:test']);
    expect(Number(of('x-coddle-timestamp')[1]) - Number(of('x-coddle-timestamp')[0])).toBe(60);
    expect(new Set(of('x-coddle-signature')).size).toBe(2);
    expect(second.body).toBe(first.body);
  });

  it('sends headers of its own beside those, which they cannot replace', async () => {
    const { headers } = await sent(SECRET, { 'x-token': 'abc', 'x-coddle-signature': 'mine' });
    expect(headers['x-token']).toBe('abc');
    expect(headers['x-coddle-signature']).toMatch(/^sha256=[0-9a-f]{64}$/);
  });

  it('signs nothing without a secret', async () => {
    expect((await sent(null)).headers['x-coddle-signature']).toBeUndefined();
  });

  it('shows the host alone of its address', () => {
    expect(channelWith(SECRET).target).toBe('127.0.0.1');
  });
});

describe('The example of docs/alert-channels.md that verifies a message', () => {
  const [, example = ''] = /```js\n([^]*?)```/.exec(readFileSync(DOCUMENT, 'utf8')) ?? [];
  const clock = new DrivenClock();
  let sink: HttpSink;
  let folder: string;
  let request: SunkRequest;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'coddle-example-'));
    writeFileSync(join(folder, 'verify.mjs'), example);
    sink = await HttpSink.start();
    const channel = new WebhookChannel(
      { kind: 'webhook', name: 'webhook', url: sink.url('/'), secret: SECRET, headers: {} },
      new HttpSender({ allowPrivate: true, clock }),
      clock,
    );
    await channel.send(makeAlertMessage({ title: 'Größe 🍲' }), unending());
    [request] = sink.requests as [SunkRequest];
  });
  afterAll(async () => {
    await sink.close();
    rmSync(folder, { recursive: true });
  });

  /** What the example says, in a process of its own, of several requests. */
  const verdicts = (calls: readonly (readonly [object, string, string, number])[]): unknown => {
    const script = `import { isFromCoddle } from './verify.mjs';
      const calls = JSON.parse(process.argv[1]);
      console.log(JSON.stringify(calls.map(([headers, body, secret, now]) => isFromCoddle(headers, Buffer.from(body), secret, now))));`;
    const words = ['--input-type=module', '--eval', script, JSON.stringify(calls)];
    return JSON.parse(execFileSync(process.execPath, words, { cwd: folder, encoding: 'utf8' }));
  };

  it('accepts what was sent, and nothing that was changed, signed by others or recorded earlier', () => {
    const { headers, body } = request;
    const now = clock.now().getTime();
    const later = String(Number(headers['x-coddle-timestamp']) + 60);
    expect(
      verdicts([
        [headers, body, SECRET, now],
        [headers, body, SECRET, now + 299_000],
        [headers, body, SECRET, now + 301_000],
        [headers, body, SECRET, now - 302_000],
        [headers, body.replace('Low', 'High').replace('low', 'high'), SECRET, now],
        [headers, body, 'another-secret', now],
        [{ ...headers, 'x-coddle-timestamp': later }, body, SECRET, now],
        [{}, body, SECRET, now],
      ]),
    ).toEqual([true, true, false, false, false, false, false, false]);
  });
});
