/**
 * Stands in for systemctl where there is no systemd: what `coddle update` asks of it, for the one unit of an
 * installation below CODDLE_ROOT. The work is done by supervisor.mjs, which it starts.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const run = join(process.env.CODDLE_ROOT, 'run');
const [state, pid, journal] = ['state', 'pid', 'journal'].map((name) => join(run, name));
const SUPERVISOR = join(import.meta.dirname, 'supervisor.mjs');
/** How long a start or stop is waited for, in milliseconds. */
const STATE_TIMEOUT = 60_000;
const LOOK = 20;
const NOT_ACTIVE = 3;

const words = process.argv.slice(2);
const [command] = words.filter((word) => !word.startsWith('-'));
const waits = !words.includes('--no-block');

mkdirSync(run, { recursive: true });
const COMMANDS = {
  'daemon-reload': () => appendFileSync(journal, 'systemd: reloading\n'),
  'is-active': isActive,
  show: () => console.log(`ActiveState=${stateNow()}`),
  start: () => begin(() => {}),
  restart: () => begin((supervisor) => process.kill(supervisor, 'SIGHUP')),
  stop,
};
await COMMANDS[command]();

function isActive() {
  console.log(stateNow());
  if (stateNow() !== 'active') process.exitCode = NOT_ACTIVE;
}

async function begin(tell) {
  const supervisor = living();
  if (supervisor === undefined || command === 'restart') writeFileSync(state, 'activating');
  if (supervisor === undefined) spawnSupervisor();
  else tell(supervisor);
  if (waits) await until(() => stateNow() === 'active');
}

function spawnSupervisor() {
  const child = spawn(process.execPath, [SUPERVISOR], { detached: true, stdio: 'ignore', cwd: '/' });
  writeFileSync(pid, String(child.pid));
  child.unref();
}

async function stop() {
  const supervisor = living();
  if (supervisor === undefined) return;
  process.kill(supervisor, 'SIGTERM');
  await until(() => living() === undefined);
  rmSync(pid, { force: true });
}

function living() {
  if (!existsSync(pid)) return undefined;
  const supervisor = Number(readFileSync(pid, 'utf8'));
  try {
    process.kill(supervisor, 0);
    return supervisor;
  } catch {
    return undefined;
  }
}

function stateNow() {
  return living() !== undefined && existsSync(state) ? readFileSync(state, 'utf8') : 'inactive';
}

async function until(holds) {
  for (const end = Date.now() + STATE_TIMEOUT; !holds();) {
    if (Date.now() > end) process.exit(1);
    await new Promise((resume) => setTimeout(resume, LOOK));
  }
}
