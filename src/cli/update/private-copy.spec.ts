import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyPrivately } from './private-copy.js';

describe('copyPrivately', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'coddle-copy-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const copy = (source: string) => copyPrivately(join(folder, source), join(folder, 'copy'), source);

  it('copies a file into one that only this user can open', () => {
    const content = Buffer.alloc(700_001, 'abc');
    writeFileSync(join(folder, 'release'), content, { mode: 0o644 });
    copy('release');
    expect(readFileSync(join(folder, 'copy')).equals(content)).toBe(true);
    expect(statSync(join(folder, 'copy')).mode & 0o777).toBe(0o600);
  });

  it('refuses what is no file, without waiting for it', () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    for (const name of ['missing', '.', 'pipe']) expect(() => copy(name)).toThrow(`${name} is not there`);
  });

  it('refuses a file larger than any release before it fills the disk', () => {
    writeFileSync(join(folder, 'huge'), '');
    truncateSync(join(folder, 'huge'), 100_000_001);
    expect(() => copy('huge')).toThrow('huge is larger than any release');
  });

  it('never writes over what is there', () => {
    writeFileSync(join(folder, 'release'), 'new');
    writeFileSync(join(folder, 'copy'), 'old');
    expect(() => copy('release')).toThrow('EEXIST');
    expect(readFileSync(join(folder, 'copy'), 'utf8')).toBe('old');
  });
});
