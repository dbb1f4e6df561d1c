import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { until } from '../../../../test/harness/until.js';
import { HttpTransport } from './http-transport.js';

describe('HttpTransport', () => {
  let server: Server;
  let respond: RequestListener;
  let connections: Socket[];
  let requests: number;
  const transport = new HttpTransport();

  const send = (body?: string) =>
    transport.send({
      url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/thing?page=1`),
      method: body === undefined ? 'GET' : 'POST',
      headers: { accept: 'application/json' },
      body,
      signal: new AbortController().signal,
    });
  const textOf = async ({ body }: Awaited<ReturnType<typeof send>>) => {
    const pieces: Uint8Array[] = [];
    for await (const piece of body) pieces.push(piece);
    return Buffer.concat(pieces).toString();
  };

  beforeEach(async () => {
    [connections, requests] = [[], 0];
    server = createServer((request, response) => {
      requests += 1;
      respond(request, response);
    });
    server.on('connection', (socket) => connections.push(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('sends all requests over one connection, one after the other', async () => {
    let open = 0;
    let mostOpen = 0;
    respond = (request, response) => {
      mostOpen = Math.max(mostOpen, (open += 1));
      setImmediate(() => {
        open -= 1;
        response.end(request.url);
      });
    };
    const texts = await Promise.all([1, 2, 3].map(async () => textOf(await send())));
    expect(texts).toEqual(Array(3).fill('/thing?page=1'));
    expect([connections.length, mostOpen]).toEqual([1, 1]);
  });

  it('sends a body with its length in bytes, and asks for plain bytes', async () => {
    respond = (request, response) => {
      const { 'content-length': length, 'accept-encoding': encoding } = request.headers;
      response.end(JSON.stringify([request.method, length, encoding]));
    };
    expect(await textOf(await send('{"°":1}'))).toBe('["POST","8","identity"]');
  });

  it('sends a request again when the connection that stood open was closed', async () => {
    respond = (_, response) => response.end('x');
    await textOf(await send());
    respond = ({ socket }, response) => (requests === 2 ? socket.resetAndDestroy() : response.end('again'));
    expect(await textOf(await send())).toBe('again');
    expect([requests, connections.length]).toEqual([3, 2]);
  });

  it('sends a request once where a new connection is closed', async () => {
    respond = ({ socket }) => void socket.resetAndDestroy();
    await expect(send()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(requests).toBe(1);
  });

  it('ends a request at once where the other side changes the protocol', async () => {
    respond = ({ socket }) =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
    await expect(send()).rejects.toThrow('closed');
  });

  it('ends the connection of a response that is not read', async () => {
    respond = (_, response) => response.write('x'.repeat(1024 * 1024));
    (await send()).discard();
    await until(() => connections[0]!.destroyed, true);
  });
});
