import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { until } from '../../test/harness/until.js';
import { PiecedText } from './pieced-text.js';
import { writePieces } from './write-pieces.js';

/** Far more than the buffers of two sockets hold. */
const PIECE = 'x'.repeat(1024 * 1024);
const MANY = 64;

describe('writePieces', () => {
  let server: Server;
  let made: number;
  let response: ServerResponse | undefined;
  let outcome: Promise<unknown>;

  function* pieces(count: number, fails = false): Generator<string> {
    for (made = 0; made < count; made++) yield made === 0 ? 'first;' : PIECE;
    if (fails) throw new RangeError('no more');
  }

  async function open(count: number, fails = false): Promise<string> {
    server = createServer((_request, given) => {
      response = given;
      outcome = writePieces(given, new PiecedText(pieces(count, fails))).then(
        () => 'done',
        (error: Error) => error.message,
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** A client that reads nothing. */
  async function unread(url: string): Promise<Socket> {
    const socket = connect(Number(new URL(url).port), '127.0.0.1').pause();
    socket.write('GET / HTTP/1.1\r\nHost: coddle\r\n\r\n');
    await until(() => (response?.writableLength ?? 0) > 0, true);
    return socket;
  }

  beforeEach(() => (response = undefined));
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it.each([
    [0, 0],
    [1, 6],
  ])('sends %d pieces at once, with their length', async (count, length) => {
    const response = await fetch(await open(count));
    expect(response.headers.get('content-length')).toBe(String(length));
    expect((await response.text()).length).toBe(length);
  });

  it('sends many pieces one after the other', async () => {
    const response = await fetch(await open(MANY));
    expect(response.headers.get('content-length')).toBeNull();
    expect((await response.text()).length).toBe(6 + (MANY - 1) * PIECE.length);
    expect(await outcome).toBe('done');
  });

  it('makes no more for HEAD than it needs for the head', async () => {
    const response = await fetch(await open(MANY), { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(made).toBe(1);
  });

  it('makes no more than the network takes, while the client does not read', async () => {
    const socket = await unread(await open(MANY));
    expect(made).toBeLessThan(MANY / 2);
    expect(response!.writableLength).toBeLessThan(2 * PIECE.length);
    socket.destroy();
  });

  it('stops when the client is gone', async () => {
    const socket = await unread(await open(MANY));
    socket.destroy();
    expect(await outcome).toBe('done');
    expect(made).toBeLessThan(MANY / 2);
  });

  it('cuts the response off where it cannot be made to its end', async () => {
    const url = await open(3, true);
    await expect(fetch(url).then((response) => response.text())).rejects.toThrow();
    expect(await outcome).toBe('no more');
  });
});
