import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StorageFolders } from '../../test/harness/storage-folder.js';
import { KEY_FILE, makeJournalKey, readJournalKey } from './journal-key.js';
import { StorageUnavailableError } from './storage.errors.js';

/** What the operator reads when the key cannot be taken. */
function problemOf(take: () => unknown): string | undefined {
  try {
    take();
    return undefined;
  } catch (error) {
    return error instanceof StorageUnavailableError ? error.problem : String(error);
  }
}

describe('The key of the journal', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());

  it('is made once, of 32 random bytes, readable by its owner only', () => {
    const [one, other] = [folders.make(), folders.make()];
    const key = makeJournalKey(one);
    expect(key).toHaveLength(32);
    expect(makeJournalKey(one)).toEqual(key);
    expect(readJournalKey(one)).toEqual(key);
    expect(makeJournalKey(other)).not.toEqual(key);
    expect(statSync(join(one, KEY_FILE)).mode & 0o777).toBe(0o600);
  });

  it('is reported when it is missing', () => {
    expect(problemOf(() => readJournalKey(folders.make()))).toContain('journal.key is gone');
  });

  it.each(['', 'abc\n', `${'g'.repeat(64)}\n`, 'a'.repeat(64)])(
    'is not taken from %p, which stays as it is',
    (text) => {
      const folder = folders.make();
      writeFileSync(join(folder, KEY_FILE), text);
      for (const take of [readJournalKey, makeJournalKey])
        expect(problemOf(() => take(folder))).toContain('holds no key');
      expect(readFileSync(join(folder, KEY_FILE), 'latin1')).toBe(text);
    },
  );
});
