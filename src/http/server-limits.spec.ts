import { createServer, type Server, type ServerOptions } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { exchange, requestText } from '../../test/harness/raw-http.js';
import { requireHostHeader } from './address.guards.js';
import { inTurn } from './request-turns.js';
import { limitServer, SERVER_OPTIONS } from './server-limits.js';

const REFUSED = {
  status: 400,
  headers: {
    'content-type': 'application/json; charset=utf-8',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  },
};

describe('The limits of the server', () => {
  let server: Server;
  let url: string;
  let heard: (string | undefined)[];

  async function open(options: ServerOptions = {}): Promise<void> {
    heard = [];
    server = createServer(
      { ...SERVER_OPTIONS, ...options },
      inTurn(
        requireHostHeader((request, response) => {
          request.resume().once('end', () => {
            heard.push(request.headers.authorization);
            response.end('here');
          });
        }),
      ),
    );
    limitServer(server, 700);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  afterEach(() => new Promise((resolve) => server.close(resolve)));

  async function expectRefusal(request: string): Promise<void> {
    const response = await exchange(url, request);
    expect(response).toMatchObject(REFUSED);
    expect(Number(response.headers['content-length'])).toBe(Buffer.byteLength(response.text));
    expect(JSON.parse(response.text)).toEqual({
      error: 'VALIDATION_ERROR',
      message: 'This is not a complete HTTP request.',
      request_id: expect.stringMatching(/^[\da-f-]{36}$/) as string,
    });
    expect(heard).toEqual([]);
  }

  it.each([
    ['no HTTP at all', '\x16\x03\x01\x02\r\n\r\n'],
    ['another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['an unknown method', requestText('BREW /')],
    ['two lengths', requestText('POST /', ['Content-Length: 1', 'Content-Length: 2'], 'ab')],
    [
      'a length and chunks',
      requestText('POST /', ['Content-Length: 5', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
    ],
    ['a negative length', requestText('POST /', ['Content-Length: -1'])],
    ['a tunnel', requestText('CONNECT example.org:443')],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
  ])('respond to %s in the form of every error, and close the connection', async (_case, request) => {
    await open();
    await expectRefusal(request);
  });

  it.each([
    ['the first byte', { headersTimeout: 40 }, ''],
    ['the head', { headersTimeout: 40 }, 'GET / HTTP/1.1\r\nHost: coddle\r\n'],
    [
      'the body',
      { headersTimeout: 20, requestTimeout: 40 },
      requestText('POST /', ['Content-Length: 9'], 'abc'),
    ],
  ])('respond to a client that is too slow with %s', async (_case, times, request) => {
    await open({ connectionsCheckingInterval: 20, ...times });
    await expectRefusal(request);
  });

  it('respond to a client that never ends its head, however often a byte arrives', async () => {
    await open({ connectionsCheckingInterval: 20, headersTimeout: 60 });
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    let text = '';
    socket.on('data', (data: Buffer) => (text += data.toString())).on('error', () => undefined);
    socket.write('GET / HTTP/1.1\r\nX: ');
    const drip = setInterval(() => socket.write('x'), 10);
    await closed;
    clearInterval(drip);
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(heard).toEqual([]);
  });

  it.each([
    ['one long header', requestText('GET /', [`X: ${'y'.repeat(20_000)}`])],
    ['one of 70 KB', requestText('GET /', [`X: ${'y'.repeat(70_000)}`])],
    [
      'a flood of headers',
      requestText(
        'GET /',
        Array.from({ length: 5_000 }, (_, index) => `X-${index}: y`),
      ),
    ],
    ['a long address', requestText(`GET /?${'y'.repeat(20_000)}`)],
  ])('say of %s that it is too large, not that it is incomplete', async (_case, request) => {
    await open();
    const response = await exchange(url, request);
    expect(response).toMatchObject({ ...REFUSED, status: 431 });
    expect(JSON.parse(response.text)).toEqual({
      error: 'PAYLOAD_TOO_LARGE',
      message: 'The address and the headers of a request may hold at most 16 KiB together.',
      details: { maximum_bytes: 16_384 },
      request_id: expect.stringMatching(/^[\da-f-]{36}$/) as string,
    });
    expect(heard).toEqual([]);
  });

  it('accept half as many connections again as are kept, and no more', async () => {
    await open();
    expect(server.maxConnections).toBe(1050);
  });

  it('take a request of HTTP/1.0, which need not name a host', async () => {
    await open();
    expect(await exchange(url, 'GET / HTTP/1.0\r\n\r\n')).toMatchObject({ status: 200, text: 'here' });
  });

  it('ignore an unknown Expect header', async () => {
    await open();
    const response = await exchange(url, requestText('GET /', ['Expect: cake']));
    expect(response).toMatchObject({ status: 200, text: 'here' });
  });

  it('send 100 Continue to a client that waits for it', async () => {
    await open();
    const request = requestText('POST /', ['Expect: 100-continue', 'Content-Length: 2']);
    expect(await exchange(url, request, 'ab')).toMatchObject({ status: 200 });
  });

  it('show both of two keys', async () => {
    await open();
    await exchange(url, requestText('GET /', ['Authorization: Bearer a', 'Authorization: Bearer b']));
    expect(heard).toEqual(['Bearer a, Bearer b']);
  });

  it('destroy a connection that can no longer carry a response', async () => {
    await open();
    const socket = new PassThrough();
    socket.end();
    server.emit('clientError', new Error('Parse Error'), socket);
    expect(socket.destroyed).toBe(true);
  });

  it('survive a client that breaks its connection off after it asked for a tunnel', async () => {
    await open();
    const socket = new PassThrough();
    server.emit('connect', {}, socket, Buffer.alloc(0));
    expect(() => socket.emit('error', new Error('write ECONNRESET'))).not.toThrow();
    expect(socket.destroyed).toBe(true);
    expect(await exchange(url, requestText('GET /'))).toMatchObject({ status: 200 });
  });

  it('refuse a tunnel after the response to the request before it', async () => {
    await open();
    const before = 'GET / HTTP/1.1\r\nHost: coddle\r\n\r\n';
    const { status, text } = await exchange(url, before + requestText('CONNECT example.org:443'));
    expect(status).toBe(200);
    expect(text).toMatch(/^hereHTTP\/1\.1 400 Bad Request\r\n/);
  });

  it('leave a tunnel that keeps its connection for 90 s the first word', () => {
    expect(SERVER_OPTIONS.keepAliveTimeout).toBeGreaterThan(90_000);
  });
});
