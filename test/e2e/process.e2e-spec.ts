import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { SETTINGS, ShippedServer, unpacked } from '../harness/shipped-server.js';
import { until } from '../harness/until.js';

const PROGRAM = 'dist/main.js';

describe('The program', () => {
  it('names every problem of its settings, shows no value, and exits with 1', async () => {
    const server = new ShippedServer(PROGRAM, {
      ...SETTINGS,
      API_KEY: 'short-secret',
      PERSONAL_ACCESS_TOKEN: 'not-a-token',
      PORT: '70000',
    });
    expect(await server.ended).toEqual({ code: 1, signal: null });
    for (const name of ['API_KEY', 'PERSONAL_ACCESS_TOKEN', 'PORT']) expect(server.output).toContain(name);
    expect(server.output).not.toMatch(/short-secret|not-a-token|70000/);
    expect(server.output).not.toMatch(/^ +at /m);
  });

  it('says in one line that its port is in use, and exits with 1', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const server = new ShippedServer(PROGRAM, { ...SETTINGS, PORT: String(port) });
    const ending = await server.ended;
    await new Promise((resolve) => other.close(resolve));
    expect(ending).toEqual({ code: 1, signal: null });
    expect(server.output).toContain(
      `Coddle cannot listen at 127.0.0.1:${port}: another program listens there`,
    );
  });

  it('runs from a folder with nothing but the build and the foods', async () => {
    const status = await unpacked(async (folder) => {
      const server = new ShippedServer(join(folder, PROGRAM), SETTINGS, folder);
      const address = await server.address();
      const paths = [
        '/health',
        '/docs',
        '/docs/swagger-ui.css',
        '/docs/swagger-ui-bundle.js',
        '/openapi.json',
      ];
      const responses = await Promise.all(paths.map((path) => fetch(address + path)));
      const foods = await fetch(`${address}/foods`, {
        headers: { authorization: `Bearer ${SETTINGS['API_KEY']}` },
      });
      await server.stop();
      return [...responses, foods].map((response) => response.status);
    });
    expect(status).toEqual([200, 200, 200, 200, 200, 200]);
  });

  it('notifies systemd when it is ready, alive and stopping', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'coddle-systemd-'));
    const notified = join(folder, 'notified');
    // Replaces systemd-notify, because a process without a watchdog has no socket to notify.
    writeFileSync(join(folder, 'systemd-notify'), `#!/bin/sh\necho "$@" >>'${notified}'\n`, { mode: 0o755 });
    const server = new ShippedServer(PROGRAM, {
      ...SETTINGS,
      PATH: [folder, process.env['PATH']].join(delimiter),
      NOTIFY_SOCKET: join(folder, 'no-socket'),
      WATCHDOG_USEC: '30000',
    });
    const heard = () => (existsSync(notified) ? readFileSync(notified, 'utf8').trimEnd().split('\n') : []);
    await until(() => heard().filter((fact) => fact === 'WATCHDOG=1').length > 2, true);
    await server.stop();
    // The program that says an earlier fact may end later.
    await until(() => heard().includes('STOPPING=1'), true);
    const facts = heard();
    rmSync(folder, { recursive: true });
    expect(facts.filter((fact) => fact === 'READY=1')).toHaveLength(1);
    expect(server.output).not.toContain('Could not notify');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'finishes the request in progress and exits with 0 on %s',
    async (signal) => {
      const server = new ShippedServer(PROGRAM);
      const { hostname, port } = new URL(await server.address());
      const request = await halfSent(hostname, Number(port));
      server.signal(signal);
      await refused(hostname, Number(port));
      request.finish();
      expect(await request.response).toMatch(/^HTTP\/1\.1 200 OK[^]*"allowed":true/);
      expect(await server.ended).toEqual({ code: 0, signal: null });
    },
  );
});

const BODY = JSON.stringify({ temperature_celsius: 65, time_minutes: 90, food_type: 'chicken' });

/** A check whose head the server has read, as its "100 Continue" shows, and whose body is still to come. */
async function halfSent(host: string, port: number) {
  const socket = connect(port, host);
  let heard = '';
  socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
  const response = new Promise<string>((resolve) =>
    socket.once('close', () => resolve(heard.replace(CONTINUE, ''))),
  );
  socket.write(
    [
      'POST /check-cook HTTP/1.1',
      'Host: coddle',
      `Authorization: Bearer ${SETTINGS['API_KEY']}`,
      'Content-Type: application/json',
      `Content-Length: ${BODY.length}`,
      'Expect: 100-continue',
      '',
      '',
    ].join('\r\n'),
  );
  await new Promise((resolve) => socket.once('data', resolve));
  expect(heard).toBe(CONTINUE);
  return { response, finish: () => socket.write(BODY) };
}
const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';

/** Waits until new connections are refused. */
async function refused(host: string, port: number): Promise<void> {
  for (let open = true; open;) {
    open = await new Promise((resolve) => {
      const socket = connect(port, host);
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
  }
}
