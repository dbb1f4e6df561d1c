import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const ROOT = resolve(import.meta.dirname, '..');

/** The programs that are compared. */
export const PROGRAMS = {
  ours: join(ROOT, 'dist/main.js'),
  bare: join(ROOT, 'bench/bare.mjs'),
  bareLive: join(ROOT, 'bench/bare-live.mjs'),
};
export const KEY = 'only-for-the-bench-'.repeat(2);

/** Milliseconds between two attempts to reach a server that opens, and how long it may take. */
const BETWEEN_KNOCKS = 1;
const READY_TIMEOUT = 20_000;
/** Clock ticks a second in /proc, on every Linux that there is. */
const TICKS = 100;
/** High enough that no request of the bench is rate-limited. */
const RATE_LIMIT = 1_000_000_000;

const running = new Set();
const folder = mkdtempSync(join(tmpdir(), 'coddle-bench-'));

// However the bench ends, nothing is left behind.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** A server in a process of its own, in an empty folder, with its log in a file. */
export class Server {
  /** Milliseconds from exec to the first 200 on /health. */
  ready = NaN;

  /**
   * @param pin the core that it may use; any without
   * @param data a folder with what servers before it have kept; an empty one without
   * @param more variables of its environment
   */
  static async start(program, cloudAddress, pin, data, more = {}) {
    const port = await freePort();
    const [command, ...before] = pin === undefined ? [] : ['taskset', '-c', String(pin)];
    const args = [...before, process.execPath, PROGRAMS[program]];
    const log = join(folder, `${program}-${port}.log`);
    const out = openSync(log, 'w');
    const begun = performance.now();
    const child = spawn(command ?? args[0], command ? args : args.slice(1), {
      cwd: folder,
      env: {
        ...settings(port, cloudAddress),
        DATA_DIR: data ?? join(folder, `${program}-${port}`),
        ...more,
      },
      stdio: ['ignore', out, out],
    });
    closeSync(out);
    running.add(child);
    child.once('exit', () => running.delete(child));
    const server = new Server(child, port, log);
    await server.opens(begun);
    return server;
  }

  constructor(child, port, log) {
    this.child = child;
    this.port = port;
    this.log = log;
  }

  async opens(begun) {
    while (!(await isHealthy(this.port))) {
      if (this.child.exitCode !== null || performance.now() - begun > READY_TIMEOUT) {
        throw new Error(`${this.child.spawnargs.join(' ')} did not open:\n${readFileSync(this.log, 'utf8')}`);
      }
      await pause(BETWEEN_KNOCKS);
    }
    this.ready = performance.now() - begun;
  }

  async end() {
    if (!running.has(this.child)) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
    rmSync(this.log);
  }

  /** Resident memory in MB: the whole, and the part that no file backs; undefined where there is no /proc. */
  memory() {
    const text = this.proc('status');
    const megabytes = (name) => Number(new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(text)?.[1]) / 1024;
    return text && { whole: megabytes('VmRSS'), anonymous: megabytes('RssAnon') };
  }

  /** Milliseconds of CPU that all of its threads have used; undefined where there is no /proc. */
  cpu() {
    // What stands in front of the last parenthesis is the name of the program, which may hold blanks.
    const fields = this.proc('stat')
      ?.replace(/^.*\) /s, '')
      .split(' ');
    return fields && ((Number(fields[11]) + Number(fields[12])) / TICKS) * 1000;
  }

  /** Milliseconds of CPU that all of its threads have used, to the nanosecond; undefined where there is no /proc. */
  exactCpu() {
    try {
      const tasks = `/proc/${this.child.pid}/task`;
      const sums = readdirSync(tasks).map((task) => readFileSync(join(tasks, task, 'schedstat'), 'utf8'));
      return sums.reduce((sum, text) => sum + Number(text.split(' ')[0]), 0) / 1e6;
    } catch {
      return undefined;
    }
  }

  proc(file) {
    try {
      return readFileSync(`/proc/${this.child.pid}/${file}`, 'utf8');
    } catch {
      return undefined;
    }
  }
}

/** Lets this process run on every core but one, which the servers get. Returns whether that could be done. */
export function leaveCore(core, cores) {
  if (cores < 2) return false;
  try {
    const others = Array.from({ length: cores }, (_, index) => index).filter((index) => index !== core);
    execFileSync('taskset', ['-a', '-p', '-c', others.join(','), String(process.pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const settings = (port, cloudAddress) => ({
  PATH: process.env.PATH,
  ...tuning(),
  PERSONAL_ACCESS_TOKEN: 'anova-only-for-the-bench',
  API_KEY: KEY,
  ANOVA_WEBSOCKET_URL: cloudAddress,
  PORT: String(port),
  RATE_LIMIT_PER_MINUTE: String(RATE_LIMIT),
  STARTS_PER_DAY: String(RATE_LIMIT),
});

/** The allocator settings of the systemd unit: both servers are measured as the service runs. */
function tuning() {
  const unit = readFileSync(join(ROOT, 'deploy/coddle.service'), 'utf8');
  return Object.fromEntries(
    Array.from(unit.matchAll(/^Environment=(MALLOC_\w+)=(\d+)$/gm), ([, ...pair]) => pair),
  );
}

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

const isHealthy = (port) =>
  new Promise((resolve) => {
    const request = get({ port, host: '127.0.0.1', path: '/health', agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('error', () => resolve(false));
  });
