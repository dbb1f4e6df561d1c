import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from '../../src/storage/database.js';
import type { OpeningTerms } from '../../src/storage/database-terms.js';
import { DrivenClock } from './driven-clock.js';

/** The files of a folder by their names, as they were at one moment. */
export type Files = ReadonlyMap<string, Buffer>;

/** Temporary folders for databases, and the databases opened in them; `clear` ends both. */
export class StorageFolders {
  private readonly root = mkdtempSync(join(tmpdir(), 'coddle-storage-'));
  private readonly databases: Database[] = [];
  private made = 0;

  /** An empty folder, or one with these files. */
  make(files: Files = new Map()): string {
    const folder = join(this.root, String(this.made++));
    mkdirSync(folder, { mode: 0o700 });
    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
    return folder;
  }

  /** A database as the server opens it. */
  open(folder: string, clock = new DrivenClock(), terms: OpeningTerms = {}): Database {
    const database = new Database(folder, clock, terms);
    this.databases.push(database);
    database.open();
    return database;
  }

  async clear(): Promise<void> {
    for (const database of this.databases) await database.onApplicationShutdown();
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Every file of the database in a folder and the key of its journal, byte by byte. */
export function filesOf(folder: string): Files {
  const isOurs = (name: string) => name.startsWith('coddle.db') || name === 'journal.key';
  const names = existsSync(folder) ? readdirSync(folder).filter(isOurs) : [];
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name))]));
}
