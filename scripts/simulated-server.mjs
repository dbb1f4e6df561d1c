/**
 * The built server with a simulated cooker, for scripts that connect real clients to it. Nothing real is heated, and
 * everything lies in a temporary folder that goes away again.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const DIST = resolve(import.meta.dirname, '../dist');
const TOKEN = 'anova-only-for-scripts';
/** The longest that a program may take to open, or a state to show, in milliseconds. */
const TIMEOUT = 60_000;

/** The key of the simulated server: of no use anywhere else. */
export const API_KEY = 'only-for-the-simulated-server-'.repeat(2);

/**
 * Starts both.
 * @param {{ speed?: number, water?: number }} [options] simulated seconds per second, and °C at the beginning
 */
export async function startSimulatedServer({ speed = 60, water = 60 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'coddle-simulated-'));
  const programs = new Set();
  const run = (file, words, env) => start(join(DIST, file), words, { cwd: folder, env }, programs);
  const stop = async () => {
    for (const program of programs) program.child.kill('SIGTERM');
    await Promise.all([...programs].map(({ child }) => ended(child)));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const options = ['--port', '0', '--token', TOKEN, '--speed', String(speed), '--water', String(water)];
    const cloud = run('simulate.js', options, {});
    const server = run('main.js', [], {
      PERSONAL_ACCESS_TOKEN: TOKEN,
      API_KEY,
      PORT: '0',
      DATA_DIR: join(folder, 'data'),
      CONFIG_DIR: folder,
      RATE_LIMIT_PER_MINUTE: '100000',
      ANOVA_WEBSOCKET_URL: await said(cloud, /ANOVA_WEBSOCKET_URL=(\S+)/),
    });
    const url = await said(server, /Listening at (http:[^"]+)"/);
    await until(async () => (await fetch(`${url}/health/ready`)).status === 200);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function start(file, words, options, programs) {
  const child = spawn(process.execPath, [file, ...words], { ...options, stdio: 'pipe' });
  const program = { child, printed: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (program.printed += text));
  }
  programs.add(program);
  child.once('close', () => programs.delete(program));
  return program;
}

const ended = (child) =>
  child.exitCode === null && child.signalCode === null ? once(child, 'close') : undefined;

/** The part of its output that the pattern takes. */
async function said(program, pattern) {
  await until(() => {
    if (program.child.exitCode !== null) throw new Error(`A program ended:\n${program.printed}`);
    return pattern.test(program.printed);
  });
  return pattern.exec(program.printed)[1];
}

async function until(isTrue) {
  const end = performance.now() + TIMEOUT;
  while (!(await isTrue())) {
    if (performance.now() > end) throw new Error('It did not happen in time');
    await new Promise((next) => setTimeout(next, 50));
  }
}
