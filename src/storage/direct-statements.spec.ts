import { PreparedStatements, SqliteFile } from './sqlite-file.js';

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
