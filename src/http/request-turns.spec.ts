import { createServer, type RequestListener, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { until } from '../../test/harness/until.js';
import { afterTurns, inTurn, MOST_OPEN } from './request-turns.js';

/** More than the buffers of two sockets hold, so that a client that does not read is noticed. */
const LARGE = Buffer.alloc(16 * 1024 * 1024, 'x');
const HEAD = 'HTTP/1.1\r\nHost: coddle\r\n';

const get = (path: string): string => `GET ${path} ${HEAD}\r\n`;
const post = (path: string, body = '', headers = 'Authorization: Bearer key\r\n'): string =>
  `POST ${path} ${HEAD}${headers}Content-Length: ${body.length}\r\n\r\n${body}`;

describe('Requests of one connection', () => {
  let server: Server;
  let begun: string[];
  let responses: Map<string, () => void>;
  let client: Socket;
  let heard: string;

  const listener: RequestListener = (request, response) => {
    const { url = '' } = request;
    begun.push(url);
    if (url === '/large') response.end(LARGE);
    else if (url === '/last') response.setHeader('Connection', 'close').end('[/last]');
    else if (url === '/slow') responses.set(url, () => response.end(`[${url}]`));
    else response.end(`[${url}]`);
  };

  beforeEach(async () => {
    begun = [];
    responses = new Map();
    heard = '';
    server = createServer(inTurn(listener));
    server.on('clientError', (_error, socket: Socket) => afterTurns(socket, () => socket.end('[garbled]')));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    client = connect((server.address() as AddressInfo).port, '127.0.0.1');
    client.on('error', () => undefined);
    client.pause();
  });
  afterEach(async () => {
    client.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const read = (): void => void client.on('data', (data: Buffer) => (heard += data.toString())).resume();
  /** The responses, by the text in their brackets. */
  const responded = () => [...heard.matchAll(/\[[^\]]*\]/g)].map(([text]) => text);
  /** Fulfilled once the server has dealt with everything that was sent before on other connections. */
  const settled = async () => {
    for (let turn = 0; turn < 20; turn++) await nextTurn();
  };

  it('begin one after the other, each when the response before it is finished', async () => {
    read();
    client.write(get('/slow') + get('/a') + get('/b'));
    await until(() => begun, ['/slow']);
    await settled();
    expect(begun).toEqual(['/slow']);
    responses.get('/slow')!();
    await until(responded, ['[/slow]', '[/a]', '[/b]']);
    client.write(get('/c'));
    await until(responded, ['[/slow]', '[/a]', '[/b]', '[/c]']);
  });

  it('do not begin while the client leaves the response before them unread', async () => {
    client.write(get('/large') + get('/a').repeat(MOST_OPEN - 1));
    await until(() => begun, ['/large']);
    await settled();
    expect(begun).toEqual(['/large']);
    read();
    await until(() => begun.length, MOST_OPEN);
  });

  it('have their connection closed when there are too many, and no other begins', async () => {
    client.write(get('/large') + get('/a').repeat(1_400));
    await new Promise<void>((resolve) => {
      client.once('close', () => resolve());
      read();
    });
    expect(begun).toEqual(['/large']);
  });

  it.each(['/stop-cook', '/stop-cook/', '/Stop-Cook?x=1', 'http://coddle/stop-cook'])(
    'stop a cook at once, however many wait, with the response in its turn: %s',
    async (path) => {
      client.write(get('/large') + get('/a') + post(path));
      await until(() => begun, ['/large', path]);
      read();
      await until(responded, ['[/a]', `[${path}]`]);
    },
  );

  it('stop a cook at once when the stop is sent long after a response that the client does not read', async () => {
    client.write(get('/large'));
    await until(() => begun, ['/large']);
    for (let sent = 0; sent < 5; sent++) {
      client.write(get('/a'));
      await settled();
    }
    client.write(post('/stop-cook'));
    await until(() => begun, ['/large', '/stop-cook']);
  });

  it('stop a cook also behind a body that is too large, and behind too many', async () => {
    client.write(get('/large') + post('/start-cook', 'x'.repeat(100_000)) + post('/stop-cook'));
    await until(() => begun, ['/large', '/stop-cook']);
    client.write(get('/a').repeat(100) + post('/stop-cook?second'));
    await until(() => begun, ['/large', '/stop-cook', '/stop-cook?second']);
  });

  it.each([
    ['requests', get('/a').repeat(29)],
    ['starts', post('/start-cook', 'x'.repeat(10_000)).repeat(29)],
  ])('stop a cook with its response, behind 30 unread %s', async (_case, others) => {
    client.write(get('/large') + others + post('/stop-cook'));
    await until(() => begun, ['/large', '/stop-cook']);
    read();
    await until(() => responded().at(-1), '[/stop-cook]');
    expect(responded()).toHaveLength(MOST_OPEN);
    expect(heard.match(/HTTP\/1\.1 429 Too Many Requests\r\nRetry-After: 1\r\n/g)).toHaveLength(
      30 - MOST_OPEN,
    );
    expect(heard).toContain('"error":"RATE_LIMITED","message":"At most 16 requests of a connection may wait');
    expect(heard.length).toBeGreaterThan(LARGE.length);
  });

  it('go before the others only to stop a cook, and only with a key', async () => {
    client.write(get('/large') + post('/stop-cook', '', '') + get('/stop-cook') + post('/stop-cooking'));
    await until(() => begun, ['/large']);
    await settled();
    expect(begun).toEqual(['/large']);
  });

  it('do not begin behind a response that closes the connection, but for a stop', async () => {
    read();
    client.write(get('/last') + get('/a') + post('/start-cook') + post('/stop-cook'));
    await until(() => client.closed, true);
    await settled();
    expect(begun).toEqual(['/last', '/stop-cook']);
    expect(responded()).toEqual(['[/last]']);
  });

  it('are bounded also when all of them stop a cook', async () => {
    client.write(post('/stop-cook').repeat(500));
    await until(() => client.closed || (read(), client.destroyed), true);
    expect(begun.length).toBeLessThanOrEqual(2 * MOST_OPEN);
  });

  it('get their responses before what follows them is refused', async () => {
    read();
    client.write(`${get('/slow')}nonsense\r\n\r\n`);
    await until(() => begun, ['/slow']);
    await settled();
    expect(heard).toBe('');
    responses.get('/slow')!();
    await until(responded, ['[/slow]', '[garbled]']);
  });

  it('get the refusal at once where they break off themselves', async () => {
    read();
    client.write(`POST /slow ${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n`);
    await until(responded, ['[garbled]']);
  });
});
