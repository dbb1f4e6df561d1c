import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemClock } from '../shared/clock.js';
import { CapturedOutput, captureTerminal } from '../../test/harness/captured-terminal.js';
import { DrivenClock } from '../../test/harness/driven-clock.js';
import { RawClient } from '../../test/harness/raw-client.js';
import { demo } from './demo.js';
import { demoGuide } from './demo-guide.js';
import { freePort } from './free-port.js';
import { ServerProcess } from './server-process.js';

/** Responds to every request with its environment, and to that for readiness with the status in its name. */
const serverThatIs = (status: number) => `
import { createServer } from 'node:http';
createServer((request, response) => {
  response.writeHead(request.url === '/health/ready' ? ${status} : 200, { Connection: 'close' });
  response.end(JSON.stringify(process.env));
}).listen(process.env.PORT, process.env.HOST, () => console.log('listening'));
`;

describe('demo', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'demo-spec-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  async function script(source: string): Promise<string> {
    const file = join(folder, 'server.mjs');
    await writeFile(file, source);
    return file;
  }

  const addressIn = (text: string) => /http:\/\/127\.0\.0\.1:\d+/.exec(text)![0];

  async function environmentAt(address: string) {
    return (await (await fetch(address)).json()) as Record<string, string>;
  }

  it('runs the server against a simulated cooker, says so loudly, and takes everything away again', async () => {
    const { terminal, out, end } = captureTerminal(new SystemClock());
    const over = demo(['--port', '0'], terminal, await script(serverThatIs(200)));
    await out.says('Ctrl-C');
    expect(out.text).toContain('COOKER AND PROBES ARE SIMULATED');
    const environment = await environmentAt(addressIn(out.text));
    expect(out.text).toContain(environment['API_KEY']);
    expect(environment['API_KEY']).toMatch(/^sk-anova-[\w-]{43}$/);
    expect(environment['PERSONAL_ACCESS_TOKEN']).toMatch(/^anova-/);
    expect([existsSync(environment['CONFIG_DIR']!), existsSync(environment['DATA_DIR']!)]).toEqual([
      true,
      true,
    ]);
    const client = await RawClient.connect(environment['ANOVA_WEBSOCKET_URL']!, {
      token: environment['PERSONAL_ACCESS_TOKEN']!,
    });
    await client.nextOf('EVENT_APC_STATE');
    end();
    expect(await over).toBe(0);
    expect(await client.closed).toBe(1006);
    await expect(fetch(addressIn(out.text))).rejects.toThrow();
    expect([existsSync(environment['CONFIG_DIR']!), existsSync(environment['DATA_DIR']!)]).toEqual([
      false,
      false,
    ]);
  });

  it('listens at the port of the environment, unless the command line names another', async () => {
    const port = await freePort(0);
    const { terminal, out, end } = captureTerminal(new SystemClock());
    const over = demo([], { ...terminal, port: String(port) }, await script(serverThatIs(200)));
    await out.says('Ctrl-C');
    expect(addressIn(out.text)).toBe(`http://127.0.0.1:${port}`);
    end();
    await over;
    expect(await demo([], { ...terminal, port: 'high' }, 'none')).toBe(1);
    expect(await demo(['--port', '0', '--help'], { ...terminal, port: 'high' }, 'none')).toBe(0);
  });

  it('lets the server advance the time, reports what happens and says when it is over', async () => {
    const { terminal, out, end } = captureTerminal(new SystemClock());
    const status = `{ device_online: true, current_temp_celsius: 20, state: 'idle' }`;
    const source = serverThatIs(200).replace(
      'process.env)',
      `request.url === '/status' ? ${status} : process.env)`,
    );
    const over = demo(['--port', '0'], terminal, await script(`process.send(600_000);${source}`));
    await out.says('connected to the simulated cooker');
    expect(out.text).toContain(
      '[  10 min]  The server is connected to the simulated cooker. Its water is 20 °C.',
    );
    end();
    expect(await over).toBe(0);
    expect(out.text).toContain('The demo is over.');
  });

  it('prints how the owner signs in', async () => {
    const { terminal, out, end } = captureTerminal(new SystemClock());
    const signIn = `process.send({ path: '/owner/link/abc', password: 'demo-password' });`;
    const over = demo(['--port', '0'], terminal, await script(`${signIn}${serverThatIs(200)}`));
    await out.says('demo-password');
    expect(out.text).toContain(`${addressIn(out.text)}/owner/link/abc   (once)`);
    end();
    expect(await over).toBe(0);
  });

  it('passes the server its speed and the time at which it begins', async () => {
    const { terminal, err } = captureTerminal(new DrivenClock());
    const printArguments = 'console.error(process.argv.slice(2).join(" "));';
    const over = demo(
      ['--port', '0', '--speed', '7'],
      terminal,
      await script(`${printArguments}process.exit(3);`),
    );
    expect(await over).toBe(1);
    expect(err.text).toContain('7 2026-03-01T12:00:00.000Z');
  });

  it('hands no setting of its own surroundings on', async () => {
    process.env['DEVICE_ID'] = 'a real one';
    const { terminal, out, end } = captureTerminal(new SystemClock());
    const over = demo(['--port', '0'], terminal, await script(serverThatIs(200)));
    await out.says('Ctrl-C');
    expect(await environmentAt(addressIn(out.text))).not.toHaveProperty('DEVICE_ID');
    delete process.env['DEVICE_ID'];
    end();
    await over;
  });

  it('takes another port when the wanted one is taken, and shows the log when asked to', async () => {
    const taken: Server = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const { terminal, out, err, end } = captureTerminal(new SystemClock());
    const over = demo(['--port', String(port), '--verbose'], terminal, await script(serverThatIs(200)));
    await out.says('Ctrl-C');
    expect(out.text).toContain(`Port ${port} is taken`);
    expect(await environmentAt(addressIn(out.text))).toMatchObject({ DEBUG: 'true' });
    await err.says('listening');
    end();
    expect(await over).toBe(0);
    await new Promise((resolve) => taken.close(resolve));
  });

  it('says why when the server dies before it is ready', async () => {
    const { terminal, err } = captureTerminal(new SystemClock());
    const dying = await script("console.error('no room left'); process.exit(3);");
    expect(await demo(['--port', '0'], terminal, dying)).toBe(1);
    expect(err.text).toContain('ended unexpectedly');
    expect(err.text).toContain('no room left');
  });

  it('says so when the server dies later', async () => {
    const { terminal, out, err } = captureTerminal(new SystemClock());
    const source = serverThatIs(200).replace(
      "'/health/ready' ?",
      "'/health/ready' ? (setTimeout(process.exit, 200, 1), 1) &&",
    );
    expect(await demo(['--port', '0'], terminal, await script(source))).toBe(1);
    expect(out.text).toContain('SIMULATED');
    expect(err.text).toContain('ended unexpectedly');
  });

  it('gives up a server that does not become ready', async () => {
    const clock = new DrivenClock();
    const { terminal, err } = captureTerminal(clock);
    let code: number | undefined;
    void demo(['--port', '0'], terminal, await script(serverThatIs(503))).then((value) => (code = value));
    while (code === undefined) {
      // Only what asks again moves the clock, so that the server has the time to come up and to end.
      await clock.elapse(err.text === '' ? 500 : 0);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(code).toBe(1);
    expect(err.text).toContain('did not become ready');
  });

  it('explains its options, and refuses wrong ones', async () => {
    const { terminal, out, err } = captureTerminal(new SystemClock());
    expect(await demo(['--help'], terminal, 'none')).toBe(0);
    expect(out.text).toContain('--verbose');
    expect(await demo(['--speed', '0'], terminal, 'none')).toBe(1);
    expect(err.text).toContain('--speed takes a number from 1 to 3600');
  });
});

