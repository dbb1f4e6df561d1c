import fc from 'fast-check';
import { makeAlertMessage, unending } from '../../../../test/harness/alert-messages.js';
import { DrivenClock } from '../../../../test/harness/driven-clock.js';
import { HttpSink } from '../../../../test/harness/http-sink.js';
import type { AlertMessage } from '../alert-channel.js';
import { HttpSender } from '../sending/http-sender.js';
import type { SmsSettings } from '../settings/channel-settings.js';
import { SmsChannel } from './sms-channel.js';
import { filledJson, fillingOf, filled } from './template.js';

describe('SmsChannel', () => {
  let sink: HttpSink;
  beforeEach(async () => {
    sink = await HttpSink.start();
  });
  afterEach(() => sink.close());

  const send = (settings: Partial<SmsSettings>, message: Partial<AlertMessage> = {}) =>
    new SmsChannel(
      {
        ...{ kind: 'sms', name: 'phone', url: sink.url('/send'), method: 'POST', headers: {} },
        ...{ body: null, success: null, ...settings },
      },
      new HttpSender({ allowPrivate: true, clock: new DrivenClock() }),
    ).send(makeAlertMessage(message), unending());

  it('fills in a form', async () => {
    await send({ body: { form: { To: '+49', Body: '{message}' } } }, { text: 'a & b = 60 °C' });
    const [{ headers, body }] = sink.requests as [(typeof sink.requests)[0]];
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      To: '+49',
      Body: 'Low water: a & b = 60 °C',
    });
  });

  it('fills in JSON, out of which no value can break', async () => {
    const text = 'said "off", "to": ["+1"]\n{key}';
    await send({ body: { json: { to: ['+49'], body: { text: '[{severity}] {text}' } } } }, { text });
    expect(JSON.parse(sink.requests[0]!.body)).toEqual({
      to: ['+49'],
      body: { text: `[warning] ${text}` },
    });
  });

  it('fills in a text, and an address', async () => {
    await send({ body: { text: '{thing}: {title}', contentType: 'text/plain' } });
    expect(sink.requests[0]).toMatchObject({ body: 'Kitchen: Low water' });
    await send({ url: sink.url('/send?text={message}&from=a'), method: 'GET' }, { text: 'a&from=b#c' });
    expect(sink.requests[1]).toMatchObject({
      method: 'GET',
      path: `/send?text=${encodeURIComponent('Low water: a&from=b#c')}&from=a`,
      body: '',
    });
  });

  it('has the same key at each attempt, unless a header of its own says otherwise', async () => {
    await send({});
    await send({ headers: { 'idempotency-key': 'mine' } });
    expect(sink.requests.map(({ headers }) => headers['idempotency-key'])).toEqual([
      'alert-1:firing:test',
      'mine',
    ]);
  });

  it('sends no token of its headers without encryption to the internet', async () => {
    const headers = { 'x-token': 'secret-word' };
    const result = await send({ url: 'http://93.184.215.14/send', headers });
    expect(result).toMatchObject({ sent: false, mayRetry: false });
    expect(JSON.stringify(result)).not.toContain('secret-word');
  });

  it.each([
    ['{"ok":true}', { sent: true }],
    [
      '{"ok":false}',
      {
        sent: false,
        why: '127.0.0.1 took the request, and its response does not contain the text of success.',
        mayRetry: true,
      },
    ],
  ])('judges the response %s by what it must contain', async (body, expected) => {
    sink.usual = { status: 200, body };
    expect(await send({ success: '"ok":true' })).toEqual(expected);
  });

  it('cuts a message after 320 characters', async () => {
    await send({ body: { text: '{message}', contentType: 'text/plain' } }, { text: '🍲'.repeat(1_000) });
    expect(Array.from(sink.requests[0]!.body)).toHaveLength(320);
  });
});

describe('A template', () => {
  it('replaces each placeholder once, whatever the values hold', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (title, text) => {
        const filling = { ...fillingOf(makeAlertMessage()), title, text };
        expect(filled('{title}|{text}|{other}', filling)).toBe(`${title}|${text}|{other}`);
      }),
    );
  });

  it('keeps the form of any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const result = filledJson(value, fillingOf(makeAlertMessage()));
        expect(Array.isArray(result)).toBe(Array.isArray(value));
        expect(typeof result).toBe(typeof value);
      }),
    );
  });
});
