import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { API_KEY, startTestApp, type TestApp } from '../harness/test-app.js';
import { responseOf, chicken, letPass, sent, untilStatus } from '../harness/journey.js';
import { exchange, requestText } from '../harness/raw-http.js';
import { until } from '../harness/until.js';

const KEY = `Authorization: Bearer ${API_KEY}`;
const JSON_TYPE = { 'content-type': 'application/json' };

describe('A stop', () => {
  let testApp: TestApp;
  let starts = 0;
  beforeAll(async () => (testApp = await startTestApp()));
  beforeEach(async () => {
    // Every start differs, because an identical one soon after is not sent.
    const request_id = `start-${++starts}`;
    expect((await testApp.api.post('/start-cook', chicken({ request_id }))).status).toBe(200);
  });
  afterAll(() => testApp.close());

  const stops = () => sent(testApp).filter((command) => command === 'CMD_APC_STOP').length;

  it.each<[string, string, Record<string, string>?]>([
    ['no cooker', '{"device_id":null}'],
    ['an empty cooker', '{"device_id":""}'],
    ['a cooker that is a number', '{"device_id":7}'],
    ['a cooker of 200 letters', `{"device_id":"${'x'.repeat(200)}"}`],
    ['an unknown cook', '{"cook_id":"abc"}'],
    ['null', 'null'],
    ['a list', '[]'],
    ['a text', '"stop"'],
    ['broken JSON', '{'],
    ['JSON with garbage behind it', '{"device_id":"x"} garbage'],
    ['plain text', 'stop', { 'content-type': 'text/plain' }],
    ['a form', 'stop=1', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a type of its own', '{}', { 'content-type': 'nonsense' }],
    ['another charset', '{}', { 'content-type': 'application/json; charset=utf-16' }],
    ['bytes that are said to be packed', '{}', { ...JSON_TYPE, 'content-encoding': 'gzip' }],
    ['an unknown field', '{"stop":true}'],
    ['names that every object has', '{"__proto__":{"device_id":"x"},"constructor":1}'],
    ['deep nesting', `{"a":${'['.repeat(7_000)}${']'.repeat(7_000)}}`],
    ['deep nesting without an end', '['.repeat(16_000)],
    ['a body of 20 KiB', `{"a":"${'x'.repeat(20 * 1024)}"}`],
    ['a body of 5 MiB', `{"a":"${'x'.repeat(5 * 1024 * 1024)}"}`],
    ['a request_id of 65 letters', `{"request_id":"${'x'.repeat(65)}"}`],
    ['a bad Idempotency-Key', '{}', { ...JSON_TYPE, 'idempotency-key': 'x'.repeat(65) }],
  ])('is sent with %s, and the response says what was ignored', async (_case, body, headers = {}) => {
    const before = stops();
    const response = await testApp.api.post('/stop-cook', body, headers);
    expect(response).toMatchObject({ status: 200, body: { status: 'stopped', verified: true } });
    expect(response.body['warnings']).toEqual(
      expect.arrayContaining([expect.stringMatching(/^[A-Z_a-z].*\.$/)]),
    );
    expect(stops()).toBe(before + 1);
  });

  it.each<[string, string | undefined, Record<string, string>?]>([
    ['no body', undefined],
    ['an empty object', '{}'],
    ['the name of the cooker', '{"device_id":" precision  COOKER "}'],
    ['a byte order mark before the name', '\uFEFF{"device_id":"Precision Cooker"}'],
    ['a request_id that says nothing', '{"request_id":null}'],
    ['an Idempotency-Key', undefined, { 'idempotency-key': 'enough' }],
  ])('is sent with %s without a warning', async (_case, body, headers = {}) => {
    testApp.cloud.cooker.rename('Precision Cooker');
    await until(
      async () => JSON.stringify((await testApp.api.get('/devices')).body).includes('Precision'),
      true,
    );
    const response = await testApp.api.post('/stop-cook', body, headers);
    expect(response).toMatchObject({ status: 200, body: { verified: true, warnings: [] } });
  });

  it('is sent with compressed bytes that are not declared as such', async () => {
    const packed = gzipSync('{}');
    const head = requestText('POST /stop-cook', [
      KEY,
      'Content-Type: application/json',
      `Content-Length: ${packed.length}`,
    ]);
    const { status, text } = await exchange(testApp.url, Buffer.concat([Buffer.from(head), packed]));
    expect([status, JSON.parse(text)]).toMatchObject([200, { verified: true }]);
  });

  it('reads JSON with any content type', async () => {
    const body = JSON.stringify({ request_id: 'enough is enough', device_id: testApp.cooker.id });
    const response = await testApp.api.post('/stop-cook', body, { 'content-type': 'text/plain' });
    expect(response).toMatchObject({ status: 200, body: { verified: true } });
    expect(response.body['warnings']).toEqual([expect.stringContaining('read as JSON all the same')]);
  });

  it('responds to a client that is still sending an oversized body, and then closes the connection', async () => {
    const length = 64 * 1024;
    const head = [KEY, 'Content-Type: application/json', `Content-Length: ${length}`];
    const request = requestText('POST /stop-cook', head, 'x'.repeat(length));
    const { status, headers, text } = await exchange(testApp.url, request);
    expect([status, headers['connection'], JSON.parse(text)]).toMatchObject([
      200,
      'close',
      { verified: true },
    ]);
  });

  describe('whose body arrives late', () => {
    let socket: Socket;
    let response: string;
    beforeEach(() => {
      response = '';
      const { hostname, port } = new URL(testApp.url);
      socket = connect(Number(port), hostname);
      socket.on('data', (bytes) => (response += bytes.toString()));
    });
    afterEach(() => socket.destroy());

    it('is sent after 2 seconds', async () => {
      const before = stops();
      const head = ['POST /stop-cook HTTP/1.1', 'Host: coddle', KEY, 'Content-Length: 100', '', '{"device'];
      const { pending } = testApp.clock;
      socket.write(head.join('\r\n'));
      await until(() => testApp.clock.pending > pending, true);
      await letPass(testApp, 1_500);
      expect(stops()).toBe(before);
      await letPass(testApp, 1_000);
      await until(() => response.includes('"verified":true'), true);
      expect(response).toMatch(/^HTTP\/1\.1 200 OK\r\n(.+\r\n)*Connection: close\r\n/);
      expect(response).toContain('did not arrive within 2 seconds');
      expect(stops()).toBe(before + 1);
    });

    it('is sent when its chunks are malformed', async () => {
      const head = ['POST /stop-cook HTTP/1.1', 'Host: coddle', KEY, 'Transfer-Encoding: chunked', '', 'zz'];
      socket.write(`${head.join('\r\n')}\r\n`);
      await until(() => response.includes('"verified":true'), true);
      expect(response.match(/HTTP\/1\.1/g)).toHaveLength(1);
    });
  });

  it('still requires the key', async () => {
    const response = await testApp.api.post('/stop-cook', '{', { authorization: 'Bearer wrong' });
    expect(response).toMatchObject({ status: 401, body: { error: 'UNAUTHORIZED' } });
    await untilStatus(testApp, { is_running: true });
    expect((await testApp.api.post('/stop-cook')).status).toBe(200);
  });
});

describe('A start with bytes behind its body', () => {
  it('gets one response, with its outcome', async () => {
    const testApp = await startTestApp();
    const body = JSON.stringify(chicken());
    const head = ['POST /start-cook HTTP/1.1', 'Host: coddle', KEY, 'Content-Type: application/json'];
    const request = [...head, `Content-Length: ${body.length}`, '', `${body}\x00\x01 garbage\r\n\r\n`];
    const { status, text } = await exchange(testApp.url, request.join('\r\n'));
    expect([status, JSON.parse(text)]).toMatchObject([200, { status: 'started', verified: true }]);
    expect(text.match(/HTTP\/1\.1/g)).toBeNull();
    expect(await responseOf(testApp, testApp.api.get('/status'))).toMatchObject({
      body: { is_running: true },
    });
    await testApp.close();
  });
});
