import type { Command } from 'commander';
import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../../src/cli/cli.errors.js';
import type { CliContext } from '../../src/cli/cli-context.js';
import { SqlJournalStore } from '../../src/storage/sql-journal-store.js';
import { TestMachine, ran, type Responses, type Programs } from './test-machine.js';
import { API_KEY, TOKEN } from './test-app.js';
import { filesOf, StorageFolders, type Files } from './storage-folder.js';
import { makeEntry } from './stored.js';

export const LOCAL = 'http://127.0.0.1:5000';
export const PUBLIC = 'https://coddle.example.org';
export const CLOUD = 'https://devices.anovaculinary.io/';
export const BACKUP = 'coddle-backup-20260226T120000.000Z.tar.gz';

const DAY = 86_400_000;
const DEVICE = { device_id: 'pot-1', name: 'Kitchen', type: 'a7', online: true, supported: true };

/** What a server that is well says of its parts. */
const PARTS = {
  cloud: { status: 'up' },
  cooker: { status: 'up', reading_age_seconds: 1.3 },
  storage: { status: 'up', journal_entries: 12, journal_hash: 'abc' },
  safety: { status: 'up', rules_version: 'r1' },
};

const RUNNING = {
  LoadState: 'loaded',
  ActiveState: 'active',
  SubState: 'running',
  UnitFileState: 'enabled',
  NRestarts: '0',
  Result: 'success',
  MainPID: '321',
  ExecMainStartTimestamp: '@1772359200',
};

const METADATA = `${PUBLIC}/.well-known/oauth-protected-resource`;
const TOOLS = ['get_status', 'start_cook', 'stop_cook'].map((name) => ({ name }));
const UNAUTHORIZED = { error: 'UNAUTHORIZED', message: 'A key is needed.', request_id: 'r1' };
const event = (result: object): Response =>
  new Response(
    `: keep-alive\n\nevent: message\ndata: ${JSON.stringify({ jsonrpc: '2.0', id: 1, result })}\n\n`,
  );

/** The MCP endpoint at the public address, and what leads clients to it. */
const MCP_OF_PUBLIC: Responses = {
  [METADATA]: () => Response.json({ resource: `${PUBLIC}/mcp` }),
  [`${METADATA}/mcp`]: () => Response.json({ resource: `${PUBLIC}/mcp` }),
  [`${PUBLIC}/.well-known/oauth-authorization-server`]: () => Response.json({ issuer: PUBLIC }),
  [`${PUBLIC}/mcp`]: (request) => {
    if (request.headers.get('authorization') === null) return challenging(`${METADATA}/mcp`);
    if (request.headers.get('mcp-method') === null) return event({ protocolVersion: '2025-11-25' });
    return Response.json({ jsonrpc: '2.0', id: 2, result: { tools: TOOLS } });
  },
};

/** Coddle's response to a request without a token. @param metadata where it sends the client */
export const challenging = (metadata?: string): Response =>
  Response.json(UNAUTHORIZED, {
    status: 401,
    headers: metadata === undefined ? {} : { 'www-authenticate': `Bearer resource_metadata="${metadata}"` },
  });

/** How a command ended, with the folder of the machine left out of what it said. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A machine on which everything is well, until the test changes something. */
export class WellMachine {
  /** What systemd says of the service, and of the timer of the backups. */
  readonly unit: Record<string, string> = { ...RUNNING };
  readonly timer: Record<string, string> = { ...RUNNING };
  readonly programs: Programs = {
    systemctl: ([, name]) => ran(linesOf(name === 'coddle.service' ? this.unit : this.timer)),
    'systemd-analyze': () => ran('\n→ Overall exposure level for coddle.service: 1.3 OK 🙂\n'),
    timedatectl: () => ran('NTP=yes\nNTPSynchronized=yes\n'),
    journalctl: () => ran('', 1),
    id: () => ran(`${process.getuid!()}\n`),
  };
  readonly responses: Responses = {
    [CLOUD]: () => new Response('', { status: 426 }),
    [`${LOCAL}/health`]: healthy,
    [`${LOCAL}/devices`]: () => Response.json({ devices: [DEVICE] }),
    [`${PUBLIC}/health`]: healthy,
    [`${PUBLIC}/health/ready`]: () => Response.json({ details: PARTS }),
    ...MCP_OF_PUBLIC,
  };
  readonly machine = new TestMachine(this.programs, this.responses);

