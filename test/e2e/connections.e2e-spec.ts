import { connect, type Socket } from 'node:net';
import { CONNECTION_LIMITS } from '../../src/http/connections.js';
import { commandLost } from '../../src/simulator/behaviours.js';
import { chicken, letPass, sent } from '../harness/journey.js';
import { API_KEY, startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

const KEY = `Authorization: Bearer ${API_KEY}`;

/** A request that leaves its connection open. */
function request(requestLine: string, body?: object): string {
  const text = body === undefined ? '' : JSON.stringify(body);
  const head = [`${requestLine} HTTP/1.1`, 'Host: coddle', KEY, 'Content-Type: application/json'];
  return [...head, `Content-Length: ${text.length}`, '', text].join('\r\n');
}

/** A raw connection, with everything that was received on it. */
class ClientConnection {
  received = '';
  closed = false;

  private constructor(readonly socket: Socket) {
    socket.on('data', (data: Buffer) => (this.received += data.toString()));
    socket.on('close', () => (this.closed = true));
    socket.on('error', () => undefined);
  }

  static async open({ url }: TestApp): Promise<ClientConnection> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const connection = new ClientConnection(socket);
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    return connection;
  }

  get statuses(): readonly number[] {
    return [...this.received.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
  }
}

describe('A connection', () => {
  let testApp: TestApp;
  const opened: ClientConnection[] = [];
  const open = async () => {
    const connection = await ClientConnection.open(testApp);
    opened.push(connection);
    return connection;
  };
  beforeEach(async () => {
    testApp = await startTestApp();
  });
  afterEach(async () => {
    for (const { socket } of opened.splice(0)) socket.destroy();
    await testApp.close();
  });

  it('carries a stop at once although an earlier start has no response yet', async () => {
    testApp.cloud.nextCommand(commandLost);
    const connection = await open();
    connection.socket.write(request('POST /start-cook', chicken()));
    await until(() => sent(testApp), ['CMD_APC_START']);
    connection.socket.write(request('GET /status') + request('POST /stop-cook'));
    await until(() => sent(testApp), ['CMD_APC_START', 'CMD_APC_STOP']);
    expect(connection.received).toBe('');
    await letPass(testApp, 30_000);
    await until(() => connection.statuses.length, 3);
    expect(connection.statuses[1]).toBe(200);
  });

  it('gets a response to a start and to nothing else when other bytes follow it', async () => {
    const connection = await open();
    connection.socket.write(`${request('POST /start-cook', chicken())}nonsense\r\n\r\n`);
    await until(() => connection.closed, true);
    // A second response could be taken for that of the start.
    expect(connection.statuses).toEqual([200]);
  });

  it('of a client with a key stays open, however many others are opened', async () => {
    const connection = await open();
    connection.socket.write(request('GET /status'));
    await until(() => connection.statuses, [200]);
    for (let count = 0; count < CONNECTION_LIMITS.connections + 100; count++) await open();
    await until(() => opened.filter(({ closed }) => !closed).length, CONNECTION_LIMITS.connections);
    expect(connection.closed).toBe(false);
    expect((await testApp.api.post('/stop-cook')).status).toBe(404);
    connection.socket.write(request('GET /status'));
    await until(() => connection.statuses, [200, 200]);
  });
});
