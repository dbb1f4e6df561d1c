import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { until } from '../../../test/harness/until.js';
import { EventFrame } from './event-frame.js';
import { EventStream, sendHeadOnly } from './event-stream.js';

/** The part of our responses that a stream needs: they write their head in one piece. */
function asOurs(response: ServerResponse): ServerResponse {
  const writeHeadWith = (headers: readonly string[]) => response.writeHead(200, [...headers]);
  return Object.assign(response, { writeHeadWith });
}

const event = (number: number, content = 'x'): EventFrame =>
  new EventFrame(`id: e-${number}\ndata: ${content}\n\n`, number);

describe('EventStream', () => {
  let server: Server;
  let client: Socket;
  let received: string;
  let left: number;
  let closed: boolean;

  /** Opens a connection, sends a request, and begins the stream of its response. */
  async function begin(version = '1.1', first = [new EventFrame('retry: 2000\n\n')]): Promise<EventStream> {
    const arrived = once(server, 'request');
    client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const own = client;
    own.on('data', (data: Buffer) => (received += data.toString()));
    own.on('close', () => (closed = own === client));
    own.on('error', () => undefined);
    client.write(`GET /live HTTP/${version}\r\nHost: coddle\r\n\r\n`);
    const [, response] = (await arrived) as [unknown, ServerResponse];
    return EventStream.begin(asOurs(response), first, () => (left += 1));
  }

  beforeEach(async () => {
    [received, left, closed] = ['', 0, false];
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(async () => {
    client.destroy();
    await until(() => client.closed, true);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const body = () => received.slice(received.indexOf('\r\n\r\n') + 4);

  it('sends its head and first frames at once, each frame as a chunk', async () => {
    const stream = await begin();
    stream.deliver(event(1));
    await until(() => body(), 'd\r\nretry: 2000\n\n\r\n11\r\nid: e-1\ndata: x\n\n\r\n');
    expect(received).toMatch(/^HTTP\/1\.1 200 OK\r\nContent-Type: text\/event-stream; charset=utf-8\r\n/);
    expect(received).toMatch(/\r\nTransfer-Encoding: chunked\r\n/);
  });

  it('sends plain events to a client of HTTP/1.0, and closes the connection at the end', async () => {
    const stream = await begin('1.0');
    stream.deliver(event(1));
    stream.end();
    await until(() => closed, true);
    expect(body()).toBe('retry: 2000\n\nid: e-1\ndata: x\n\n');
  });

  it('sends no event that the client has already', async () => {
    const stream = await begin();
    stream.position = 5;
    for (const number of [4, 5, 6, 6, 7]) stream.deliver(event(number));
    stream.end();
    await until(() => body().endsWith('0\r\n\r\n'), true);
    expect(body().match(/id: e-\d/g)).toEqual(['id: e-6', 'id: e-7']);
  });

  it('ends a response so that its connection can carry another, and says that it is over', async () => {
    const stream = await begin();
    expect(stream.isOpen).toBe(true);
    stream.end();
    stream.end();
    expect(stream.isOpen).toBe(false);
    await until(() => left, 1);
    expect(closed).toBe(false);
    client.write('GET /live HTTP/1.1\r\nHost: coddle\r\n\r\n');
    await once(server, 'request');
  });

  it('is over when its client leaves', async () => {
    const stream = await begin();
    client.destroy();
    await until(() => left, 1);
    expect(stream.isOpen).toBe(false);
    stream.deliver(event(1));
    stream.end();
  });

  it('disconnects a client that leaves more than 256 KB unread, and no client that reads', async () => {
    const stream = await begin();
    client.pause();
    const block = 'x'.repeat(32 * 1024);
    let sent = 0;
    while (stream.isOpen && sent < 2_000) {
      stream.deliver(event(++sent, block));
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(stream.isOpen).toBe(false);
    await until(() => left, 1);
  });

  it('is behind while its client has not read everything, and calls back when it has', async () => {
    const stream = await begin();
    client.pause();
    const block = 'x'.repeat(16 * 1024);
    for (let number = 1; !stream.isBehind; number++) stream.deliver(event(number, block));
    let hasRead = false;
    stream.onceRead(() => (hasRead = true));
    client.resume();
    await until(() => hasRead, true);
    expect(stream.isBehind).toBe(false);
  });

  it('is only a head for HEAD', async () => {
    const arrived = once(server, 'request');
    client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    client.on('data', (data: Buffer) => (received += data.toString()));
    client.write('HEAD /live HTTP/1.1\r\nHost: coddle\r\nConnection: close\r\n\r\n');
    const [, response] = (await arrived) as [unknown, ServerResponse];
    sendHeadOnly(asOurs(response));
    await once(client, 'close');
    expect(received).toMatch(/^HTTP\/1\.1 200 OK\r\nContent-Type: text\/event-stream/);
    expect(body()).toBe('');
  });
});
