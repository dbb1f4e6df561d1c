import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OpenToOthersError } from '../config/private-file.js';
import { USUAL_RIGHTS, type NamedKey } from './named-key.js';
import {
  changeOwnerKeys,
  NO_OWNER_KEYS,
  ownerKeysFileIn,
  readOwnerKeys,
  type OwnerKeys,
} from './owner-keys-file.js';

const [DIGEST, OTHER] = ['a'.repeat(64), 'b'.repeat(64)];
const PHONE: NamedKey = {
  ...{ name: 'phone', sha256: DIGEST, added: '2026-03-01T00:00:00Z', expires: null },
  ...USUAL_RIGHTS,
};
const CONTENT: OwnerKeys = { keys: [PHONE], revoked: [OTHER] };

describe('The file of the keys of the page', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'coddle-owner-keys-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const name = () => ownerKeysFileIn(folder);
  const path = () => join(folder, 'owner-keys.json');
  const write = (content: OwnerKeys) => changeOwnerKeys(name(), randomBytes, () => content);

  it('holds nothing where there is none', () => {
    expect(readOwnerKeys(name())).toEqual(NO_OWNER_KEYS);
  });

  it('holds keys and what was revoked, for its owner alone, and leaves no other file', () => {
    write(CONTENT);
    changeOwnerKeys(name(), randomBytes, (content) => ({
      ...content,
      revoked: [...content.revoked, DIGEST],
    }));
    expect(readOwnerKeys(name())).toEqual({ keys: [PHONE], revoked: [OTHER, DIGEST] });
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['owner-keys.json']);
  });

  it.each<[string, unknown]>([
    ['a list of keys', [PHONE]],
    ['another version', { ...CONTENT, version: 2 }],
    ['no list of what was revoked', { version: 1, keys: [PHONE] }],
    ['what was revoked by name', { version: 1, keys: [], revoked: ['phone'] }],
    ['a key without its rights', { version: 1, keys: [{ name: 'phone', sha256: DIGEST }], revoked: [] }],
    [
      'a key of another name than a key may have',
      { version: 1, keys: [{ ...PHONE, name: '\u001b[2J' }], revoked: [] },
    ],
    ['a field more', { ...CONTENT, version: 1, more: true }],
  ])('is refused with %s, and the message repeats nothing of it', (_what, stored) => {
    writeFileSync(path(), JSON.stringify(stored), { mode: 0o600 });
    expect(() => readOwnerKeys(name())).toThrow(/does not hold the keys of the page: take it from a backup/);
    expect(() => readOwnerKeys(name())).not.toThrow(/aaaa|phone"/);
  });

  it('is refused when others may use it', () => {
    write(CONTENT);
    chmodSync(path(), 0o644);
    expect(() => readOwnerKeys(name())).toThrow(OpenToOthersError);
  });

  it('is refused when it is a link, which is never followed', () => {
    write(CONTENT);
    renameSync(path(), join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), path());
    expect(() => readOwnerKeys(name())).toThrow(/is a symbolic link/);
    expect(() => write(NO_OWNER_KEYS)).toThrow(/is a symbolic link/);
    expect(JSON.parse(readFileSync(join(folder, 'elsewhere'), 'utf8'))).toMatchObject({ revoked: [OTHER] });
    expect(readdirSync(folder).toSorted()).toEqual(['elsewhere', 'owner-keys.json']);
  });

  it('belongs to the owner of its folder, also when root writes it', () => {
    // Only root can give files away, so that another user has given none away.
    if (process.getuid?.() === 0) chownSync(folder, 1234, 1235);
    const { uid, gid } = statSync(folder);
    write(CONTENT);
    expect(statSync(path())).toMatchObject({ uid, gid });
  });

  it('never grows larger than what is read', () => {
    const keys = Array.from({ length: 400 }, () => PHONE);
    expect(() => write({ keys, revoked: [] })).toThrow(/too large/);
    expect(readOwnerKeys(name())).toEqual(NO_OWNER_KEYS);
  });
});
