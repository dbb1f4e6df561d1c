import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { placesBelow } from '../../src/cli/places.js';
import { keysFileIn, readKeys } from '../../src/auth/keys-file.js';
import { readJournal } from '../../src/storage/journal-reader.js';
import { SqlCookRecordRepository } from '../../src/cooking/record/sql-cook-record.repository.js';
import { SqlJournalStore } from '../../src/storage/sql-journal-store.js';
import { TestMachine } from '../harness/test-machine.js';
import { furnishData, furnishSettings, openData, treeOf } from '../harness/populated-installation.js';
import { makeEntry, makeStoredCook } from '../harness/stored.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = join(ROOT, 'dist/coddle.js');
const FAULTS = join(ROOT, 'test/harness/fault-at.mjs');
/** One sentence that names the full disk; a stack trace would have more lines. */
const FULL = /^The disk is full, so (no backup was made|nothing was restored): df -h .*\n$/;
const BACKUP = /^coddle-backup-[\dT.]+Z\.tar\.gz$/;

interface Ended {
  /** Null after a kill. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

jest.setTimeout(240_000);

describe('coddle backup and coddle restore, as programs', () => {
  const work = mkdtempSync(join(tmpdir(), 'coddle-backup-'));
  const old = new TestMachine();
  /** An installation with other settings and data; every trial gets a copy of it. */
  const other = new TestMachine();
  const key = join(old.places.etc, 'backup.key');
  let backup: string;
  let made = 0;

  beforeAll(async () => {
    furnishSettings(old);
    await furnishData(old);
    expect(await run(old.root, ['backup'])).toMatchObject({ code: 0, err: '' });
    backup = join(old.places.backups, readdirSync(old.places.backups)[0]!);
    furnishSettings(other);
    other.write('etc/coddle/coddle.env', 'PORT=5066\n', 0o640);
    await furnishData(other, 1, 1);
    await run(other.root, ['backup']);
  });
  afterAll(() => {
    for (const machine of [old, other]) machine.clear();
    rmSync(work, { recursive: true });
  });

  function run(root: string, argv: readonly string[], faults: Record<string, string> = {}): Promise<Ended> {
    const env = { PATH: process.env['PATH'], CODDLE_ROOT: root, ...faults };
    return new Promise((resolve) => {
      const words = ['--import', FAULTS, PROGRAM, ...argv];
      const child = execFile(process.execPath, words, { env, cwd: root }, (_error, out, err) =>
        resolve({ code: child.exitCode, out, err }),
      );
    });
  }

  /** How many calls of a command a fault can be injected at. */
  async function countCalls(argv: readonly string[]): Promise<number> {
    const count = join(work, 'count');
    expect(await run(copyOf(other.root), argv, { FAULT_COUNT: count })).toMatchObject({ code: 0 });
    return Number(readFileSync(count, 'utf8'));
  }

  function copyOf(root: string): string {
    const copy = join(work, `copy-${++made}`);
    cpSync(root, copy, { recursive: true });
    return copy;
  }

  /** Runs `trial` for every call of a command that a fault can be injected at, two at a time. */
  async function atEveryCall(
    argv: readonly string[],
    fault: string,
    trial: (root: string, ended: Ended, at: number) => void | Promise<void>,
  ): Promise<void> {
    const points = Array.from({ length: await countCalls(argv) }, (_, index) => index + 1);
    expect(points.length).toBeGreaterThan(10);
    const worker = async () => {
      for (let at = points.shift(); at !== undefined; at = points.shift()) {
        const root = copyOf(other.root);
        await trial(root, await run(root, argv, { FAULT: fault, FAULT_AT: String(at) }), at);
        rmSync(root, { recursive: true });
      }
    };
    await Promise.all([worker(), worker()]);
  }

  /** The content of an installation, by paths that are the same in every copy. */
  const below = (root: string, ...folders: string[]) =>
    Object.fromEntries(
      Object.entries(treeOf(...folders.map((folder) => join(root, folder)))).map(([path, file]) => [
        path.slice(root.length),
        file,
      ]),
    );
  const LIVE = ['etc/coddle', 'var/lib/coddle'];
  const namesOf = (root: string) => ['etc', 'var/lib'].flatMap((folder) => readdirSync(join(root, folder)));
  const backupsOf = (root: string) => readdirSync(placesBelow(root).backups);

