import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { DrivenClock } from '../../../../test/harness/driven-clock.js';
import { until } from '../../../../test/harness/until.js';
import { milliseconds } from '../../../shared/units.js';
import { AnovaSocket, type SocketEnd } from './anova-socket.js';

const TOKEN = 'anova-eyJ0.line.secret';

describe('A socket to a server that accepts it and does not speak the protocol', () => {
  let clock: DrivenClock;
  let server: Server;
  let callers: Socket[];
  let ends: SocketEnd[];

  beforeEach(async () => {
    [clock, callers, ends] = [new DrivenClock(), [], []];
    server = createServer((caller) => {
      callers.push(caller);
      caller.on('error', () => caller.destroy());
      caller.resume();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(() => {
    for (const caller of callers) caller.destroy();
    server.close();
  });

  function connect(): void {
    const mine = ends;
    const { port } = server.address() as AddressInfo;
    AnovaSocket.connect(new URL(`ws://127.0.0.1:${port}/?token=${TOKEN}`), clock, milliseconds(30_000), {
      onOpen: () => undefined,
      onMessage: () => undefined,
      onEnd: (end) => mine.push(end),
    });
  }

  it('is given up after 10 s without a response', async () => {
    connect();
    await until(() => callers.length, 1);
    const hungUp = once(callers[0]!, 'close');
    clock.advance(9_999);
    expect(ends).toEqual([]);
    clock.advance(1);
    expect(ends).toMatchObject([{ how: 'failed', why: 'no response to the handshake', openFor: undefined }]);
    await hungUp;
    expect([ends.length, clock.pending]).toEqual([1, 0]);
  });

  it.each([
    ['is not HTTP', `HELLO ${TOKEN}\r\n\r\n`, 'HPE_INVALID_CONSTANT'],
    ['is no upgrade', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi', 'HTTP status 200'],
    [
      'leads elsewhere',
      `HTTP/1.1 302 Found\r\nLocation: ws://other/?token=${TOKEN}\r\n\r\n`,
      'HTTP status 302',
    ],
    [
      'has the wrong proof',
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
        `Sec-WebSocket-Accept: ${TOKEN}\r\n\r\n`,
      'an error without a code',
    ],
  ])('ends when the response %s, and does not repeat its words', async (_case, response, why) => {
    server.on('connection', (caller: Socket) => caller.write(response));
    connect();
    await until(() => ends.length, 1);
    expect(ends).toMatchObject([{ why, openFor: undefined }]);
    expect(JSON.stringify(ends)).not.toContain(TOKEN);
  });
});
