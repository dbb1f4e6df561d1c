import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { removeLeftLock, withKeysLock } from './keys-lock.js';

describe('The lock of the keys file', () => {
  let folder: string;
  const name = (file = 'keys.json') => ({ folder, file });
  const lock = () => join(folder, 'keys.json.lock');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'coddle-lock-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is free again once a lock was removed that a process left', () => {
    removeLeftLock(name());
    writeFileSync(lock(), '');
    removeLeftLock(name());
    expect(withKeysLock(name(), () => 'done', 0)).toBe('done');
    mkdirSync(lock());
    expect(() => removeLeftLock(name())).toThrow(/^Nothing can be written into/);
  });

  it('exists during the action, and is removed after it', () => {
    const seen: boolean[] = [];
    withKeysLock(name(), () => seen.push(existsSync(lock())));
    expect(seen).toEqual([true]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is removed after a failure too', () => {
    const fail = () => {
      throw new RangeError('no');
    };
    expect(() => withKeysLock(name(), fail)).toThrow(RangeError);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('admits no second process, and says what to do about the lock of an interrupted command', () => {
    withKeysLock(name(), () => {
      expect(() => withKeysLock(name(), () => fail('came in'), 0)).toThrow(/run rm keys\.json\.lock$/);
      expect(existsSync(lock())).toBe(true);
    });
  });

  it('is waited for', async () => {
    writeFileSync(lock(), '');
    const other = new Worker(`require('node:fs').rmSync(${JSON.stringify(lock())})`, { eval: true });
    const done: string[] = [];
    withKeysLock(name(), () => done.push('mine'), 60_000);
    expect(done).toEqual(['mine']);
    await other.terminate();
  });

  it('is refused in one sentence where nothing can be written', () => {
    expect(() => withKeysLock(name('nowhere/keys.json'), () => fail('came in'))).toThrow(
      'Nothing can be written into nowhere (ENOENT): run mkdir -m 700 nowhere, or set CONFIG_DIR',
    );
    writeFileSync(join(folder, 'plain'), '');
    expect(() => withKeysLock(name('plain/keys.json'), () => fail('came in'))).toThrow(
      'Nothing can be written into plain (ENOTDIR)',
    );
  });
});

function fail(what: string): never {
  throw new Error(what);
}
