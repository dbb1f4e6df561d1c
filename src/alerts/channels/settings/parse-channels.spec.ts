import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseChannels } from './parse-channels.js';

const SURROUNDINGS = { smtpUrl: 'smtps://mail.example.org', hasBroker: true };
const parse = (channels: unknown, surroundings = SURROUNDINGS) =>
  parseChannels(JSON.stringify({ channels }), surroundings);
const problemsOf = (channel: object) =>
  parse([{ name: 'mine', ...channel }], { smtpUrl: undefined as never, hasBroker: false }).faults.map(
    ({ problem }) => problem,
  );
const NTFY = { kind: 'ntfy', url: 'https://ntfy.sh/topic' };
const SMS = { kind: 'sms', url: 'https://sms.example.org/' };

describe('parseChannels', () => {
  it('reads the example of the documents', () => {
    const document = readFileSync(join(__dirname, '../../../../docs/alert-channels.md'), 'utf8');
    const [, example = ''] = /```json\n(\{\n {2}"channels"[^]*?)```/.exec(document) ?? [];
    const { channels, faults } = parseChannels(example, SURROUNDINGS);
    expect(faults).toEqual([]);
    expect(channels).toEqual([
      { kind: 'ntfy', name: 'family', url: 'https://ntfy.example.org/family', token: 'tk_TOKEN' },
      {
        ...{ kind: 'email', name: 'work', smtpUrl: SURROUNDINGS.smtpUrl },
        ...{ to: ['me@example.org'], from: 'coddle@example.org' },
      },
      {
        ...{ kind: 'webhook', name: 'automation', url: 'https://hooks.example.org/coddle' },
        ...{ secret: 'SECRET', headers: { 'x-token': 'TOKEN' } },
      },
      { kind: 'mqtt', name: 'display', url: null, topic: 'home/alerts' },
      {
        ...{ kind: 'sms', name: 'phone', url: 'https://USER:PASSWORD@sms.example.org/messages' },
        ...{
          method: 'POST',
          headers: {},
          body: { form: { To: '+15550100', Body: '{message}' } },
          success: null,
        },
      },
    ]);
  });

  it.each([
    [{}, 'channels[0] lacks kind: one of ntfy, email, webhook, mqtt, sms'],
    [{ kind: 'pager' }, 'channels[0].kind must be one of ntfy, email, webhook, mqtt, sms'],
    [{ ...NTFY, name: 'Mine' }, 'channels[0].name must have 1 to 40 of a-z, 0-9 and -, such as family'],
    [
      { ...NTFY, name: 'web-push' },
      'channels[0].name is the name of a channel of the environment: choose another, such as family',
    ],
    [{ kind: 'ntfy' }, 'channels[0] lacks url'],
    [{ kind: 'ntfy', url: 'https://ntfy.sh/' }, 'channels[0].url must be the https: address of a topic'],
    [{ ...NTFY, token: 'a b' }, 'channels[0].token must have 1 to 512 printable characters and no blank'],
    [{ ...NTFY, tokn: 'a' }, 'channels[0].tokn is unknown here; known are name, kind, url, token'],
    [
      { kind: 'email', to: ['me@a.org'] },
      'channels[0].smtp_url is missing, and so is ALERT_SMTP_URL: set one of them',
    ],
    [
      { kind: 'email', smtp_url: 'smtp://a.org' },
      'channels[0].to must be a list of e-mail addresses, such as ["me@example.org"]',
    ],
    [
      { kind: 'email', smtp_url: 'smtp://a.org', to: [] },
      'channels[0].to must have 1 to 20 e-mail addresses',
    ],
    [
      { kind: 'email', smtp_url: 'smtp://a.org', to: ['me@a.org', 'me'] },
      'channels[0].to[1] must be an e-mail address',
    ],
    [
      { kind: 'email', smtp_url: 'a.org', to: ['me@a.org'] },
      'channels[0].smtp_url must be an smtps: or smtp: address',
    ],
    [{ kind: 'webhook', url: 'file:///etc' }, 'channels[0].url must be an https: address without fragment'],
    [
      { kind: 'webhook', url: 'https://a.org', headers: { Host: 'b.org' } },
      'channels[0].headers.Host is a header that the connection sets itself',
    ],
    [
      { kind: 'webhook', url: 'https://a.org', headers: { 'X-A': 'b\r\nc' } },
      'channels[0].headers.X-A must be a text of printable characters',
    ],
    [{ kind: 'mqtt' }, 'channels[0].url is missing, and so is MQTT_URL: set one of them'],
    [
      { kind: 'mqtt', url: 'mqtt://a.org', topic: 'a/#' },
      'channels[0].topic must be a topic without wildcards',
    ],
    [{ ...SMS }, 'channels[0] says nothing of the alert: put {message} where the text of the SMS goes'],
    [
      { ...SMS, form: { body: '{mesage}' } },
      'channels[0] has {mesage}, and known are {message}, {title}, {text}, {severity}, {thing}, {url}, {at}, {key}',
    ],
    [{ ...SMS, form: { body: '{text}', to: 49 } }, 'channels[0].form.to must be a text'],
    [
      { ...SMS, form: { a: '{text}' }, text: '{text}' },
      'channels[0].text must stand alone: give one of form, json and text',
    ],
    [{ ...SMS, method: 'GET', text: '{text}' }, 'channels[0].method must not be GET where there is a body'],
    [
      { kind: 'sms', url: 'https://{key}.org/', text: '{text}' },
      'channels[0].url must not have a placeholder before its path',
    ],
    [
      { ...SMS, text: '{text}', content_type: 'a\r\nb' },
      'channels[0].content_type must be a media type, such as text/plain',
    ],
  ])('says what is wrong with %j', (channel, problem) => expect(problemsOf(channel)).toEqual([problem]));

  it('leaves out what is wrong, with its line, and keeps the rest', () => {
    const text = `{ "channels": [\n  { "name": "a", "kind": "ntfy", "url": "https://ntfy.sh/a" },\n  { "name": "b", "kind": "ntfy" },\n  { "name": "a", "kind": "ntfy", "url": "https://ntfy.sh/c" }\n] }`;
    const { channels, faults } = parseChannels(text, SURROUNDINGS);
    expect(channels.map(({ name }) => name)).toEqual(['a']);
    expect(faults).toEqual([
      { line: 3, problem: 'channels[1] lacks url' },
      { line: 4, problem: 'channels[2].name is given twice' },
    ]);
  });

  it.each([
    ['{ "channels": [ }', 'is not JSON: a sign is missing, or one too many'],
    ['{}', 'channels is missing'],
    ['{ "channel": [] }', 'channel is unknown here; known are channels'],
    ['{ "channels": {} }', 'channels must be a list, such as [ … ]'],
  ])('says what is wrong with %s', (text, problem) => {
    expect(parseChannels(text, SURROUNDINGS).faults.map((fault) => fault.problem)).toContain(problem);
  });

  it('uses the first 20 channels of more', () => {
    const many = Array.from({ length: 21 }, (_, index) => ({ ...NTFY, name: `a-${index}` }));
    const { channels, faults } = parse(many);
    expect([channels.length, faults.length]).toEqual([20, 1]);
  });

  it('names no value of a file, which can be a secret', () => {
    const { faults } = parse([
      {
        name: 'a',
        kind: 'webhook',
        url: 'secret-word',
        secret: 'secret word',
        headers: { a: 'secret-word\n' },
      },
    ]);
    expect(faults).toHaveLength(3);
    expect(JSON.stringify(faults)).not.toContain('secret-word');
  });

  it('takes any text and any value', () => {
    const values = fc.oneof(fc.jsonValue(), fc.record({ channels: fc.array(anyChannel) }));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          values.map((value) => JSON.stringify(value)),
        ),
        (text) => {
          const { channels, faults } = parseChannels(text, SURROUNDINGS);
          expect(channels.length + faults.length).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

/** Channels that are partly right. */
const anyChannel = fc.record(
  {
    name: fc.oneof(fc.constant('a'), fc.jsonValue()),
    kind: fc.oneof(fc.constantFrom('ntfy', 'email', 'webhook', 'mqtt', 'sms'), fc.jsonValue()),
    url: fc.oneof(fc.webUrl(), fc.string(), fc.jsonValue()),
    to: fc.jsonValue(),
    headers: fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue()),
    form: fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue()),
    json: fc.jsonValue(),
    text: fc.jsonValue(),
  },
  { requiredKeys: [] },
);
