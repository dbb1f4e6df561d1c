import { SqliteFile } from '../../storage/sqlite-file.js';
import { SeriesTables } from './series-tables.js';

describe('The queries of the file of readings', () => {
  it('sort nothing: each goes along the key', () => {
    const file = new SqliteFile(':memory:');
    for (const table of ['readings', 'minutes'])
      file.exec(`CREATE TABLE ${table} (id INTEGER PRIMARY KEY, content BLOB NOT NULL) STRICT`);
    const plans: string[] = [];
    const explain = (sql: string, values: readonly unknown[] = []) => {
      const steps = file.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(values) as { detail: string }[];
      plans.push(...steps.map(({ detail }) => detail));
      return [];
    };
    const tables = new SeriesTables({ all: explain } as never);
    tables.blocks('readings', 1, 9, 8);
    tables.ids('minutes', 1, 9, 8);
    tables.lastId('minutes', 1, 9);
    expect(plans).toHaveLength(3);
    expect(plans.filter((plan) => !plan.includes('USING INTEGER PRIMARY KEY'))).toEqual([]);
    file.close();
  });

  it('end with the first row that is out of order, as damage leaves them', () => {
    const rows = (...ids: unknown[]) =>
      new SeriesTables({ all: () => ids.map((id) => ({ id, content: new Uint8Array() })) } as never);
    expect(rows(3, 5, 4, 8).ids('minutes', 2, 9, 4)).toEqual([3, 5]);
    expect(rows(1, 3).ids('minutes', 2, 9, 2)).toEqual([]);
    expect(rows(3, 9).ids('minutes', 2, 9, 2)).toEqual([3]);
    expect(rows(3, 3).blocks('readings', 2, 9, 2)).toHaveLength(1);
    expect(rows('3').blocks('readings', 2, 9, 1)).toEqual([]);
  });
});
