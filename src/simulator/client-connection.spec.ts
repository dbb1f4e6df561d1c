import { once } from 'node:events';
import type { RawClient } from '../../test/harness/raw-client.js';
import { RunningCloud, START } from '../../test/harness/running-cloud.js';
import type { AnovaCloud } from './anova-cloud.js';

describe('a simulated cloud with bad connections', () => {
  let running: RunningCloud;
  let cloud: AnovaCloud;

  beforeEach(async () => {
    running = await RunningCloud.start({ pushIdle: false });
    ({ cloud } = running);
  });

  afterEach(() => running.end());

  it('is half-open: no push, no response, no pong, no close', async () => {
    const client = await running.greeted();
    const before = client.frames.length;
    let pongs = 0;
    client.socket.on('pong', () => pongs++);
    cloud.connections.freeze();
    client.command('CMD_APC_START', START, 'request-1');
    client.socket.ping();
    const sound = await running.greeted();
    cloud.cooker.startAtDevice(60, 60);
    cloud.connections.send('for all');
    cloud.connections.write(Buffer.from([0x88, 0x00]));
    cloud.connections.close(1001);
    await sound.closed;
    expect([client.frames.length, pongs]).toEqual([before, 0]);
    expect(client.socket.readyState).toBe(client.socket.OPEN);
    expect(cloud.received).toEqual([]);
  });

  it('closes soon with a half-open connection, and does not receive what was sent on it', async () => {
    const client = await running.greeted();
    cloud.connections.freeze();
    client.command('CMD_APC_START', START, 'request-1');
    await (await running.greeted()).settle();
    await cloud.close();
    expect([cloud.received.length, cloud.connections.count]).toEqual([0, 0]);
  });

  it('drops connections without a close frame', async () => {
    const client = await running.greeted();
    cloud.connections.drop();
    expect(await client.closed).toBe(1006);
  });

  it.each([[1000], [1001], [1008], [1011], [4003]])('closes with code %i', async (code) => {
    const client = await running.greeted();
    cloud.connections.close(code, 'simulated');
    expect(await client.closed).toBe(code);
  });

  it('closes without a code', async () => {
    const client = await running.greeted();
    cloud.connections.close();
    expect(await client.closed).toBe(1005);
  });

  it.each([[999], [1005], [1006], [2500], [5000]])('even sends the forbidden close code %i', async (code) => {
    const client = await running.greeted();
    const failed = once(client.socket, 'error');
    cloud.connections.close(code);
    expect(String(await failed)).toContain(`invalid status code ${code}`);
  });

  it('sends garbage as it is, as text and as bytes', async () => {
    const client = await running.greeted();
    cloud.connections.send('{"command":');
    cloud.connections.send(Buffer.from([0, 255, 1]));
    cloud.connections.send({ command: 'EVENT_NEW' });
    await client.settle();
    expect(client.frames.slice(-3)).toEqual([
      '{"command":',
      Buffer.from([0, 255, 1]).toString(),
      '{"command":"EVENT_NEW"}',
    ]);
  });

  it('sends bytes that are no frame at all', async () => {
    const client = await running.greeted();
    const failed = once(client.socket, 'error');
    cloud.connections.write(Buffer.from([0xff, 0xff]));
    expect(String(await failed)).toContain('Invalid WebSocket frame');
  });

  it('sends a huge frame', async () => {
    const client = await running.greeted();
    cloud.connections.sendHugeFrame();
    await client.settle();
    expect(client.frames.at(-1)!.length).toBeGreaterThan(2 * 1024 * 1024);
  });

  it('can ignore pings, on present and new connections, until that is switched off', async () => {
    cloud.connections.stopPongs();
    const client = await running.greeted();
    let pongs = 0;
    client.socket.on('pong', () => pongs++);
    client.socket.ping();
    await startWithoutPong(client);
    expect(pongs).toBe(0);
    cloud.connections.resumePongs();
    await client.settle();
    expect(pongs).toBe(1);
  });

  it('survives a client that breaks the protocol', async () => {
    const client = await running.greeted();
    client.socket.terminate();
    await client.closed;
    const rude = await running.greeted();
    const wire = (rude.socket as unknown as { _socket: NodeJS.WritableStream })._socket;
    wire.write(Buffer.from([0xff, 0xff]));
    await rude.closed;
    await running.greeted();
  });

  async function startWithoutPong(client: RawClient) {
    client.command('CMD_APC_START', START, 'request-1');
    await client.nextOf('RESPONSE');
  }
});
