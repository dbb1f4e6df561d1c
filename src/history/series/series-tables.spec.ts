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
});