  /** @param data the files of its database, as `soundData` makes them */
  constructor(data: Files) {
    const { places } = this.machine;
    this.reports({});
    this.machine.write(
      'etc/coddle/credentials.json',
      JSON.stringify({ personal_access_token: TOKEN, api_key: API_KEY }),
    );
    this.machine.write('etc/coddle/coddle.env', `PUBLIC_URL=${PUBLIC}\n`);
    this.machine.write('proc/meminfo', 'MemTotal:  430000 kB\nMemAvailable:  204800 kB\n');
    this.machine.write('proc/321/status', 'Name:\tnode\nVmRSS:\t   86016 kB\n');
    this.machine.write('sys/fs/cgroup/cgroup.controllers', 'cpu io memory pids\n');
    this.backedUp(3);
    for (const folder of [places.opt, places.data]) mkdirSync(folder, { recursive: true });
    for (const [name, bytes] of data) writeFileSync(join(places.data, name), bytes);
    symlinkSync('releases/1.2.3', join(places.opt, 'current'));
  }

  /** Has the server say something else of one of its parts. */
  reports(parts: Partial<Record<keyof typeof PARTS, object>>): void {
    this.responses[`${LOCAL}/health/ready`] = () => Response.json({ details: { ...PARTS, ...parts } });
  }

  /** Has a program, or an address, do something else. */
  lets(what: { programs?: Programs; responses?: Responses }): void {
    Object.assign(this.programs, what.programs);
    Object.assign(this.responses, what.responses);
  }

  /** Takes addresses out of reach. */
  loses(...addresses: readonly string[]): void {
    for (const address of addresses) delete this.responses[address];
  }

  /** The newest backup is that old. */
  backedUp(days: number): void {
    const path = join('var/backups/coddle', BACKUP);
    this.machine.write(path, 'packed');
    const made = new Date(this.machine.clock.now().getTime() - days * DAY);
    utimesSync(join(this.machine.root, path), made, made);
  }

  async call(
    commandOf: (io: CliContext) => Command,
    argv: string[] = [],
    more: Partial<CliContext> = {},
  ): Promise<Said> {
    const code = await commandOf(this.machine.io(more))
      .parseAsync(argv, { from: 'user' })
      .then(
        () => 0,
        (error: unknown) => this.said(error),
      );
    const plain = (text: string) => text.replaceAll(this.machine.root, '');
    return { code, out: plain(this.machine.out), err: plain(this.machine.err) };
  }

  /** The lines of a report about a check, without the columns. */
  tellsOf({ out }: Said, check: string): string[] {
    return out
      .split('\n')
      .filter((line) => /^\w+ +((\w+, )*\w+) /.exec(line)?.[1]?.split(', ').includes(check))
      .map((line) => line.replace(/^(\w+) +(\w+, )*\w+ +/, '$1: '));
  }

  /** Prints an error of care as the program does. */
  private said(error: unknown): number {
    if (!(error instanceof CliError)) throw error;
    this.machine.io().stderr.write(`${error.message}\n`);
    return 1;
  }
}

/** A database whose journal has one entry, as a server leaves it that ended well. */
export async function soundData(): Promise<Files> {
  const folders = new StorageFolders();
  const folder = folders.make();
  const database = folders.open(folder);
  await new SqlJournalStore(database).appendAll([makeEntry()]);
  await database.onApplicationShutdown();
  const files = filesOf(folder);
  await folders.clear();
  return files;
}

/** Coddle's response at /health. */
export const healthy = (): Response => Response.json({ status: 'ok', info: {}, error: {}, details: {} });

/** As fetch fails. @param code the system's name for the reason */
export const failing = (code: string) => (): Response => {
  throw new TypeError('fetch failed', { cause: { code } });
};

const linesOf = (facts: Readonly<Record<string, string>>): string =>
  Object.entries(facts)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