  it('keeps every confirmed record while a hundred writes a second continue', async () => {
    const database = openData(old);
    const [journal, cooks] = [new SqlJournalStore(database), new SqlCookRecordRepository(database)];
    let written = 0;
    const write = async () => {
      const name = `live-${written}`;
      await journal.append(makeEntry({ at: written, commandId: name }));
      await cooks.saveDurably(makeStoredCook({ cookId: name }));
      written += 1;
    };
    while (written < 50) await write();
    // A process that closes its first handle of a file loses its locks on it; a writer that took that for the end
    // of the process would truncate the file in use.
    readFileSync(join(old.places.data, 'coddle.db-shm'));
    const [confirmed, began] = [written, performance.now()];
    const state = { ended: false };
    const backups = [1, 2, 3].reduce<Promise<Ended | undefined>>(
      async (before) => (await before, run(old.root, ['backup', '--to', 'live'])),
      Promise.resolve(undefined),
    );
    const ended = backups.finally(() => (state.ended = true));
    while (!state.ended) await write();
    const seconds = (performance.now() - began) / 1000;
    expect(await ended).toMatchObject({ code: 0, err: '' });
    expect((2 * (written - confirmed)) / seconds).toBeGreaterThan(100);
    expect(await journal.integrityError()).toBeUndefined();
    await database.onApplicationShutdown();
    expect(await run(old.root, ['journal', 'verify'])).toMatchObject({ code: 0 });

    const clean = new TestMachine();
    const [first] = readdirSync(join(old.root, 'live'))
      .filter((name) => BACKUP.test(name))
      .sort();
    const restored = await run(clean.root, ['restore', join(old.root, 'live', first!), '--key-file', key]);
    expect(restored).toMatchObject({ code: 0, err: '' });
    expect(await run(clean.root, ['journal', 'verify'])).toMatchObject({ code: 0, err: '' });
    const there = openData(clean);
    const restoredCooks = new SqlCookRecordRepository(there);
    const found = (await new SqlJournalStore(there).after(0, 1_000_000)).map(({ commandId }) => commandId);
    for (let index = 0; index < confirmed; index++) {
      expect(await restoredCooks.find(`live-${index}`)).toBeDefined();
      expect(found).toContain(`live-${index}`);
    }
    expect(there.problem).toBeUndefined();
    await there.onApplicationShutdown();
    expect(readKeys(keysFileIn(clean.places.etc))).toEqual(readKeys(keysFileIn(old.places.etc)));
    for (const name of ['credentials.json', 'coddle.env', 'backup.key']) {
      expect(readFileSync(join(clean.places.etc, name))).toEqual(readFileSync(join(old.places.etc, name)));
    }
    clean.clear();
  });

  it('makes no backup on a full disk and damages nothing, whenever the disk becomes full', async () => {
    const before = below(other.root, ...LIVE, 'var/backups');
    let refused = 0;
    await atEveryCall(['backup'], 'full', (root, { code, err }) => {
      if (code === 0) return; // if (code === 0) return; // No further write needed space.
      refused += 1;
      expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(FULL) as string });
      expect(below(root, ...LIVE, 'var/backups')).toEqual(before);
    });
    expect(refused).toBeGreaterThan(5);
  });

  it('makes no first backup on a full disk either', async () => {
    const root = copyOf(other.root);
    rmSync(join(root, 'etc/coddle/backup.key'));
    const before = below(root, ...LIVE, 'var/backups');
    const { code, err } = await run(root, ['backup'], { FAULT: 'full', FAULT_AT: '6' });
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(FULL) as string });
    expect(below(root, ...LIVE, 'var/backups')).toEqual(before);
  });

  it('damages nothing when a backup is killed at any step, and cleans up the next time', async () => {
    const before = below(other.root, ...LIVE, 'var/backups');
    const earlier = backupsOf(other.root);
    await atEveryCall(['backup'], 'kill', async (root, { code }) => {
      expect(code).toBeNull();
      expect(below(root, ...LIVE, 'var/backups')).toMatchObject(before);
      for (const name of backupsOf(root).filter((other) => BACKUP.test(other) && !earlier.includes(other))) {
        rmSync(join(placesBelow(root).backups, name));
      }
      expect(await run(root, ['backup'])).toMatchObject({ code: 0, err: '' });
      expect(backupsOf(root).filter((name) => !BACKUP.test(name))).toEqual([]);
      expect(backupsOf(root)).toHaveLength(earlier.length + 1);
      expect(below(root, ...LIVE, 'var/backups')).toMatchObject(before);
    });
  });

  const restoring = () => ['restore', backup, '--key-file', key, '--replace'];

  it('restores nothing on a full disk and changes nothing, whenever the disk becomes full', async () => {
    const before = below(other.root, 'etc', 'var');
    let refused = 0;
    await atEveryCall(restoring(), 'full', (root, { code, err }) => {
      if (code === 0) return;
      refused += 1;
      expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(FULL) as string });
      expect(below(root, 'etc', 'var')).toEqual(before);
    });
    expect(refused).toBeGreaterThan(5);
  });

  it('leaves either the old or the new installation when a restore is killed at any step', async () => {
    const before = below(other.root, ...LIVE);
    const whole = copyOf(other.root);
    expect(await run(whole, restoring())).toMatchObject({ code: 0 });
    const after = below(whole, ...LIVE);
    const ends = new Set<string>();
    await atEveryCall(restoring(), 'kill', async (root, { code }) => {
      expect(code).toBeNull();
      const { err, ...again } = await run(root, ['restore', backup, '--key-file', key]);
      expect(again).toEqual({ code: 1, out: '' });
      expect(err).toMatch(/add --replace/);
      const now = below(root, ...LIVE);
      const isNew = JSON.stringify(now) === JSON.stringify(after);
      ends.add(isNew ? 'new' : 'former');
      expect(now).toEqual(isNew ? after : before);
      expect(namesOf(root).filter((name) => name !== 'coddle')).toHaveLength(isNew ? 2 : 0);
      expect(below(root, 'var/backups')).toEqual(below(other.root, 'var/backups'));
      expect(readJournal(placesBelow(root).data)).toBeDefined();
    });
    expect([...ends].sort()).toEqual(['former', 'new']);
  });
});
