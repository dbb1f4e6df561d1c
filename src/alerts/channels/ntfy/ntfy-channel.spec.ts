import fc from 'fast-check';
import { makeAlertMessage, unending } from '../../../../test/harness/alert-messages.js';
import { DrivenClock } from '../../../../test/harness/driven-clock.js';
import { HttpSink } from '../../../../test/harness/http-sink.js';
import type { AlertMessage } from '../alert-channel.js';
import { HttpSender } from '../sending/http-sender.js';
import { headerText } from './encoded-word.js';
import { NtfyChannel } from './ntfy-channel.js';

describe('NtfyChannel', () => {
  let sink: HttpSink;
  beforeEach(async () => {
    sink = await HttpSink.start();
  });
  afterEach(() => sink.close());

  const channelFor = (url: string, token: string | null = null) =>
    new NtfyChannel(
      { kind: 'ntfy', name: 'ntfy', url, token },
      new HttpSender({ allowPrivate: true, clock: new DrivenClock() }),
    );
  const sent = async (message: Partial<AlertMessage>, url = sink.url('/my-topic'), token?: string) => {
    const result = await channelFor(url, token).send(makeAlertMessage(message), unending());
    expect(result).toEqual({ sent: true });
    return sink.requests.at(-1)!;
  };

  it('publishes at the topic, with title, priority, tag and what a tap opens', async () => {
    const request = await sent({ severity: 'critical', url: 'https://cooker.example.org/#/alerts' });
    expect(request).toMatchObject({
      method: 'POST',
      path: '/my-topic',
      body: 'Kitchen reports that its water is low.',
    });
    expect(request.headers).toMatchObject({
      title: 'Low water',
      priority: '5',
      tags: 'rotating_light',
      click: 'https://cooker.example.org/#/alerts',
    });
  });

  it.each([
    [{ severity: 'warning' }, '4', 'warning'],
    [{ severity: 'info' }, '3', 'information_source'],
    [{ severity: 'critical', notice: 'escalated' }, '5', 'rotating_light'],
    [{ severity: 'critical', notice: 'resolved' }, '3', 'white_check_mark'],
    [{ severity: 'critical', notice: 'test' }, '3', 'test_tube'],
  ] as const)('has for %j the priority %s and the tag %s', async (message, priority, tags) => {
    expect((await sent(message)).headers).toMatchObject({ priority, tags });
  });

  it('has one sequence id for one key, of the form that ntfy takes', async () => {
    const ids = [await sent({ key: 'a:1' }), await sent({ key: 'a:1' }), await sent({ key: 'a:2' })].map(
      ({ headers }) => headers['x-sequence-id']!,
    );
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).not.toBe(ids[2]);
    expect(ids[0]).toMatch(/^[-_A-Za-z0-9]{1,64}$/);
  });

  it.each([
    ['//:tk_secret@', undefined, 'Bearer tk_secret'],
    ['//', 'tk_other', 'Bearer tk_other'],
    ['//me:secret@', undefined, `Basic ${Buffer.from('me:secret').toString('base64')}`],
  ])('signs in by %s and the token %j', async (login, token, expected) => {
    const url = sink.url('/my-topic').replace('//', login);
    expect((await sent({}, url, token)).headers['authorization']).toBe(expected);
  });

  it('shows the host alone of its address', () => {
    expect(channelFor('https://:tk_secret@ntfy.sh/my-topic').target).toBe('ntfy.sh');
  });

  it('cuts a text that would become an attachment, between two characters', async () => {
    const { body } = await sent({ text: 'é🍲'.repeat(1_000) });
    expect(Buffer.byteLength(body)).toBeLessThan(4_096);
    expect(body).toMatch(/^(?:é🍲)+é?…$/u);
  });

  it('keeps a title in one header, whatever it holds', async () => {
    const { headers } = await sent({ title: 'Näht\r\nX-Evil: 1 🍲' });
    expect(headers['x-evil']).toBeUndefined();
    expect(decoded(headers['title']!)).toBe('Näht··X-Evil: 1 🍲');
  });
});

/** What a reader of RFC 2047 makes of a header. */
const decoded = (header: string): string =>
  header
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?B\?([^?]*)\?=/g, (_all, piece: string) => Buffer.from(piece, 'base64').toString());

describe('headerText', () => {
  it('is ASCII in words of at most 75 characters, and says the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (text) => {
        const header = headerText(text);
        expect(header).toMatch(/^[\x20-\x7e]*$/);
        if (header !== text)
          for (const word of header.split(' ')) expect(word.length).toBeLessThanOrEqual(75);
        expect(decoded(header)).toBe(text);
      }),
    );
  });
});
