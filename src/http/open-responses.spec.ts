import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DrivenClock } from '../../test/harness/driven-clock.js';
import { exchange, requestText } from '../../test/harness/raw-http.js';
import { readAnyBody } from './any-body.js';
import { readJsonObject } from './request-body.js';
import { requireHostHeader } from './address.guards.js';
import { inTurn } from './request-turns.js';
import { limitServer, SERVER_OPTIONS } from './server-limits.js';

/** Between an interrupted request and its response, in ms. */
const LATER = 120;

describe('A request that waits for its response', () => {
  let server: Server;
  let url: string;

  async function open(handle: (request: IncomingMessage, response: ServerResponse) => Promise<object>) {
    const listener = (request: IncomingMessage, response: ServerResponse): void => {
      void handle(request, response).then((body) => response.end(JSON.stringify(body)));
    };
    const times = { headersTimeout: 30, requestTimeout: 50, connectionsCheckingInterval: 10 };
    server = createServer({ ...SERVER_OPTIONS, ...times }, inTurn(requireHostHeader(listener)));
    limitServer(server, 700);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const later = () => new Promise((resolve) => setTimeout(resolve, LATER));
  const post = (headers: readonly string[], body: string) =>
    exchange(url, requestText('POST /', headers, body).replace('Connection: close\r\n', ''));

  it.each([
    ['garbage', '\x00\x01garbage\r\n\r\n'],
    ['a request of another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a head without an end', 'GET / HTTP/1.1\r\nHost: coddle\r\n'],
  ])('gets that and no other when %s comes behind it, and the connection ends', async (_case, behind) => {
    await open(async (request) => {
      const body = await readJsonObject(request);
      await later();
      return body;
    });
    const headers = ['Content-Type: application/json', 'Content-Length: 7'];
    const { status, text } = await post(headers, `{"a":1}${behind}`);
    expect([status, text]).toEqual([200, '{"a":1}']);
  });

  it.each([
    ['is too slow', ['Content-Length: 100'], '{"a"'],
    ['is no body at all', ['Transfer-Encoding: chunked'], 'zz\r\n'],
  ])('gets one when its body %s and it is done without', async (_case, headers, body) => {
    const clock = new DrivenClock();
    await open(async (request, response) => {
      const read = readAnyBody(request, response, clock);
      clock.advance(2_000);
      const { problems } = await read;
      await later();
      return problems;
    });
    const response = await post(headers, body);
    expect([response.status, response.headers['connection']]).toEqual([200, 'close']);
    expect(JSON.parse(response.text)).toHaveLength(1);
  });

  it('hears that its body broke off', async () => {
    await open((request) => readJsonObject(request).catch(({ message }: Error) => ({ message })));
    const { status, text } = await post(['Content-Type: application/json', 'Content-Length: 100'], '{"a"');
    expect([status, JSON.parse(text)]).toEqual([200, { message: 'The body broke off.' }]);
  });
});
