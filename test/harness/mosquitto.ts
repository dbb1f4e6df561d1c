import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../src/simulator/free-port.js';
import { leftOut } from './left-out.js';
import { until } from './until.js';

const TLS = new URL('../fixtures/tls/', import.meta.url);
/** What the broker of a secure listener proves itself with, for `localhost`; whoever connects has to trust it. */
export const BROKER_CERTIFICATE = fileURLToPath(new URL('broker-certificate.pem', TLS));
const BROKER_KEY = fileURLToPath(new URL('broker-key.pem', TLS));

/** Where Debian's package `mosquitto` puts the broker, which is on the PATH of root alone. */
const PROGRAM = '/usr/sbin/mosquitto';

/** Declares a test that needs a broker. */
export const itWithBroker = existsSync(PROGRAM)
  ? (name: string, run: () => unknown) => it(name, run as () => Promise<void>)
  : leftOut('there is no mosquitto on this machine');

/** A user of the broker. */
interface BrokerUser {
  readonly name: string;
  readonly password: string;
}

/** A real broker at a port of its own. What it kept is lost when it stops, unless it is to keep it on the disk. */
export class Mosquitto {
  private child: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    readonly port: number,
    private readonly user: BrokerUser | undefined,
    private readonly securePort: number,
    private readonly isPersistent: boolean,
  ) {}

  /** Starts one; with a user, it refuses every other client. */
  static async start(user?: BrokerUser, isPersistent = false): Promise<Mosquitto> {
    const folder = mkdtempSync(join(tmpdir(), 'coddle-broker-'));
    const ports = [await freePort(0), await freePort(0)] as const;
    const broker = new Mosquitto(folder, ports[0], user, ports[1], isPersistent);
    broker.configure();
    await broker.run();
    return broker;
  }

  /** Its address, with the user's name and password. */
  get url(): string {
    return `mqtt://${this.credentials}127.0.0.1:${this.port}`;
  }

  /** The same over TLS. */
  get secureUrl(): string {
    return `mqtts://${this.credentials}localhost:${this.securePort}`;
  }

  /** Starts it again at the same port. */
  async run(): Promise<void> {
    this.child = spawn(PROGRAM, ['-c', join(this.folder, 'conf')], { stdio: 'ignore' });
    await until(() => isOpen(this.port), true);
  }

  /** Ends it in order: it publishes the wills of its clients on the way. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  /** Ends it at once. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Ends it and removes its folder. */
  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }

  private get credentials(): string {
    const { user } = this;
    return user ? `${user.name}:${encodeURIComponent(user.password)}@` : '';
  }

  private get persistence(): readonly string[] {
    return this.isPersistent
      ? ['persistence true', `persistence_location ${this.folder}/`, 'autosave_interval 1']
      : ['persistence false'];
  }

  private configure(): void {
    const secure = [
      `listener ${this.securePort} 127.0.0.1`,
      `certfile ${BROKER_CERTIFICATE}`,
      `keyfile ${BROKER_KEY}`,
    ];
    const lines = [`listener ${this.port} 127.0.0.1`, ...secure, 'user root', ...this.persistence];
    if (this.user === undefined) {
      lines.push('allow_anonymous true');
    } else {
      const file = join(this.folder, 'passwords');
      execFileSync('/usr/bin/mosquitto_passwd', ['-b', '-c', file, this.user.name, this.user.password]);
      lines.push('allow_anonymous false', `password_file ${file}`);
    }
    writeFileSync(join(this.folder, 'conf'), `${lines.join('\n')}\n`);
  }
}

async function isOpen(port: number): Promise<boolean> {
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
