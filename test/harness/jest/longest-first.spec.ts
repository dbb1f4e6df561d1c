import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

describe('The list of the longest specs', () => {
  const longest = JSON.parse(
    readFileSync(new URL('longest-specs.json', import.meta.url), 'utf8'),
  ) as string[];

  it('names specs that exist, each once', () => {
    expect(longest.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
    expect(new Set(longest).size).toBe(longest.length);
  });
});
