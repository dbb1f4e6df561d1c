import { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from './cli.errors.js';
import type { CliContext } from './cli-context.js';
import { currentRelease, newestBackup, type Backup } from './doctor/installation.js';
import {
  bearer,
  devicesIn,
  indicator,
  probeServer,
  serverResponds,
  type ServerSeen,
} from './doctor/local-server.js';
import { ask, hasReplied, isRecord, type Facts } from './doctor/reply.js';
import { factsOfUnit, type UnitFacts } from './doctor/units.js';
import { howToStart, serversHere, type ServerHere } from './server-here.js';
import type { Status } from './status-facts.js';
import { sentencesOf } from './status-wording.js';
import { examples } from './examples.js';

/** `coddle status`: what runs here, whether the cooker is there, and what it cooks. */
export const statusCommand = (io: CliContext): Command =>
  new Command('status')
    .description('Shows whether Coddle is running, whether the cooker is online, and what is cooking.')
    .option('--json', 'print the report as JSON, for monitoring')
    .addHelpText('after', examples('status', 'status --json'))
    .action(async ({ json }: { json?: true }) => {
      const { status, isInstalled } = await statusOf(io);
      const sentences = () => sentencesOf(status, io.clock.now(), isInstalled);
      const text = json ? JSON.stringify(status, null, 2) : sentences().join('\n');
      io.stdout.write(`${text}\n`);
    });

/** @throws CliError when no server responds */
async function statusOf(io: CliContext): Promise<{ status: Status; isInstalled: boolean }> {
  let failure: unknown;
  for (const server of serversHere(io)) {
    if (server.settings.apiKey === undefined && server.problem !== undefined) {
      failure = server.problem;
      continue;
    }
    const seen = await probeServer(io, server.settings);
    if (seen.address !== undefined && serverResponds(seen)) {
      return { status: await shownStatus(io, server, seen), isInstalled: server.isInstalled };
    }
    const advice = server.isInstalled
      ? 'sudo coddle doctor shows why'
      : `start it with ${howToStart(server)}`;
    failure = new CliError(`Coddle does not respond at ${seen.address ?? 'PORT=0'}: ${advice}`);
  }
  throw failure;
}

async function shownStatus(
  io: CliContext,
  { settings, isInstalled }: ServerHere,
  seen: ServerSeen,
): Promise<Status> {
  const { address = '' } = seen;
  const key = bearer(settings.apiKey ?? '');
  const cookers = devicesIn(seen.devices).filter(({ supported }) => supported);
  const [unit, ...told] = await Promise.all([
    isInstalled ? factsOfUnit(io, 'coddle.service', ['ExecMainStartTimestamp', 'MainPID']) : undefined,
    ...cookers.map((one) =>
      factsOf(io, `${address}/status?device_id=${encodeURIComponent(one.device_id)}`, key),
    ),
  ]);
  return {
    release: (isInstalled ? currentRelease(io.places) : undefined) ?? null,
    running_since: startOf(unit),
    address,
    cloud: indicator(seen, 'cloud') ?? null,
    cooker: indicator(seen, 'cooker') ?? null,
    storage: indicator(seen, 'storage') ?? null,
    cookers: told.filter((one) => one !== undefined),
    memory_mb: memoryOf(io, unit),
    newest_backup: isInstalled ? toJson(backupOf(io)) : null,
  };
}

async function factsOf(
  io: CliContext,
  url: string,
  key: Readonly<Record<string, string>>,
): Promise<Facts | undefined> {
  const reply = await ask(io, url, key);
  return hasReplied(reply) && reply.status === 200 && isRecord(reply.body) ? reply.body : undefined;
}

function startOf(unit: UnitFacts | undefined): string | null {
  const [, seconds] = /^@(\d+)$/.exec(unit?.get('ExecMainStartTimestamp') ?? '') ?? [];
  return seconds === undefined ? null : new Date(Number(seconds) * 1000).toISOString();
}

/** What the process itself holds: systemd's own figure counts the cache of its files as well. */
function memoryOf({ places }: CliContext, unit: UnitFacts | undefined): number | null {
  const pid = unit?.get('MainPID');
  if (!pid || !/^[1-9]\d*$/.test(pid)) return null;
  try {
    const text = readFileSync(join(places.root, 'proc', pid, 'status'), 'utf8');
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(text) ?? [];
    return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
  } catch {
    return null; // It has ended meanwhile.
  }
}

function backupOf({ places }: CliContext): Backup | undefined {
  try {
    return newestBackup(places);
  } catch {
    return undefined; // Only root may read the folder; for others the backup is left out.
  }
}

const toJson = (backup: Backup | undefined): Status['newest_backup'] =>
  backup ? { file: backup.file, made: backup.made.toISOString() } : null;
