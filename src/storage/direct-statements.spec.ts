import { join } from 'node:path';
import { StorageFolders } from '../../test/harness/storage-folder.js';
import { DirectStatements, PreparedStatements, SqliteFile } from './sqlite-file.js';

describe('DirectStatements', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());

  it.each([1, 100, 150, 300])(
    'gives one row after the other, and ends a query that is left at row %i',
    (left) => {
      const file = new SqliteFile(join(folders.make(), 'rows.db'));
      file.exec('PRAGMA journal_mode = WAL; CREATE TABLE numbers (a)');
      const statements = new DirectStatements(file);
      statements.transact(() => {
        for (let a = 1; a <= 300; a++) statements.run('INSERT INTO numbers VALUES (?)', [a]);
      });
      const numbers = [];
      for (const row of statements.each('SELECT a FROM numbers WHERE a > ? ORDER BY a', [0])) {
        numbers.push(row);
        if (numbers.length === left) break;
      }
      expect(numbers).toEqual(Array.from({ length: left }, (_, index) => ({ a: index + 1 })));
      expect(statements.all('PRAGMA wal_checkpoint(TRUNCATE)')).toMatchObject([{ busy: 0 }]);
      file.close();
    },
  );
});

describe('PreparedStatements', () => {
  const open = () => {
    const database = new SqliteFile(':memory:');
    return { prepare: jest.spyOn(database, 'prepare'), statements: new PreparedStatements(database) };
  };

  it('prepares a query once, which then returns the present rows', () => {
    const { prepare, statements } = open();
    statements.prepare('CREATE TABLE numbers (a)').run([]);
    for (const a of [1, 2]) statements.prepare('INSERT INTO numbers VALUES (?)').run([a]);
    const count = () => statements.prepare('SELECT count(*) AS count FROM numbers').all([]);
    expect(count()).toEqual([{ count: 2 }]);
    statements.prepare('INSERT INTO numbers VALUES (?)').run([3]);
    expect(count()).toEqual([{ count: 3 }]);
    expect(prepare).toHaveBeenCalledTimes(3);
  });

  it('drops the least recently used query', () => {
    const { prepare, statements } = open();
    statements.prepare('SELECT 0');
    statements.prepare('SELECT 1');
    for (let number = 2; number <= 100; number++) {
      statements.prepare(`SELECT ${number}`);
      statements.prepare('SELECT 0');
    }
    prepare.mockClear();
    statements.prepare('SELECT 0');
    expect(prepare).not.toHaveBeenCalled();
    statements.prepare('SELECT 1');
    expect(prepare).toHaveBeenCalledTimes(1);
  });
});
