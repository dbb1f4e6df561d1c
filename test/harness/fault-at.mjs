/**
 * Loaded before a program (`node --import`): makes the n-th call of it that changes files, or runs another program, end
 * in a fault. Variables: FAULT_AT is n, from 1; FAULT is `kill`, which ends the process there as a power cut would, or
 * `full`, which makes this and every later call that needs space fail as on a full disk; FAULT_COUNT is a file that
 * gets the number of calls when the program ends by itself.
 */
import childProcess from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { FAULT_AT, FAULT, FAULT_COUNT } = process.env;

/** What takes space on a disk; the others only move or remove. */
const NEED_SPACE = [
  'writeFileSync',
  'writeSync',
  'copyFileSync',
  'cpSync',
  'mkdirSync',
  'mkdtempSync',
  'symlinkSync',
];
const NEED_NONE = ['renameSync', 'rmSync', 'unlinkSync', 'fsyncSync', 'chmodSync', 'chownSync'];

const { writeFileSync } = fs;
let calls = 0;

for (const name of NEED_SPACE) watch(fs, name, fullDisk);
for (const name of NEED_NONE) watch(fs, name);
for (const name of ['execFile', 'execFileSync', 'spawn']) watch(childProcess, name);
syncBuiltinESMExports();
if (FAULT_COUNT) process.once('exit', () => writeFileSync(FAULT_COUNT, String(calls)));

function watch(module, name, fail) {
  const real = module[name];
  module[name] = Object.assign((...given) => {
    calls += 1;
    if (FAULT === 'kill' && calls === Number(FAULT_AT)) process.kill(process.pid, 'SIGKILL');
    if (FAULT === 'full' && calls >= Number(FAULT_AT)) fail?.(name);
    return real(...given);
  }, real);
}

function fullDisk(name) {
  throw Object.assign(new Error(`ENOSPC: no space left on device, ${name}`), { code: 'ENOSPC' });
}
