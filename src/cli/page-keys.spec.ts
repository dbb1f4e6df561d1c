import { hash, randomBytes } from 'node:crypto';
import {
  chownSync,
  lstatSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DataFolder } from '../../test/harness/data-folder.js';
import { KeysFolder } from '../../test/harness/keys-folder.js';
import { runKeys } from '../../test/harness/run-keys.js';
import { keysFileIn, readKeys } from '../auth/keys-file.js';
import { USUAL_RIGHTS, type NamedKey } from '../auth/named-key.js';
import { changeOwnerKeys, ownerKeysFileIn, readOwnerKeys, type OwnerKeys } from '../auth/owner-keys-file.js';

const NOON = new Date('2026-03-01T12:00:00Z');
const TABLET: NamedKey = {
  ...{ name: 'tablet', sha256: 'a'.repeat(64), added: '2026-03-01T00:00:00Z', expires: null },
  ...{ ...USUAL_RIGHTS, ask: true },
};

describe('coddle keys, with keys of the page', () => {
  let etc: KeysFolder;
  let data: DataFolder;
  let phone: string;
  beforeEach(() => {
    [etc, data] = [new KeysFolder(), new DataFolder()];
    phone = etc.add('phone');
    write({ keys: [TABLET], revoked: [] });
  });
  afterEach(() => {
    etc.remove();
    data.remove();
  });

  const file = () => join(data.path, 'owner-keys.json');
  const write = (content: OwnerKeys) =>
    changeOwnerKeys(ownerKeysFileIn(data.path), randomBytes, () => content);
  const revokePhone = () => write({ keys: [TABLET], revoked: [hash('sha256', phone)] });
  const ofCommands = () => readKeys(keysFileIn(etc.path)).map(({ name }) => name);
  const ofPage = () => readOwnerKeys(ownerKeysFileIn(data.path));
  const call = (words: string) => {
    const variables = { CODDLE_ROOT: etc.path, CONFIG_DIR: etc.path, DATA_DIR: data.path };
    return runKeys(etc.path, words, NOON, variables);
  };

  it('lists all of them, and what was revoked on the page', async () => {
    revokePhone();
    expect((await call('list')).out.split('\n')).toEqual([
      'default  is API_KEY of the settings',
      'phone  added 2026-03-01T00:00Z, revoked on the page',
      'tablet  added 2026-03-01T00:00Z, asks before it starts, made on the page',
      '',
    ]);
  });

  it('gives no name twice, and a name again whose key was revoked on the page', async () => {
    expect(await call('add tablet')).toMatchObject({ code: 1, out: '' });
    revokePhone();
    expect((await call('add phone')).code).toBe(0);
    expect(ofCommands()).toEqual(['phone', 'phone']);
    expect(readdirSync(data.path)).toEqual(['owner-keys.json']);
  });

  it('waits for the page, which may be making a key of that name', async () => {
    writeFileSync(`${file()}.lock`, '');
    expect(await call('add other')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('owner-keys.json.lock') as string,
    });
    expect(ofCommands()).toEqual(['phone']);
  });

  it('rotates and revokes a key of the page where it lies', async () => {
    const { code, out } = await call('rotate tablet');
    expect(code).toBe(0);
    expect(ofPage().keys).toMatchObject([
      { sha256: TABLET.sha256, expires: '2026-03-02T12:00:00.000Z' },
      { sha256: hash('sha256', out.trim()), ask: true, expires: null },
    ]);
    expect(await call('revoke tablet')).toMatchObject({
      code: 0,
      err: 'tablet is refused within 2 seconds.\n',
    });
    expect(ofPage().keys).toEqual([]);
    expect(ofCommands()).toEqual(['phone']);
  });

  it('keeps what was revoked on the page, and can take the key out of its file', async () => {
    revokePhone();
    await call('rotate tablet');
    expect(ofPage().revoked).toEqual([hash('sha256', phone)]);
    expect(await call('rotate phone')).toMatchObject({ code: 1, out: '' });
    expect(await call('revoke phone')).toMatchObject({ code: 0 });
    expect(ofCommands()).toEqual([]);
  });

  describe('as root, in a folder of the service', () => {
    const victim = () => join(etc.path, 'victim');
    beforeEach(() => {
      writeFileSync(victim(), 'of root', { mode: 0o600 });
      // Only root can give files away, so that another user has given none away.
      if (process.getuid?.() === 0) chownSync(data.path, 1234, 1235);
    });

    it('gives what it writes to the owner of the folder', async () => {
      await call('rotate tablet');
      const { uid, gid } = statSync(data.path);
      expect(lstatSync(file())).toMatchObject({ uid, gid });
      expect(lstatSync(file()).mode & 0o777).toBe(0o600);
    });

    it.each([['owner-keys.json'], ['owner-keys.json.lock']])(
      'follows no link in the place of %s',
      async (name) => {
        const before = statSync(victim());
        rmSync(file());
        symlinkSync(victim(), join(data.path, name));
        for (const words of ['add other', 'rotate tablet', 'revoke tablet', 'list']) {
          const { out, err } = await call(words);
          expect(out + err).not.toContain('of root');
        }
        const { uid, gid, mode } = statSync(victim());
        expect({ uid, gid, mode }).toEqual({ uid: before.uid, gid: before.gid, mode: before.mode });
        expect(readFileSync(victim(), 'utf8')).toBe('of root');
        expect(ofCommands()).toEqual(['phone']);
      },
    );

    it('revokes a key of its own whatever lies there', async () => {
      writeFileSync(file(), 'torn');
      writeFileSync(`${file()}.lock`, '');
      const { code, err } = await call('revoke phone');
      expect(ofCommands()).toEqual([]);
      expect({ code, lines: err.split('\n') }).toMatchObject({
        code: 1,
        lines: ['phone is refused within 2 seconds.', expect.stringContaining('does not hold') as string, ''],
      });
    });
  });
});
