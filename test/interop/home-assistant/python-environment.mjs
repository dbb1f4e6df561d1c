/**
 * A throw-away environment with Home Assistant from PyPI. Its newest release needs a newer Python than Debian's stable
 * suite has; then it is put into a small system of a newer suite, which needs root and Debian's package debootstrap.
 */
import { execFile, execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** The newest release for each Python, from the newest; each release says so itself (`Requires-Python`). */
const RELEASES = [
  { python: [3, 14, 2], release: '2026.11.0' },
  { python: [3, 13, 2], release: '2026.2.3' },
];
/** The client of the protocol, which Home Assistant otherwise installs while it sets its MQTT integration up. */
const MORE = ['paho-mqtt==2.1.0'];
const SUITE = 'forky';
const PACKAGES = ['python3', 'python3-venv', 'ca-certificates', 'tzdata'];
const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

/** Thrown where no environment can be made on this machine; the message says why. */
export class NoEnvironmentError extends Error {}

export class PythonEnvironment {
  /**
   * Makes one, or takes the one of an earlier run in the same folder.
   * @param {string} folder
   */
  static async make(folder) {
    mkdirSync(folder, { recursive: true });
    const own = await pythonHere();
    const environment = own
      ? new PythonEnvironment(folder, own)
      : new PythonEnvironment(folder, await inNewerSuite(folder), folder);
    await environment.install();
    return environment;
  }

  /**
   * @param {string} root the folder in which everything lies
   * @param {{ program: string, version: string, release: string }} python
   * @param {string} [system] the root of the system that it runs in; the machine's own without
   */
  constructor(root, python, system) {
    this.root = root;
    this.python = python;
    this.system = system;
    this.venv = join(root, 'opt/home-assistant');
  }

  /** A path as programs in the environment see it. @param {string} path */
  inside(path) {
    return this.system === undefined ? path : `/${relative(this.system, path)}`;
  }

  /** Runs a program of the environment. */
  run(name, words) {
    const [program, ...before] = this.command(join(this.inside(this.venv), 'bin', name));
    return run(program, [...before, ...words], { maxBuffer: 2 ** 26 });
  }

  spawn(name, words) {
    const [program, ...before] = this.command(join(this.inside(this.venv), 'bin', name));
    return spawn(program, [...before, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  }

  command(program) {
    return this.system === undefined ? [program] : ['chroot', this.system, program];
  }

  async install() {
    if (!existsSync(this.venv)) {
      const [program, ...before] = this.command(this.python.program);
      await run(program, [...before, '-m', 'venv', this.inside(this.venv)]);
    }
    const packages = [`homeassistant==${this.python.release}`, ...MORE];
    await this.run('pip', ['install', '--no-input', '--quiet', ...packages]);
  }
}

/** A Python of this machine that a release runs on. */
async function pythonHere() {
  for (const program of ['python3.14', 'python3.13', 'python3']) {
    const version = await versionOf([program]);
    const known = version && releaseFor(version);
    if (known) return { program, version, release: known };
  }
  return undefined;
}

async function versionOf([program, ...before]) {
  try {
    const { stdout } = await run(program, [...before, '--version']);
    return /Python (\d+\.\d+\.\d+)/.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

function releaseFor(version) {
  const parts = version.split('.').map(Number);
  const isEnough = (least) => {
    const at = least.findIndex((part, index) => part !== parts[index]);
    return at === -1 || parts[at] > least[at];
  };
  return RELEASES.find(({ python }) => isEnough(python))?.release;
}

/** A small system with a newer Python. It takes the mirror, the certificates and pip's settings of this machine. */
async function inNewerSuite(folder) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new NoEnvironmentError(
      'Python is too old here, and a newer Debian can be set up by root on Linux only.',
    );
  if (!existsSync('/usr/sbin/debootstrap'))
    throw new NoEnvironmentError(
      'Python is too old here, and debootstrap is missing (apt-get install debootstrap).',
    );
  const known = ['chroot', folder, 'python3'];
  if ((await versionOf(known)) === undefined) await bootstrap(folder);
  const version = await versionOf(known);
  const release = version && releaseFor(version);
  if (!release) throw new NoEnvironmentError(`No release of Home Assistant runs on Python ${version}.`);
  return { program: 'python3', version, release };
}

async function bootstrap(folder) {
  const words = ['--variant=minbase', `--include=${PACKAGES.join(',')}`, SUITE, folder, mirror()];
  try {
    // The script of `sid` knows every suite that is newer than debootstrap itself.
    await run('debootstrap', [...words, '/usr/share/debootstrap/scripts/sid'], { maxBuffer: 2 ** 26 });
  } catch (error) {
    throw new NoEnvironmentError(
      `debootstrap could not set up ${SUITE}: ${String(error.stderr ?? error).slice(-300)}`,
    );
  }
  for (const file of [CERTIFICATES, '/etc/resolv.conf', '/etc/pip.conf'])
    if (existsSync(file)) cpSync(file, join(folder, file), { dereference: true });
}

/** The mirror that this machine's own packages come from. */
function mirror() {
  const words = ['indextargets', '--format', '$(SITE)', 'Created-By: Packages'];
  const [site] = execFileSync('apt-get', words, { encoding: 'utf8' }).split('\n');
  if (!site) throw new NoEnvironmentError('apt has no mirror.');
  return site;
}
