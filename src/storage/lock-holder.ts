import { readFileSync } from 'node:fs';
import { hostname, uptime } from 'node:os';

/** Who holds a folder: enough to tell whether that process still lives. */
export interface LockHolder {
  /** Unlike that of any other lock. */
  readonly token: string;
  readonly pid: number;
  readonly host: string;
  /** When the lock was taken, ISO 8601. */
  readonly since: string;
  /** The kernel's name for the time since its start; undefined where there is no /proc. */
  readonly boot?: string | undefined;
  /** When the process began, in the kernel's ticks: another process may have its number by now. */
  readonly began?: string | undefined;
}

/** This process as the holder of a lock. */
export const thisProcess = (token: string, now: Date): LockHolder => ({
  token,
  pid: process.pid,
  host: hostname(),
  since: now.toISOString(),
  boot: bootOfMachine(),
  began: beginningOf(process.pid),
});

/** What a lock file says; undefined when it is torn, which only a power cut leaves behind. */
export function parseHolder(text: string): LockHolder | undefined {
  try {
    const holder = JSON.parse(text) as Partial<LockHolder> | null;
    const whole = typeof holder?.token === 'string' && Number.isInteger(holder.pid) && holder.pid! > 0;
    return whole && typeof holder.host === 'string' ? (holder as LockHolder) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the holder may still be writing. A process of another machine cannot be checked, so it counts as alive. */
export function isAlive(holder: LockHolder): boolean {
  if (holder.host !== hostname()) return true;
  if (isFromBeforeBoot(holder) || !runs(holder.pid)) return false;
  const began = beginningOf(holder.pid);
  return holder.began === undefined || began === undefined || began === holder.began;
}

/** "process 812 on raspberrypi, since 2026-03-01T12:00:00.000Z" */
export const describeHolder = ({ pid, host, since }: LockHolder): string =>
  `process ${pid} on ${host}, since ${since}`;

function isFromBeforeBoot({ boot, since }: LockHolder): boolean {
  const current = bootOfMachine();
  if (boot !== undefined && current !== undefined) return boot !== current;
  return Date.parse(since) < Date.now() - uptime() * 1000;
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0); // Sends nothing, only asks.
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

const bootOfMachine = (): string | undefined => readProc('/proc/sys/kernel/random/boot_id')?.trim();

/** The 22nd field of a process's state; the second, its name, may hold blanks and brackets of its own. */
const beginningOf = (pid: number): string | undefined =>
  readProc(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ')[19];

function readProc(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined; // Not every system has it.
  }
}
