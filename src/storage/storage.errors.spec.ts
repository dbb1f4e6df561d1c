import { CoddleError } from '../shared/errors.js';
import { asStorageError, storing, StorageUnavailableError, type StorageReason } from './storage.errors.js';

const failure = (facts: object) => Object.assign(new Error('/home/someone/data: failed'), facts);

describe('StorageUnavailableError', () => {
  it.each<[string, object, StorageReason]>([
    ['SQLITE_BUSY', { rawCode: 5 }, 'in-use'],
    ['SQLITE_READONLY', { rawCode: 8 }, 'read-only'],
    ['SQLITE_READONLY_DIRECTORY', { rawCode: 1544 }, 'read-only'],
    ['SQLITE_IOERR_FSYNC', { rawCode: 1034 }, 'failing'],
    ['SQLITE_CORRUPT_INDEX', { rawCode: 779 }, 'damaged'],
    ['SQLITE_FULL', { rawCode: 13 }, 'full'],
    ['SQLITE_CANTOPEN', { rawCode: 14 }, 'unreachable'],
    ['SQLITE_NOTADB', { rawCode: 26 }, 'not-a-database'],
    ['ENOSPC', {}, 'full'],
    ['EDQUOT', {}, 'full'],
    ['EROFS', {}, 'read-only'],
    ['EACCES', {}, 'unreachable'],
    ['EIO', {}, 'failing'],
  ])('explains %s in its own words, without a path', (code, facts, reason) => {
    const cause = failure({ code, ...facts });
    const error = asStorageError(cause) as StorageUnavailableError;
    expect(error).toMatchObject({ reason, code: 'STORAGE_UNAVAILABLE', kind: 'unavailable', cause });
    expect(error.message).toMatch(/^[A-Z].* so nothing may start\. Status and stop still work\.$/);
    expect(error.problem).toContain(`(${code}). `);
    expect(error.message + error.problem).not.toContain('/home');
  });

  it.each([
    ['a broken rule', failure({ code: 'SQLITE_CONSTRAINT_UNIQUE', rawCode: 2067 })],
    ['a bug', new TypeError('undefined is not a function')],
    ['no error at all', 'thrown'],
    ['nothing', null],
    ['one of ours', new StorageUnavailableError('full')],
  ])('leaves %s as it is', (_, thrown) => {
    expect(asStorageError(thrown)).toBe(thrown);
  });

  it('is one of the errors that clients understand', () => {
    const error = new StorageUnavailableError('full');
    expect(error).toBeInstanceOf(CoddleError);
    expect(error.problem).toBe(
      'The disk is full. Free some space on the disk: the server then goes on by itself.',
    );
  });

  it('replaces the error of the driver', () => {
    expect(() =>
      storing(() => {
        throw failure({ code: 'ENOSPC' });
      }),
    ).toThrow('The disk is full');
    expect(storing(() => 7)).toBe(7);
  });
});
