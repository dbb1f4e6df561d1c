/**
 * Runs Coddle below CODDLE_ROOT as coddle.service says: the guard before the start and after it, once the server is
 * ready; a start that takes too long is killed; a server that ends is started again. SIGHUP restarts it, SIGTERM
 * ends it. It ends by itself when its root is gone, and after STAND_IN_SECONDS in any case.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setInterval } from 'node:timers';
import { parseEnv } from 'node:util';

const { CODDLE_ROOT: root, STAND_IN_SECONDS = '120', STAND_IN_TIMEOUT } = process.env;
/** Shorter than the unit's, so that a check takes no longer than it must. In milliseconds. */
const RESTART = 200;
const LOOK = 20;
/** How long a program may take to end before it is killed, in milliseconds. */
const END_TIMEOUT = 3_000;

const journal = openSync(join(root, 'run/journal'), 'a');
/** @type {NodeJS.ProcessEnv} */
const environment = {
  ...process.env,
  CONFIG_DIR: join(root, 'etc/coddle'),
  DATA_DIR: join(root, 'var/lib/coddle'),
  ...parseEnv(readFileSync(join(root, 'etc/coddle/coddle.env'), 'utf8')),
};
const lifetime = Date.now() + Number(STAND_IN_SECONDS) * 1000;

let server;
/** Resolves when a program has ended. */
const ends = new WeakMap();
let stopping = false;
let again = false;
process.on('SIGTERM', () => {
  stopping = true;
  void end();
});
process.on('SIGHUP', () => {
  again = true;
  void end();
});
setInterval(() => {
  if (existsSync(root) && Date.now() < lifetime) return;
  server?.kill('SIGKILL');
  process.exit();
}, 500);

while (!stopping) {
  again = false;
  tell('activating');
  await startOnce();
  await end();
  if (!stopping && !again) await pause(RESTART);
}
process.exit();

async function startOnce() {
  if (!(await guard('before-start')) || stopping || again) return;
  const main = join(root, 'opt/coddle/current/dist/main.js');
  server = program(process.execPath, [main], join(root, 'var/lib/coddle'));
  if (!(await ready()) || !(await guard('after-start')) || stopping || again) return;
  tell('active');
  await ends.get(server);
}

/** Whether it accepts requests within the time that the unit allows. */
async function ready() {
  const health = `http://127.0.0.1:${environment.PORT}/health`;
  for (const last = Date.now() + startTimeout(); Date.now() < last; await pause(LOOK)) {
    if (server.exitCode !== null || server.signalCode !== null) return false;
    const response = await fetch(health, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
    if (response?.status === 200) return true;
  }
  appendFileSync(journal, 'systemd: start operation timed out\n');
  server.kill('SIGKILL');
  return false;
}

function startTimeout() {
  const unit = readFileSync(join(root, 'etc/systemd/system/coddle.service'), 'utf8');
  return Number(STAND_IN_TIMEOUT ?? /^TimeoutStartSec=(\d+)$/m.exec(unit)[1]) * 1000;
}

async function guard(word) {
  const child = program('sh', [join(root, 'opt/coddle/guard'), word], '/');
  await ends.get(child);
  return child.exitCode === 0;
}

function program(name, words, cwd) {
  const child = spawn(name, words, { cwd, env: environment, stdio: ['ignore', journal, journal] });
  ends.set(child, new Promise((ended) => child.once('close', ended)));
  return child;
}

async function end() {
  if (server === undefined) return;
  server.kill('SIGTERM');
  const timeout = setTimeout(() => server.kill('SIGKILL'), END_TIMEOUT);
  await ends.get(server);
  clearTimeout(timeout);
}

function tell(state) {
  writeFileSync(join(root, 'run/state'), state);
}

function pause(milliseconds) {
  return new Promise((resume) => setTimeout(resume, milliseconds));
}
