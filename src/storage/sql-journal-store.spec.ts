import { statSync } from 'node:fs';
import { join } from 'node:path';
import { CompiledQuery } from 'kysely';
import { makeStoredResponse, makeEntry } from '../../test/harness/stored.js';
import { StorageFolders } from '../../test/harness/storage-folder.js';
import type { Database } from './database.js';
import type { JournalRecord } from './journal-store.js';
import { SqlResponseStore } from './sql-response-store.js';
import { SqlJournalStore } from './sql-journal-store.js';

describe('SqlJournalStore', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());

  const open = (folder = folders.make()) => new SqlJournalStore(folders.open(folder));

  it('numbers the entries without a gap and chains each to the one before', async () => {
    const journal = open();
    const first = await journal.append(makeEntry());
    const second = await journal.append(makeEntry({ stage: 'sent' }));
    expect([first.sequence, second.sequence]).toEqual([1, 2]);
    expect([first.previous, second.previous]).toEqual(['', first.hash]);
    expect(second.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('gives back what was written', async () => {
    const journal = open();
    const entry = makeEntry({ content: { words: 'höchstens "60"', nothing: null } });
    const written = await journal.append(entry);
    expect(await journal.after(0, 10)).toEqual([written]);
    expect(written).toMatchObject(entry);
    expect((await journal.append(makeEntry({ content: undefined }))).content).toBeNull();
  });

  it('keeps the order of entries that are written at once', async () => {
    const journal = open();
    const stages = Array.from({ length: 20 }, (_, index) => `stage ${index}`);
    await Promise.all(stages.map((stage) => journal.append(makeEntry({ stage }))));
    expect((await journal.after(0, 100)).map(({ stage }) => stage)).toEqual(stages);
    expect(await journal.integrityError()).toBeUndefined();
  });

  it('rolls a rehearsal back', async () => {
    const database = folders.open(folders.make());
    const [journal, responses] = [new SqlJournalStore(database), new SqlResponseStore(database)];
    const [, real] = await Promise.all([
      journal.rehearse(makeEntry({ stage: 'rehearsed' }), makeStoredResponse()),
      journal.append(makeEntry()),
    ]);
    expect(await journal.after(0, 10)).toEqual([real]);
    expect(await responses.find(makeStoredResponse().requestId)).toBeUndefined();
    expect(database.problem).toBeUndefined();
  });

  it('makes the log of the disk before the first entry', async () => {
    const folder = folders.make();
    const database = folders.open(folder);
    const journal = new SqlJournalStore(database);
    const log = join(folder, 'coddle.db-wal');
    expect(statSync(log, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
    await journal.makeLog();
    expect(statSync(log).size).toBeGreaterThan(0);
    expect(await journal.after(0, 10)).toEqual([]);
    expect(await journal.integrityError()).toBeUndefined();
  });

  it('pages from any entry on', async () => {
    const journal = open();
    for (const stage of ['a', 'b', 'c']) await journal.append(makeEntry({ stage }));
    expect((await journal.after(1, 1)).map(({ stage }) => stage)).toEqual(['b']);
    expect(await journal.after(3, 1)).toEqual([]);
  });

  it('gives all entries of one command, and the latest of every recent one', async () => {
    const journal = open();
    await journal.append(makeEntry({ commandId: 'old', at: 1 }));
    await journal.append(makeEntry({ commandId: 'one', at: 10 }));
    await journal.append(makeEntry({ commandId: 'two', at: 11 }));
    await journal.append(makeEntry({ commandId: 'one', at: 12, stage: 'sent' }));
    expect((await journal.ofCommand('one')).map(({ stage }) => stage)).toEqual(['intended', 'sent']);
    const latest = await journal.latestOfCommands(10);
    expect(latest.map(({ commandId, stage }) => [commandId, stage])).toEqual([
      ['two', 'intended'],
      ['one', 'sent'],
    ]);
  });

  it('writes nothing more once its head is lost', async () => {
    const database = folders.open(folders.make());
    await database.write((rows) => rows.deleteFrom('journal_head').execute());
    const journal = new SqlJournalStore(database);
    await expect(journal.append(makeEntry())).rejects.toMatchObject({ reason: 'damaged' });
    expect(await journal.after(0, 10)).toEqual([]);
    expect(await journal.integrityError()).toBe('the journal has lost its head');
  });

  it('writes several entries at once, all or none', async () => {
    const journal = open();
    const stages = ['intended', 'sent', 'acknowledged'];
    const written = await journal.appendAll(stages.map((stage) => makeEntry({ stage })));
    expect(written.map(({ sequence, stage }) => [sequence, stage])).toEqual([
      [1, 'intended'],
      [2, 'sent'],
      [3, 'acknowledged'],
    ]);
    const broken = [makeEntry(), makeEntry({ kind: null as unknown as string })];
    await expect(journal.appendAll(broken)).rejects.toThrow('NOT NULL');
    expect(await journal.appendAll([])).toEqual([]);
    expect(await journal.after(0, 10)).toEqual(written);
    expect(await journal.integrityError()).toBeUndefined();
  });

  it('writes an intention together with the claim of its request', async () => {
    const database = folders.open(folders.make());
    const journal = new SqlJournalStore(database);
    const call = makeStoredResponse({ status: null, body: null, cookId: null });
    const intention = await journal.intend(makeEntry(), call);
    expect(intention).toEqual({ record: (await journal.after(0, 10))[0] });
    expect(await new SqlResponseStore(database).find(call.requestId)).toEqual(call);
    expect(await journal.intend(makeEntry())).toMatchObject({ record: { sequence: 2 } });
  });

  it('writes nothing for a claimed request, and returns the one that claimed it', async () => {
    const journal = open();
    const call = makeStoredResponse({ status: null, body: null, cookId: null });
    const intentions = await Promise.all([1, 2, 3].map(() => journal.intend(makeEntry(), call)));
    expect(intentions.slice(1)).toEqual([{ taken: call }, { taken: call }]);
    expect(await journal.after(0, 10)).toHaveLength(1);
  });

  it('claims no request whose intention cannot be written', async () => {
    const database = folders.open(folders.make());
    const broken = makeEntry({ kind: null as unknown as string });
    await expect(new SqlJournalStore(database).intend(broken, makeStoredResponse())).rejects.toThrow(
      'NOT NULL',
    );
    expect(await new SqlResponseStore(database).find('request-1')).toBeUndefined();
  });

  it('gives its end', async () => {
    const journal = open();
    expect(await journal.head()).toEqual({ sequence: 0, hash: '' });
    const [, last] = await journal.appendAll([makeEntry(), makeEntry()]);
    expect(await journal.head()).toEqual({ sequence: 2, hash: last!.hash });
  });

  describe('that another program changed', () => {
    let database: Database;
    let journal: SqlJournalStore;
    let records: JournalRecord[];
    beforeEach(async () => {
      database = folders.open(folders.make());
      journal = new SqlJournalStore(database);
      records = await journal.appendAll(['a', 'b', 'c', 'd'].map((stage) => makeEntry({ stage })));
    });

    const run = (statement: string) =>
      database.write((transaction) => transaction.executeQuery(CompiledQuery.raw(statement)));

    it.each([
      ['an entry changed', "UPDATE journal SET stage = 'x' WHERE sequence = 2", /^entry 2 .* is not what/],
      ['an entry removed', 'DELETE FROM journal WHERE sequence = 2', /^entry 2 .* is missing$/],
      ['the first removed', 'DELETE FROM journal WHERE sequence = 1', /^entry 1 .* is missing$/],
      ['the tail cut off', 'DELETE FROM journal WHERE sequence > 2', /ends at entry 2, and should at 4$/],
      ['all of it gone', 'DELETE FROM journal', /ends at entry 0, and should at 4$/],
      ['the seal changed', "UPDATE journal_head SET seal = 'x'", /^the head .* is not what/],
    ])('is found with %s', async (_, statement, problem) => {
      await run(statement);
      expect(await journal.integrityError()).toMatch(problem);
    });

    it('is found with two entries that changed places', async () => {
      await run('UPDATE journal SET sequence = 9 WHERE sequence = 2');
      await run('UPDATE journal SET sequence = 2 WHERE sequence = 3');
      await run('UPDATE journal SET sequence = 3 WHERE sequence = 9');
      expect(await journal.integrityError()).toMatch(/^entry 2 .* is not what/);
    });

    it('is found with an entry that was added without the key', async () => {
      await run(
        `INSERT INTO journal SELECT 5, at, command_id, cooker_id, kind, stage, content, hash, hash FROM journal
         WHERE sequence = 4`,
      );
      expect(await journal.integrityError()).toMatch(/^entry 5 .* is not what/);
    });

    it('is found with its head set back after the tail was cut, without a new signature', async () => {
      await run('DELETE FROM journal WHERE sequence > 2');
      await run(`UPDATE journal_head SET sequence = 2, hash = '${records[1]!.hash}'`);
      const problem = 'the head of the journal is not what was written there';
      expect(await journal.integrityError()).toBe(problem);
      await expect(journal.append(makeEntry())).rejects.toMatchObject({
        reason: 'damaged',
        problem: expect.stringContaining(problem) as string,
      });
      expect(await journal.integrityError()).toBe(problem);
    });
  });

  it('is verified while entries are added to it, at any length', async () => {
    const journal = open();
    await journal.appendAll(Array.from({ length: 450 }, () => makeEntry()));
    const [problem] = await Promise.all([
      journal.integrityError(),
      ...[1, 2, 3].map(() => journal.append(makeEntry())),
    ]);
    expect(problem).toBeUndefined();
  });
});