describe('demoGuide', () => {
  it('promises a cook of less than 90 seconds at the speed of the demo', () => {
    const text = demoGuide({ address: 'http://x', apiKey: 'k', speed: 90, litres: 8, water: 20 });
    const [, heating, cooking] = /about (\d+) s to heat .* then (\d+) s of cooking/.exec(text)!.map(Number);
    expect(heating! + cooking!).toBeLessThan(90);
  });

  it('says how fast simulated time runs', () => {
    const text = (speed: number) =>
      demoGuide({ address: 'http://x', apiKey: 'k', speed, litres: 8, water: 20 });
    expect(text(90)).toContain('Simulated time runs 90 times faster: about ');
    expect(text(1)).toContain('Simulated time runs at real speed: about ');
  });

  it('says that cooker and server live in one time, and how the cook ends', () => {
    const text = demoGuide({ address: 'http://x', apiKey: 'k', speed: 90, litres: 8, water: 20 });
    expect(text).toMatch(/Cooker and server share it.* pasteurised before the timer ends/);
  });

  it('prints commands to start, read the status, stop, read the record, and one that is refused', () => {
    const text = demoGuide({ address: 'http://x', apiKey: 'k', speed: 90, litres: 8, water: 20 });
    const commands = text.split('\n').filter((line) => line.includes('curl'));
    expect(commands.map((line) => /http:\/\/x(\S+)/.exec(line)![1])).toEqual([
      '/start-cook',
      '/status',
      '/stop-cook',
      '/cooks',
      '/thermometers',
      '/probe-sessions',
      "/thermometers/fireboard-sim0chicken-1/readings?format=csv'",
      '/alerts',
      '/alert-deliveries',
      '/alerts/ALERT_ID/acknowledge',
      '/start-cook',
    ]);
    expect(commands.every((line) => line.includes("'Authorization: Bearer k'"))).toBe(true);
  });
});

describe('ServerProcess', () => {
  it('kills a server that does not end when asked', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'demo-spec-'));
    const file = join(folder, 'stubborn.mjs');
    await writeFile(
      file,
      "process.on('SIGTERM', () => console.log('no')); setInterval(() => {}, 1000); console.log('up');",
    );
    const clock = new DrivenClock();
    const log = new CapturedOutput();
    const server = new ServerProcess({ file, environment: {}, log });
    await log.says('up');
    const ended = server.end(clock);
    await log.says('no');
    clock.advance(12_000);
    await ended;
    expect(log.text).toBe('up\nno\n');
    expect(clock.pending).toBe(0);
    await rm(folder, { recursive: true });
  });
});
