/** The other programs of a run: a broker, the simulated cloud, and this server. Each can be killed and started again. */
import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { join, resolve } from 'node:path';
import { until } from './until.mjs';

const DIST = resolve(import.meta.dirname, '../../../dist');
const BROKER = '/usr/sbin/mosquitto';
const TOKEN = 'anova-only-for-interop';
export const API_KEY = 'only-for-the-interop-run-'.repeat(2);
const USER = { name: 'household', password: 'only-for-interop' };

/** Why no run is possible here; undefined where it is. */
export const missing = () =>
  existsSync(BROKER) ? undefined : 'mosquitto is missing (apt-get install mosquitto)';

class Program {
  constructor(command, words, options) {
    Object.assign(this, { command, words, options });
    this.printed = '';
  }

  launch() {
    this.printed = '';
    this.child = spawn(this.command, this.words, { stdio: ['ignore', 'pipe', 'pipe'], ...this.options });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (this.printed += text));
  }

  /** The part of its output that the pattern takes. @param {RegExp} pattern */
  async said(pattern) {
    await until(
      () => {
        if (this.child.exitCode !== null) throw new Error(`${this.words[0]} ended:\n${this.printed}`);
        return pattern.test(this.printed);
      },
      60_000,
      `${this.command} says ${pattern}`,
    );
    return pattern.exec(this.printed)[1];
  }

  /** Ends it. @param {NodeJS.Signals} signal */
  async end(signal = 'SIGTERM') {
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, 'close');
    child.kill(signal);
    await closed;
  }
}

/** A real mosquitto that keeps nothing over a restart and lets one user in. */
export class Broker extends Program {
  static async start(folder) {
    const port = await freePort();
    const passwords = join(folder, 'passwords');
    execFileSync('mosquitto_passwd', ['-b', '-c', passwords, USER.name, USER.password]);
    const lines = [`listener ${port} 127.0.0.1`, 'persistence false', 'user root', 'allow_anonymous false'];
    writeFileSync(join(folder, 'mosquitto.conf'), [...lines, `password_file ${passwords}`, ''].join('\n'));
    const broker = new Broker(BROKER, ['-c', join(folder, 'mosquitto.conf')], {});
    Object.assign(broker, { port, ...USER, url: `mqtt://${USER.name}:${USER.password}@127.0.0.1:${port}` });
    await broker.run();
    return broker;
  }

  async run() {
    this.launch();
    await until(() => isOpen(this.port));
  }
}

/** Simulates Anova's cloud with one cooker; a simulated minute takes a second. */
export async function startCloud() {
  const words = ['--port', '0', '--token', TOKEN, '--speed', '60', '--water', '60'];
  const cloud = new Program(process.execPath, [join(DIST, 'simulate.js'), ...words], {});
  cloud.launch();
  cloud.address = await cloud.said(/ANOVA_WEBSOCKET_URL=(\S+)/);
  return cloud;
}

/** This server, always at the same port and with the same data. */
export class Server extends Program {
  static async start(folder, cloud, broker) {
    const port = await freePort();
    const env = {
      ...process.env,
      PERSONAL_ACCESS_TOKEN: TOKEN,
      API_KEY,
      PORT: String(port),
      DATA_DIR: join(folder, 'data'),
      CONFIG_DIR: folder,
      ANOVA_WEBSOCKET_URL: cloud.address,
      MQTT_URL: broker.url,
      RATE_LIMIT_PER_MINUTE: '100000',
    };
    const server = new Server(process.execPath, [join(DIST, 'main.js')], { cwd: folder, env });
    server.url = `http://127.0.0.1:${port}`;
    await server.run();
    return server;
  }

  async run() {
    this.launch();
    await until(async () => (await fetch(`${this.url}/health/ready`).catch(() => undefined))?.status === 200);
  }

  /** Starts a cook that is no repetition of an earlier one. */
  startCook(plan) {
    return this.call('POST', '/start-cook', { ...plan, request_id: randomUUID() });
  }

  /** Adds a key with one scope, as its owner does. @returns {string} the key */
  addKey(name, scope) {
    const words = [join(DIST, 'coddle.js'), 'keys', 'add', name, '--scopes', scope];
    const printed = execFileSync(process.execPath, words, {
      ...this.options,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return /\b[\w-]{40,}\b/.exec(printed)[0];
  }

  /** Calls its API. @returns {Promise<any>} the body */
  async call(method, path, body, key = API_KEY) {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(this.url + path, { method, headers, ...text });
    const given = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(given)}`);
    return given;
  }
}

/** A port that nothing listens at. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  return port;
}

async function isOpen(port) {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
