import { readFileSync } from 'node:fs';
import { hostname, uptime } from 'node:os';
import { asText, JsonReader } from '../shared/json-reader.js';

/** The process that holds a folder, with what identifies it while it runs. */
export interface LockHolder {
  /** Unique to each lock. */
  readonly token: string;
  readonly pid: number;
  readonly host: string;
  /** When the lock was taken, ISO 8601. */
  readonly since: string;
  /** The kernel's id of the current boot; undefined where there is no /proc. */
  readonly boot?: string | undefined;
  /** When the process began, in the kernel's ticks: a later process may have the same pid. */
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

/** The holder that a lock file names; undefined when the file is torn, which happens in a power cut only. */
export function parseHolder(text: string): LockHolder | undefined {
  try {
    const holder = JsonReader.parse(text);
    const pid = holder.field('pid').number();
    if (!Number.isInteger(pid) || pid <= 0) return undefined;
    return {
      token: holder.field('token').text(),
      pid,
      host: holder.field('host').text(),
      // Without a time the holder counts as alive, as long as its process runs.
      since: holder.field('since').optional(asText) ?? '',
      boot: holder.field('boot').optional(asText),
      began: holder.field('began').optional(asText),
    };
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
    process.kill(pid, 0); // Signal 0 only checks whether the process exists.
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

const bootOfMachine = (): string | undefined => readProc('/proc/sys/kernel/random/boot_id')?.trim();

/** The 22nd field of /proc/pid/stat; the second, the name, may itself contain blanks and brackets. */
const beginningOf = (pid: number): string | undefined =>
  readProc(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ')[19];

function readProc(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined; // Not every system has /proc.
  }
}
