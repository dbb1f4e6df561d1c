import { SqliteFile } from '../sqlite-file.js';
import { expectedSchema, LATEST_VERSION, migrate, schemaOf } from './migrations.js';

describe('Migrations', () => {
  const versionOf = (database: SqliteFile) => database.prepare('PRAGMA user_version').all();
  const STEPS = ['CREATE TABLE one (a);', 'CREATE TABLE two (a);'];

  it('make the tables of the latest version', () => {
    const database = new SqliteFile(':memory:');
    migrate(database, 0);
    expect(versionOf(database)).toEqual([{ user_version: LATEST_VERSION }]);
    expect(schemaOf(database)).toBe(expectedSchema(LATEST_VERSION));
  });

  it('continue from the present version', () => {
    const database = new SqliteFile(':memory:');
    migrate(database, 0, STEPS.slice(0, 1));
    migrate(database, 1, STEPS);
    migrate(database, 2, STEPS);
    expect(versionOf(database)).toEqual([{ user_version: 2 }]);
  });

  it('roll back a step that fails, and keep those before it', () => {
    const database = new SqliteFile(':memory:');
    const broken = [STEPS[0]!, 'CREATE TABLE three (a); CREATE TABLE one (a);'];
    expect(() => migrate(database, 0, broken)).toThrow('already exists');
    expect(versionOf(database)).toEqual([{ user_version: 1 }]);
    migrate(database, 1, STEPS);
    expect(versionOf(database)).toEqual([{ user_version: 2 }]);
  });
});
