import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The rows of a table: an input, the file of its test, and how the title begins. */
const rowsOf = (table: string) =>
  read(`test/fixtures/${table}`)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, input = '', file = '', title = '']) => ({ input, file, title }));

describe.each(['bad-input.md', 'bad-readings.md', 'bad-alerts.md'])('The table %s', (table) => {
  const rows = rowsOf(table);

  it('has rows', () => {
    expect(rows.length).toBeGreaterThan(30);
  });

  it.each(rows)('names a test that exists: $input', ({ file, title }) => {
    expect(title).not.toBe('');
    expect(read(file)).toContain(title);
  });
});
