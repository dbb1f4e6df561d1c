import { nameInSentence } from '../shared/printable.js';
import { ago, heard } from './doctor/anova.js';
import type { Facts } from './doctor/reply.js';
import type { Status } from './status-facts.js';

/**
 * The status as a person reads it, the most general first.
 * @param isInstalled whether it is the installed service: of no other are memory and backups known
 */
export function sentencesOf(status: Status, now: Date, isInstalled: boolean): string[] {
  const service = isInstalled ? [memory(status), backup(status, now)] : [];
  return [
    runs(status, now),
    connection(status),
    ...status.cookers.map((cooker) => doing(cooker, status.cookers)),
    [journal(status.storage, isInstalled), ...service].join(' '),
  ];
}

function runs({ release, running_since: since, address }: Status, now: Date): string {
  const name = release === null ? 'Coddle' : `Coddle ${release}`;
  if (since === null) return `${name} runs at ${address}.`;
  const shown = since.slice(0, 16).replace('T', ' ');
  return `${name} runs at ${address} since ${shown} UTC, for ${span(since, now)}.`;
}

function connection({ cloud, cooker }: Status): string {
  const above =
    cloud?.['status'] === 'up'
      ? "Coddle is connected to Anova's cloud"
      : reasonOf(cloud, "the connection to Anova's cloud");
  if (cooker?.['status'] === 'up') return `${above}, and the cooker ${heard(cooker)}.`;
  return `${above}. ${reasonOf(cooker, 'the cooker')}${cooker ? `; it ${heard(cooker)}` : ''}.`;
}

const reasonOf = (facts: Facts | null, what: string): string =>
  typeof facts?.['reason'] === 'string' ? facts['reason'].replace(/\.$/, '') : `Nothing is known of ${what}`;

/** What a cooker does, after its name: also after its id, where another has the same name. */
function doing(cooker: Facts, all: readonly Facts[]): string {
  const { device_name: name, device_id: id, summary } = cooker;
  const isOnly = all.filter((other) => other['device_name'] === name).length === 1;
  const label = nameInSentence(isOnly ? String(name) : `${String(name)} (${String(id)})`);
  const told = String(summary);
  return told.startsWith(label) ? told : `${label}: ${told}`;
}

function journal(storage: Facts | null, isInstalled: boolean): string {
  const entries = storage?.['journal_entries'];
  if (typeof entries !== 'number') {
    return `Nothing can be written to the database: ${isInstalled ? 'sudo coddle doctor shows why' : "the server's log shows why"}.`;
  }
  return entries === 1 ? 'The journal has 1 entry.' : `The journal has ${entries} entries.`;
}

const memory = ({ memory_mb: used }: Status): string =>
  used === null ? 'Its memory use is not known.' : `It takes ${used} MB of memory.`;

const backup = ({ newest_backup: newest }: Status, now: Date): string =>
  newest === null
    ? 'No backup was found.'
    : `The newest backup is ${newest.file}, ${span(newest.made, now)} old.`;

const span = (from: string, now: Date): string => ago(Math.max(0, (now.getTime() - Date.parse(from)) / 1000));
