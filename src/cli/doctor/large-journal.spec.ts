import { readdirSync } from 'node:fs';
import { makeEntry } from '../../../test/harness/stored.js';
import { filesOf, StorageFolders, type Files } from '../../../test/harness/storage-folder.js';
import { WellMachine } from '../../../test/harness/healthy-host.js';
import { SqlJournalStore } from '../../storage/sql-journal-store.js';
import { doctorCommand } from './doctor-command.js';

const MEGABYTE = 1_000_000;

describe('coddle doctor, with a large journal', () => {
  const folders = new StorageFolders();
  let closed: Files;
  let killed: Files;
  beforeAll(async () => {
    const folder = folders.make();
    const database = folders.open(folder);
    const journal = new SqlJournalStore(database);
    for (let written = 0; written < 6; written++)
      await journal.append(makeEntry({ content: 'x'.repeat(3 * MEGABYTE) }));
    killed = new Map([...filesOf(folder)].filter(([name]) => !name.endsWith('-shm')));
    await database.onApplicationShutdown();
    closed = filesOf(folder);
  });
  afterAll(() => folders.clear());

  async function said(data: Files): Promise<string[]> {
    const machine = new WellMachine(data);
    try {
      const before = readdirSync(machine.machine.places.data);
      const told = machine.tellsOf(await machine.call(doctorCommand), 'journal');
      expect(readdirSync(machine.machine.places.data)).toEqual(before);
      return told;
    } finally {
      machine.machine.clear();
    }
  }

  it('follows its newest entries and tells its size', async () => {
    expect(await said(closed)).toEqual([
      expect.stringMatching(
        /^ok: it is intact from its first entry to its newest, number 6; the whole database takes 1\d\.\d MB$/,
      ),
    ]);
  });

  it('says what follows it where a server was killed', async () => {
    expect(await said(killed)).toEqual([
      expect.stringMatching(
        /^unsure: .* \(\d+\.\d MB\); the next start verifies it\. To find out: sudo coddle journal verify/,
      ),
    ]);
  });
});
