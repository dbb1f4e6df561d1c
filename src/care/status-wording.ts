import { ago, heard } from './doctor/anova.js';
import type { Facts } from './doctor/reply.js';
import type { Status } from './status-command.js';

/** The status as a person reads it, the most general first. */
export function sentencesOf(status: Status, now: Date): string[] {
  return [
    runs(status, now),
    line(status),
    ...status.cookers.map(doing),
    `${journal(status.storage)} ${memory(status)} ${backup(status, now)}`,
  ];
}

function runs({ release, running_since: since, address }: Status, now: Date): string {
  const name = release === null ? 'Coddle' : `Coddle ${release}`;
  if (since === null) return `${name} runs at ${address}.`;
  const shown = since.slice(0, 16).replace('T', ' ');
  return `${name} runs at ${address} since ${shown} UTC, for ${span(since, now)}.`;
}

function line({ cloud, cooker }: Status): string {
  const above =
    cloud?.['status'] === 'up' ? "The line to Anova's cloud stands" : `${reasonOf(cloud, "Anova's cloud")}`;
  if (cooker?.['status'] === 'up') return `${above}, and the cooker ${heard(cooker)}.`;
  return `${above}. ${reasonOf(cooker, 'The cooker')}${cooker ? `; it ${heard(cooker)}` : ''}.`;
}

const reasonOf = (facts: Facts | null, what: string): string =>
  typeof facts?.['reason'] === 'string' ? facts['reason'] : `${what} is not told of`;

function doing({ device_name, summary }: Facts): string {
  const [name, told] = [String(device_name), String(summary)];
  return told.startsWith(name) ? told : `${name}: ${told}`;
}

function journal(storage: Facts | null): string {
  const entries = storage?.['journal_entries'];
  if (typeof entries !== 'number') return 'Nothing can be written down: sudo coddle doctor tells why.';
  return entries === 1 ? 'The journal has 1 entry.' : `The journal has ${entries} entries.`;
}

const memory = ({ memory_mb: used }: Status): string =>
  used === null ? 'systemd does not tell how much memory it takes.' : `It takes ${used} MB of memory.`;

const backup = ({ newest_backup: newest }: Status, now: Date): string =>
  newest === null
    ? 'No backup is to be seen.'
    : `The newest backup is ${newest.file}, ${span(newest.made, now)} old.`;

const span = (from: string, now: Date): string => ago(Math.max(0, (now.getTime() - Date.parse(from)) / 1000));
