import { parametersOf } from './sqlite-file.js';

describe('parametersOf', () => {
  it.each<[string, number]>([
    ['SELECT 1', 0],
    ['SELECT ?', 1],
    ['insert into "journal" ("at", "kind") values (?, ?), (?, ?)', 4],
    ["SELECT 'why?', ?", 1],
    ["SELECT 'it''s ? here', ?", 1],
    ['SELECT "what?", `who?`, [when?], ?', 1],
    ['SELECT ? -- and ?\n, ?', 2],
    ['SELECT /* ? \n ? */ ?', 1],
    ['SELECT ? /* unfinished ?', 1],
    ["SELECT cast(a AS TEXT) || ':' || ? FROM b", 1],
  ])('%s', (sql, count) => {
    expect(parametersOf(sql)).toBe(count);
  });

  it.each(['SELECT ?1', 'SELECT :name', 'SELECT @name', 'SELECT $name', 'SELECT ?, ?12'])(
    'takes no parameter with a name or a number: %s',
    (sql) => {
      expect(() => parametersOf(sql)).toThrow(RangeError);
    },
  );
});
