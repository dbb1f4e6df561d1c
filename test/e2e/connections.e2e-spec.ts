import { connect, type Socket } from 'node:net';
import { CONNECTION_LIMITS } from '../../src/http/connections.js';
import { commandLost } from '../../src/simulator/behaviours.js';
import { chicken, letPass, sent } from '../harness/journey.js';
import { API_KEY, startTestApp, type TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';

const KEY = `Authorization: Bearer ${API_KEY}`;

/** A request that leaves its connection open. */
function request(line: string, body?: object): string {
  const text = body === undefined ? '' : JSON.stringify(body);
  const head = [`${line} HTTP/1.1`, 'Host: coddle', KEY, 'Content-Type: application/json'];
  return [...head, `Content-Length: ${text.length}`, '', text].join('\r\n');
}

/** A bare connection, and what was heard on it. */
class Line {
  heard = '';
  closed = false;

  private constructor(readonly socket: Socket) {
    socket.on('data', (data: Buffer) => (this.heard += data.toString()));
    socket.on('close', () => (this.closed = true));
    socket.on('error', () => undefined);
  }

  static async open({ url }: TestApp): Promise<Line> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const line = new Line(socket);
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    return line;
  }

  get statuses(): readonly number[] {
    return [...this.heard.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
  }
}

describe('A connection', () => {
  let testApp: TestApp;
  const lines: Line[] = [];
  const open = async () => {
    const line = await Line.open(testApp);
    lines.push(line);
    return line;
  };
  beforeEach(async () => {
    testApp = await startTestApp();
  });
  afterEach(async () => {
    for (const { socket } of lines.splice(0)) socket.destroy();
    await testApp.close();
  });

  it('has a stop sent at once, though a start before it has no answer yet', async () => {
    testApp.cloud.nextCommand(commandLost);
    const line = await open();
    line.socket.write(request('POST /start-cook', chicken()));
    await until(() => sent(testApp), ['CMD_APC_START']);
    line.socket.write(request('GET /status') + request('POST /stop-cook'));
    await until(() => sent(testApp), ['CMD_APC_START', 'CMD_APC_STOP']);
    expect(line.heard).toBe('');
    await letPass(testApp, 30_000);
    await until(() => line.statuses.length, 3);
    expect(line.statuses[1]).toBe(200);
  });

  it('answers a start, and nothing else, when other bytes follow it', async () => {
    const line = await open();
    line.socket.write(`${request('POST /start-cook', chicken())}nonsense\r\n\r\n`);
    await until(() => line.closed, true);
    // A second answer could be taken for that of the start.
    expect(line.statuses).toEqual([200]);
  });

  it('of a client with a key stays open, however many others come', async () => {
    const line = await open();
    line.socket.write(request('GET /status'));
    await until(() => line.statuses, [200]);
    for (let count = 0; count < CONNECTION_LIMITS.connections + 100; count++) await open();
    await until(() => lines.filter(({ closed }) => !closed).length, CONNECTION_LIMITS.connections);
    expect(line.closed).toBe(false);
    expect((await testApp.api.post('/stop-cook')).status).toBe(404);
    line.socket.write(request('GET /status'));
    await until(() => line.statuses, [200, 200]);
  });
});
