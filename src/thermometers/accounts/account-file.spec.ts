import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { newFernetKey } from '../../config/fernet.js';
import { accountFileIn, readAccount, removeAccount, rotateToken, writeAccount } from './account-file.js';
import { StoredAccount } from './stored-account.js';

const ACCOUNT = { name: 'someone@example.org', token: 'a-refresh-token' };

describe('The sealed file of an account', () => {
  let folder: string;
  const clock = new DrivenClock();
  const sealing = { keys: [newFernetKey()], now: clock.now(), random: randomBytes };
  const file = () => accountFileIn(folder, 'thermoworks');
  const path = () => join(folder, 'thermoworks-account.enc');

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'coddle-account-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('gives back what was sealed, shows nothing of it, and is private', () => {
    expect(readAccount(file(), sealing)).toBeUndefined();
    writeAccount(file(), ACCOUNT, sealing);
    expect(readAccount(file(), sealing)).toEqual(ACCOUNT);
    expect(readFileSync(path(), 'utf8')).not.toMatch(/someone|refresh/);
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['thermoworks-account.enc']);
  });

  it('replaces a token, but not one of a later sign-in or one that is gone', () => {
    expect(rotateToken(file(), ACCOUNT.token, 'next', sealing)).toBe(false);
    writeAccount(file(), ACCOUNT, sealing);
    expect(rotateToken(file(), ACCOUNT.token, 'next', sealing)).toBe(true);
    expect(rotateToken(file(), ACCOUNT.token, 'later', sealing)).toBe(false);
    expect(readAccount(file(), sealing)).toEqual({ ...ACCOUNT, token: 'next' });
  });

  it('is removed, and says whether it was there', () => {
    writeAccount(file(), ACCOUNT, sealing);
    expect([removeAccount(file()), removeAccount(file())]).toEqual([true, false]);
  });

  it.each([
    [
      'is sealed with another key',
      () => writeAccount(file(), ACCOUNT, { ...sealing, keys: [newFernetKey()] }),
      /ENCRYPTION_KEY/,
    ],
    ['is no token', () => writeFileSync(path(), 'text', { mode: 0o600 }), /not a Fernet token/],
    [
      'is open to others',
      () => (writeAccount(file(), ACCOUNT, sealing), chmodSync(path(), 0o644)),
      /chmod 600/,
    ],
  ])('is refused where it %s', (_, prepare, words) => {
    prepare();
    expect(() => readAccount(file(), sealing)).toThrow(words);
  });

  it('says which key is missing before anything is written', () => {
    expect(() => writeAccount(file(), ACCOUNT, { ...sealing, keys: [] })).toThrow(
      /^ENCRYPTION_KEY is missing/,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is read again by the server when a command changes it, and its token can be replaced meanwhile', () => {
    const stored = new StoredAccount({ dataDir: folder, encryptionKeys: sealing.keys }, 'thermoworks', clock);
    expect([stored.update(), stored.account]).toEqual([false, undefined]);
    writeAccount(file(), ACCOUNT, sealing);
    expect([stored.update(), stored.account]).toEqual([true, ACCOUNT]);
    expect([stored.rotate('next'), stored.account?.token, stored.update()]).toEqual([true, 'next', false]);
    writeAccount(file(), { ...ACCOUNT, token: 'signed-in-anew' }, sealing);
    expect([stored.rotate('lost'), stored.update(), stored.update()]).toEqual([false, true, false]);
    expect(readAccount(file(), sealing)?.token).toBe('signed-in-anew');
  });
});
