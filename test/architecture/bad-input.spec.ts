import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The rows of the table: an input, the file of its test, and how the title begins. */
const rows = read('test/fixtures/bad-input.md')
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .slice(2)
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, input = '', file = '', title = '']) => ({ input, file, title }));

describe('The table of bad input', () => {
  it('has rows', () => {
    expect(rows.length).toBeGreaterThan(30);
  });

  it.each(rows)('names a test that exists: $input', ({ file, title }) => {
    expect(title).not.toBe('');
    expect(read(file)).toContain(title);
  });
});
