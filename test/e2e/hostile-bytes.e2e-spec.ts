import fc from 'fast-check';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Json } from '../harness/api.js';
import { expectError, HostileTestApp, PLANS, ROUTES } from '../harness/hostile-app.js';
import { chicken } from '../harness/journey.js';
import { API_KEY } from '../harness/test-app.js';
import { exchange, requestText } from '../harness/raw-http.js';

const KEY = `Authorization: Bearer ${API_KEY}`;

let hostile: HostileTestApp;
beforeAll(async () => {
  hostile = await HostileTestApp.start();
});
afterEach(() => hostile.expectUnharmed());
afterAll(() => hostile.testApp.close());

const post = (...args: Parameters<HostileTestApp['post']>) => hostile.post(...args);

describe.each(PLANS)('The body of %s', (path) => {
  it.each(['[]', '[{}]', 'null', 'true', '7', '"text"', '""'])(
    'is refused when it is not an object: %s',
    async (body) => {
      expectError(await post(path, body), [400, 'VALIDATION_ERROR']);
    },
  );

  it.each([
    '{',
    '{"a"',
    '{"a":}',
    '{a:1}',
    "{'a':1}",
    '{}{}',
    '{"a":1,}',
    '<a/>',
    'a=b',
    ' ',
    '\u0000',
    '{"a":"\n"}',
  ])('is refused when it is not JSON: %j', async (body) =>
    expectError(await post(path, body), [400, 'VALIDATION_ERROR']),
  );

  it('is refused when it is nested too deeply', async () => {
    for (const body of [
      `{"a":${'['.repeat(8_000)}${']'.repeat(8_000)}}`,
      `${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`,
    ]) {
      expectError(await post(path, body), [400, 'VALIDATION_ERROR']);
    }
  });

  it('is refused when it is over 16 KiB, and only then', async () => {
    const filled = (length: number) => `{"a":"${'x'.repeat(length - 8)}"}`;
    expectError(await post(path, filled(16_384)), [400, 'VALIDATION_ERROR']);
    for (const length of [16_385, 17 * 1024, 1024 * 1024]) {
      expectError(await post(path, filled(length)), [413, 'PAYLOAD_TOO_LARGE']);
    }
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-16',
    'application/json; charset=latin1',
    'application/jsonx',
    'application/problem+json',
    'text/json',
    '*/*',
    ';',
  ])('is refused with the content type %s', async (type) => {
    expectError(await post(path, '{}', { 'content-type': type }), [415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  it.each(['gzip', 'br', 'deflate', 'x', 'gzip, identity'])(
    'is refused with the encoding %s',
    async (encoding) => {
      expectError(await post(path, '{}', { 'content-encoding': encoding }), [415, 'UNSUPPORTED_MEDIA_TYPE']);
    },
  );
});

const send = (request: string | Buffer) => hostile.send(request);

describe('The body of /stop-cook', () => {
  it.each([
    ['no object', 'null', {}],
    ['no JSON', '{"a":1,', {}],
    ['nested beyond reason', `{"a":${'['.repeat(8_000)}${']'.repeat(8_000)}}`, {}],
    ['too large', `{"a":"${'x'.repeat(1024 * 1024)}"}`, {}],
    ['called otherwise', '{}', { 'content-type': 'text/plain' }],
    ['packed', '{}', { 'content-encoding': 'br' }],
  ])('does not prevent a stop when it is %s', async (_case, body, headers) => {
    const before = hostile.testApp.cloud.received.length;
    expectError(await post('/stop-cook', body, headers), [404, 'NO_ACTIVE_COOK']);
    expect(hostile.testApp.cloud.received.length).toBe(before + 1);
  });
});

describe('Malformed bytes', () => {
  const json = [KEY, 'Content-Type: application/json'];
  const body = JSON.stringify(chicken({ temperature_celsius: 'x' }));

  it.each([
    ['a length that is negative', ['Content-Length: -5'], body],
    ['a length that is no number', ['Content-Length: abc'], body],
    ['a length beyond all numbers', ['Content-Length: 99999999999999999999'], body],
    ['two lengths', ['Content-Length: 5', 'Content-Length: 6'], body],
    ['a length beside chunks', ['Content-Length: 5', 'Transfer-Encoding: chunked'], '0\r\n\r\n'],
    ['chunks of a wrong size', ['Transfer-Encoding: chunked'], `zz\r\n${body}\r\n0\r\n\r\n`],
    ['an unknown way of transfer', ['Transfer-Encoding: cucumber'], body],
    ['a length that cuts the body', [`Content-Length: ${body.length - 1}`], body],
    ['chunks that are no JSON', ['Transfer-Encoding: chunked'], '2\r\n{"\r\n0\r\n\r\n'],
    [
      'chunks with a wrong field',
      ['Transfer-Encoding: chunked'],
      `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
    ],
    ['a header without a name', [': x'], ''],
  ])('are refused: %s', async (_case, headers, text) => {
    for (const path of PLANS) {
      expectError(await send(requestText(`POST ${path}`, [...json, ...headers], text)), [
        400,
        'VALIDATION_ERROR',
      ]);
    }
  });

  it.each(PLANS)('are refused as too large with a header of 20 KB: %s', async (path) => {
    const text = requestText(`POST ${path}`, [...json, `X-Long: ${'x'.repeat(20_000)}`]);
    expectError(await send(text), [431, 'PAYLOAD_TOO_LARGE']);
  });

  it('are refused before the body arrives when its announced length is too large', async () => {
    const head = requestText('POST /start-cook', [...json, 'Content-Length: 17408']);
    expectError(await send(head), [413, 'PAYLOAD_TOO_LARGE']);
  });

  it('are refused when chunks continue without end', async () => {
    const chunk = `1000\r\n${' '.repeat(0x1000)}\r\n`;
    const request = requestText(
      'POST /start-cook',
      [...json, 'Transfer-Encoding: chunked'],
      chunk.repeat(20),
    );
    expectError(await send(request), [413, 'PAYLOAD_TOO_LARGE']);
  });

  it.each([
    [
      'packed by gzip and said so',
      [...json, 'Content-Encoding: gzip'],
      gzipSync(body),
      [415, 'UNSUPPORTED_MEDIA_TYPE'],
    ],
    ['packed by gzip and not said so', json, gzipSync(body), [400, 'VALIDATION_ERROR']],
    ['in UTF-16', json, Buffer.from(body, 'utf16le'), [400, 'VALIDATION_ERROR']],
    ['in Latin-1', json, Buffer.from('{"food_type":"crème"}', 'latin1'), [400, 'VALIDATION_ERROR']],
    [
      'with broken letters',
      json,
      Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
      [400, 'VALIDATION_ERROR'],
    ],
  ] as const)('are refused when they are %s', async (_case, headers, bytes, expected) => {
    const head = requestText('POST /check-cook', [...headers, `Content-Length: ${bytes.length}`]);
    expectError(await send(Buffer.concat([Buffer.from(head), bytes])), expected);
  });

  it.each([
    ['garbage', '\x00\x01\x02\x03\r\n\r\n'],
    ['a greeting of TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n'],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['an unknown version', 'GET /health HTTP/7.3\r\nHost: x\r\n\r\n'],
    ['an unknown method', 'BREW /health HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['no host', 'GET /health HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['a tunnel', 'CONNECT example.org:443 HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])('are refused when they are not a request: %s', async (_case, text) => {
    expectError(await send(text), [400, 'VALIDATION_ERROR']);
  });

  it('do no harm when the client disconnects in the middle of its body', async () => {
    const { hostname, port } = new URL(hostile.testApp.url);
    for (const path of ROUTES.POST) {
      const socket = connect(Number(port), hostname);
      socket.write(requestText(`POST ${path}`, [...json, 'Content-Length: 100'], '{"temper'));
      await new Promise<void>((resolve) => socket.once('connect', () => setImmediate(resolve)));
      socket.resetAndDestroy();
    }
    expect((await hostile.testApp.api.get('/health')).status).toBe(200);
  });

  it.each(['x'.repeat(65), 'é', '\x7f', 'tab\there'])(
    'are refused in an Idempotency-Key of a good plan: %j',
    async (id) => {
      const plan = JSON.stringify(chicken());
      const headers = [...json, `Idempotency-Key: ${id}`, `Content-Length: ${plan.length}`];
      expectError(await send(requestText('POST /start-cook', headers, plan)), [400, 'VALIDATION_ERROR']);
    },
  );

  it('are not assumed in a chunked body, which is judged like others', async () => {
    const plan = JSON.stringify({ temperature_celsius: 50, time_minutes: 90, food_type: 'chicken' });
    const chunks = [...plan].map((letter) => `1\r\n${letter}\r\n`).join('');
    const response = await send(
      requestText('POST /start-cook', [...json, 'Transfer-Encoding: chunked'], `${chunks}0\r\n\r\n`),
    );
    expectError(response, [400, 'POULTRY_TEMP_UNSAFE']);
  });
});

describe('A wrong method', () => {
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'TRACE'];
  const right = [...ROUTES.GET.map((path) => ['GET', path]), ...ROUTES.POST.map((path) => ['POST', path])];
  const wrong = right.flatMap(([own, path]) =>
    methods
      .filter((method) => method !== own)
      .map((method) => ({ method, path, allow: own === 'GET' ? 'GET, HEAD' : own })),
  );

  it('gets the allowed methods, on every route', async () => {
    for (const { method, path, allow } of wrong) {
      const response = await send(requestText(`${method} ${path}`, [KEY]));
      expectError(response, [405, 'METHOD_NOT_ALLOWED']);
      expect(response.headers['allow']).toBe(allow);
    }
  });

  it('gets a HEAD response without a body', async () => {
    const { status, headers, text } = await hostile.testApp.api.send('HEAD', '/start-cook');
    expect([status, headers.get('allow'), text]).toEqual([405, 'POST', '']);
  });
});

describe('A path', () => {
  it.each([
    '/nowhere',
    '/start',
    '/start-cook/x',
    '/status/1',
    '/health/ready/x',
    '/__proto__',
    '/constructor',
    '/.env',
  ])('gets 404 when nothing is there: %s', async (path) => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      expectError(await hostile.testApp.api.send(method, path), [404, 'NOT_FOUND']);
    }
  });

  it.each(['/%', '/%zz', '/status%', '/%E0%A4%A', '/status?device_id=%', '/status?%ff=1', '/docs/%c0%ae'])(
    'is refused when its percent encoding is malformed: %s',
    async (path) => {
      for (const method of ['GET', 'POST']) {
        const response = await send(requestText(`${method} ${path}`, [KEY]));
        expectError(response, [400, 'VALIDATION_ERROR']);
      }
    },
  );

  it('of 10 KB gets a response like any other', async () => {
    expectError(await hostile.testApp.api.get(`/${'x'.repeat(10_000)}`), [404, 'NOT_FOUND']);
    expectError(await hostile.testApp.api.get(`/status?device_id=${'x'.repeat(10_000)}`), [
      400,
      'VALIDATION_ERROR',
    ]);
  });

  it('of any form gets 200, 400 or 404', async () => {
    const segment = fc.oneof(
      fc.constantFrom('status', 'docs', 'health', 'ready', '..', '__proto__', '%2e%2e', '%00', '%'),
      fc.webSegment(),
    );
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(segment, { maxLength: 3 }),
        fc.webQueryParameters(),
        async (segments, query) => {
          const line = `GET /${segments.join('/')}?${query}`;
          const response = await exchange(hostile.testApp.url, requestText(line, [KEY]));
          seen.add(response.status);
          if (response.status === 200) return;
          const body = JSON.parse(response.text) as Json;
          expectError(
            { ...response, body },
            response.status === 400 ? [400, 'VALIDATION_ERROR'] : [404, 'NOT_FOUND'],
          );
        },
      ),
      { numRuns: 200, seed: 20_260_301 },
    );
    expect([...seen].toSorted()).toEqual([200, 400, 404]);
  }, 20_000);
});
