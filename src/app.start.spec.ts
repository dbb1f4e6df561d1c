import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DataFolder } from '../test/harness/data-folder.js';
import { API_KEY, TOKEN } from '../test/harness/test-app.js';
import { RecordingLogger } from '../test/harness/recording-logger.js';
import { Environment } from './config/environment.js';
import { startApp } from './app.start.js';

const data = new DataFolder();

/** Nothing listens at the port of the cloud: the server must start all the same. */
const settings = (host = '127.0.0.1', port = 0) =>
  new Environment({
    personalAccessToken: TOKEN,
    apiKey: API_KEY,
    anovaWebsocketUrl: 'ws://127.0.0.1:9',
    dataDir: data.path,
    host,
    port,
  });

async function served(environment: Environment) {
  const logger = new RecordingLogger(environment);
  const server = await startApp(environment, logger);
  const [, address = ''] = /Listening at (http:[^"]+)"/.exec(logger.lines.join('\n')) ?? [];
  return { server, address, logger };
}

describe('startApp', () => {
  afterAll(() => data.remove());

  it.each(['127.0.0.1', '::1'])('accepts requests at the address that it logs for %s', async (host) => {
    const { server, address } = await served(settings(host));
    const response = await fetch(`${address}/health`);
    await server.close();
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'ok' });
  });

  it('accepts no more requests after it was closed', async () => {
    const { server, address } = await served(settings());
    await server.close();
    await expect(fetch(`${address}/health`)).rejects.toThrow();
  });

  it('closes what it had opened when another program has its port', async () => {
    const other: Server = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(
      startApp(settings('127.0.0.1', port), new RecordingLogger(settings())),
    ).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    await new Promise((resolve) => other.close(resolve));
  });
});
