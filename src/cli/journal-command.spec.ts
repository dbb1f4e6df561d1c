import Libsql from 'libsql';
import { LATEST_VERSION } from '../storage/migrations/migrations.js';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCourse, makeEntry } from '../../test/harness/stored.js';
import { filesOf, StorageFolders, type Files } from '../../test/harness/storage-folder.js';
import { runCli } from './cli-program.js';
import type { JournalRecord } from '../storage/journal-store.js';
import { SqlJournalStore } from '../storage/sql-journal-store.js';
import { SqlReadingRepository } from '../history/readings/sql-reading.repository.js';

const STAGES = ['intended', 'sent', 'acknowledged', 'verified'];
const PAGE = 4096;

describe('coddle journal', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());

  async function call(argv: string[], variables: Record<string, string> = {}, folder = '/nowhere') {
    const [out, err]: [string[], string[]] = [[], []];
    const code = await runCli(['journal', ...argv], {
      stdout: { write: (text) => out.push(text) },
      stderr: { write: (text) => err.push(text) },
      variables: { npm_lifecycle_event: 'journal', ...variables },
      folder,
      now: new Date(0),
      randomBytes,
    });
    return { code, out: out.join(''), err: err.join('') };
  }

  /** Has it look at a folder, in which not a byte and no name may change. */
  async function verify(folder: string) {
    const before = filesOf(folder);
    const response = await call(['verify', '--data', folder]);
    expect(filesOf(folder)).toEqual(before);
    return response;
  }

  let records: JournalRecord[];
  /** What a server leaves behind that ended well. */
  let ended: Files;
  /** What one leaves behind that was killed, most of it in the log. */
  let killed: Files;
  beforeAll(async () => {
    const folder = folders.make();
    const database = folders.open(folder);
    const journal = new SqlJournalStore(database);
    records = await journal.appendAll(
      STAGES.map((stage, index) => makeEntry({ stage, at: index * 1000, content: null })),
    );
    await new SqlReadingRepository(database).append(makeCourse(60));
    killed = new Map([...filesOf(folder)].filter(([name]) => !name.endsWith('-shm')));
    await database.onApplicationShutdown();
    ended = new Map([...filesOf(folder)].filter(([name]) => !/-(shm|wal)$/.test(name)));
  });

  /** A copy of the journal in which somebody wrote around us. */
  function changed(statements: string): string {
    const folder = folders.make(ended);
    const file = new Libsql(join(folder, 'coddle.db'));
    file.exec(`${statements}; PRAGMA wal_checkpoint(TRUNCATE)`);
    const copy = folders.make(new Map([...filesOf(folder)].filter(([name]) => !/-(shm|wal)$/.test(name))));
    file.close();
    return copy;
  }

  const HOLDS = () => ({ code: 0, out: `4 entries, the chain holds; newest ${records[3]!.hash}\n`, err: '' });

  it('tells that the chain holds, and the newest hash', async () => {
    expect(await verify(folders.make(ended))).toEqual(HOLDS());
    expect(await verify(folders.make(killed))).toEqual(HOLDS());
  });

  it('finds the folder by --data, by DATA_DIR, or as data', async () => {
    const folder = folders.make();
    const files = folders.make(ended);
    execFileSync('cp', ['-r', files, join(folder, 'data')]);
    expect(await call(['verify'], {}, folder)).toEqual(HOLDS());
    expect(await call(['verify'], { DATA_DIR: '' }, folder)).toEqual(HOLDS());
    expect(await call(['verify'], { DATA_DIR: files })).toEqual(HOLDS());
    expect(await call(['verify', '--data', 'data'], { DATA_DIR: '/nowhere' }, folder)).toEqual(HOLDS());
  });

  it('tells of a journal without an entry, and of one with one', async () => {
    const folder = folders.make();
    const database = folders.open(folder);
    expect((await call(['verify', '--data', folder])).out).toBe('0 entries, the chain holds\n');
    const { hash } = await new SqlJournalStore(database).append(makeEntry());
    expect((await call(['verify', '--data', folder])).out).toBe(`1 entry, the chain holds; newest ${hash}\n`);
  });

  it('prints the entries with their hashes, or the last of them', async () => {
    const folder = folders.make(ended);
    const lines = STAGES.map(
      (stage, second) =>
        `1970-01-01T00:00:0${second}.000Z  command-1  cooker-1  start  ${stage}  ${records[second]!.hash}\n`,
    );
    const { code, out } = await call(['list', '--data', folder]);
    expect({ code, out }).toEqual({ code: 0, out: lines.join('') + HOLDS().out });
    const { out: last } = await call(['list', '--last', '2', '--data', folder]);
    expect(last).toBe(lines.slice(2).join('') + HOLDS().out);
  });

  it('shows food, temperature, time and key of a start, and why one was refused', async () => {
    const folder = folders.make();
    const database = folders.open(folder);
    const plan = { food: 'chicken', target: 65, hold: 90 };
    await new SqlJournalStore(database).appendAll([
      makeEntry({ content: { requestedBy: 'phone', plan } }),
      makeEntry({ stage: 'refused', content: { requestedBy: 'phone', plan, code: 'POULTRY_TEMP_UNSAFE' } }),
      makeEntry({ content: { version: 3, requestedBy: 'phone', plan } }),
      makeEntry({ content: { version: 2, requestedBy: 'phone', plan: { ...plan, hold: 'long' } } }),
      makeEntry({ kind: 'stop', content: { requestedBy: 'cli', cookId: null } }),
      makeEntry({ stage: 'sent', content: null }),
    ]);
    const { out } = await call(['list', '--data', folder]);
    const facts = out.split('\n').map((line) => line.split('  ').slice(4, -1));
    expect(facts.slice(0, 6)).toEqual([
      ['intended', '“chicken” at 65 °C for 90 min, key phone'],
      ['refused', '“chicken” at 65 °C for 90 min, key phone, POULTRY_TEMP_UNSAFE'],
      ['intended', 'plan not readable, key phone'],
      ['intended', 'plan not readable, key phone'],
      ['intended', 'key cli'],
      ['sent'],
    ]);
  });

  describe('ends with 1 and names', () => {
    it.each([
      [
        'a changed entry',
        "UPDATE journal SET stage = 'x' WHERE sequence = 2",
        'entry 2 of the journal is not',
      ],
      ['a removed entry', 'DELETE FROM journal WHERE sequence = 3', 'entry 3 of the journal is missing'],
      ['a cut tail', 'DELETE FROM journal WHERE sequence > 2', 'ends at entry 2, and should at 4'],
      [
        'a cut tail with the head set back',
        `DELETE FROM journal WHERE sequence > 2;
         UPDATE journal_head SET (sequence, hash) = (SELECT sequence, hash FROM journal WHERE sequence = 2)`,
        'the head of the journal is not what was written there',
      ],
      [
        'an added entry',
        'INSERT INTO journal SELECT 5, at, command_id, cooker_id, kind, stage, content, hash, hash FROM journal WHERE sequence = 4',
        'entry 5 of the journal is not',
      ],
      [
        'two entries that changed places',
        `UPDATE journal SET sequence = 9 WHERE sequence = 2; UPDATE journal SET sequence = 2 WHERE sequence = 3;
         UPDATE journal SET sequence = 3 WHERE sequence = 9`,
        'entry 2 of the journal is not',
      ],
      ['a missing table', 'DROP TABLE answers', 'its tables are not those we made'],
    ])('%s', async (_, statements, sentence) => {
      const { code, out, err } = await verify(changed(statements));
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(/^The database is damaged \(.*\)\. .*\.\n$/);
      expect(err).toContain(sentence);
    });

    it('an entry of which a single byte was changed in the file, wherever it lies', async () => {
      const bytes = ended.get('coddle.db')!;
      for (const text of ['command-1', 'verified', records[1]!.hash]) {
        const at = bytes.indexOf(text, bytes.indexOf('CREATE INDEX answers_by_time') + PAGE);
        const damaged = Buffer.from(bytes);
        damaged[at]! ^= 1;
        const { code, out } = await verify(folders.make(new Map([...ended, ['coddle.db', damaged]])));
        expect([text, code, out]).toEqual([text, 1, '']);
      }
    });

    it('a file that was cut, and a log that is damaged', async () => {
      const cut = ended.get('coddle.db')!.subarray(0, 4 * PAGE);
      expect((await verify(folders.make(new Map([...ended, ['coddle.db', cut]])))).code).toBe(1);
      const log = Buffer.from(killed.get('coddle.db-wal')!);
      log[100]! ^= 1;
      const { code, err } = await verify(folders.make(new Map([...killed, ['coddle.db-wal', log]])));
      expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('coddle.db-wal') as string });
    });

    it('a missing key', async () => {
      const { code, err } = await verify(
        folders.make(new Map([...ended].filter(([name]) => name !== 'journal.key'))),
      );
      expect({ code, err }).toEqual({
        code: 1,
        err: expect.stringContaining('journal.key is gone') as string,
      });
    });
  });

  describe('ends with 2 and says so where', () => {
    const withFile = (bytes: Buffer) => folders.make(new Map([...ended, ['coddle.db', bytes]]));
    it.each<[string, () => string, string]>([
      ['there is no database', () => folders.make(), 'There is no database in /'],
      ['there is no folder', () => '/nowhere', 'There is no database in /nowhere'],
      ['there is another file', () => withFile(Buffer.from('Dear diary, '.repeat(999))), 'is not a database'],
      [
        'it is newer',
        () => changed(`PRAGMA user_version = ${LATEST_VERSION + 1}`),
        'written by a newer version',
      ],
      ["it is another program's", () => changed('PRAGMA application_id = 7'), 'belongs to another program'],
    ])('%s', async (_, place, sentence) => {
      const { code, out, err } = await verify(place());
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain(sentence);
      expect(err).toMatch(/^[^\n]+\.\n$/);
    });

    it.each([
      [[]],
      [['check']],
      [['verify', 'more']],
      [['verify', '--last', '2']],
      [['list', '--last', '0']],
      [['list', '--last', 'two']],
      [['list', '--first', '2']],
    ])('it is called with %j', async (argv) => {
      const { code, out, err } = await call(argv);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(argv.length === 0 ? /^Usage: / : /^[^\n]+\.\n$/);
    });
  });

  it('reads while the server writes, and hinders no write', async () => {
    const folder = folders.make();
    const database = folders.open(folder);
    const journal = new SqlJournalStore(database);
    for (let round = 1; round <= 20; round++) {
      const written = journal.append(makeEntry());
      const response = await call(['verify', '--data', folder]);
      expect([response.code, response.err]).toEqual([0, '']);
      await written;
      const { hash } = await journal.head();
      expect((await call(['verify', '--data', folder])).out).toContain(hash);
    }
    expect(await journal.integrityError()).toBeUndefined();
    expect(database.problem).toBeUndefined();
  });

  it('leaves nothing behind among the temporary files', async () => {
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('coddle-journal-'));
    const before = left();
    await verify(folders.make(ended));
    await verify(changed('DELETE FROM journal'));
    expect(left().filter((name) => !before.includes(name))).toEqual([]);
  });
});
