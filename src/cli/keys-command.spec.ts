import { hash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runKeys } from '../../test/harness/run-keys.js';
import { readKeys } from '../auth/keys-file.js';
import { USUAL_RIGHTS } from '../auth/named-key.js';

const NOON = new Date('2026-03-01T12:00:00Z');
const hoursLater = (hours: number) => new Date(NOON.getTime() + hours * 3_600_000);

describe('coddle keys', () => {
  let folder: string;
  const path = (file = 'keys.json') => join(folder, file);
  const keys = () => readKeys({ folder, file: 'keys.json' });
  const names = () => keys().map(({ name }) => name);

  const call = (words: string, now = NOON, variables?: NodeJS.ProcessEnv) =>
    runKeys(folder, words, now, variables);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'coddle-key-command-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  describe('add', () => {
    it('prints the key alone, and keeps its digest alone', async () => {
      const { code, out, err } = await call('add phone');
      expect(code).toBe(0);
      expect(out).toMatch(/^sk-anova-[\w-]{43}\n$/);
      expect(err).toContain('not shown again');
      const sha256 = hash('sha256', out.trim());
      expect(keys()).toEqual([
        { name: 'phone', sha256, added: NOON.toISOString(), expires: null, ...USUAL_RIGHTS },
      ]);
      expect(readFileSync(path(), 'utf8') + err).not.toContain(out.trim());
    });

    it('writes for the owner alone, and leaves no other file', async () => {
      await call('add phone');
      await call('add a-2nd');
      expect(statSync(path()).mode & 0o777).toBe(0o600);
      expect(readdirSync(folder)).toEqual(['keys.json']);
      expect(names()).toEqual(['phone', 'a-2nd']);
    });

    it('writes into the folder config where no other is set', async () => {
      expect(await call('add phone', NOON, { npm_lifecycle_event: 'key' })).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringContaining('run mkdir -m 700 config') as string,
      });
    });

    it('refuses a name that is there, and tells how to go on', async () => {
      await call('add phone');
      expect(await call('add phone')).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringContaining('run coddle keys rotate phone') as string,
      });
      expect(keys()).toHaveLength(1);
    });

    it('takes a name again whose key has ended, which is then forgotten', async () => {
      await call('add phone');
      await call('rotate phone --overlap 1');
      await call('revoke phone');
      expect(await call('add phone')).toMatchObject({ code: 0 });
      expect(keys()).toHaveLength(1);
    });
  });

  describe('rotate', () => {
    it('lets the old key work for a day more beside the new one', async () => {
      const first = (await call('add phone')).out;
      const { code, out, err } = await call('rotate phone', hoursLater(1));
      expect(code).toBe(0);
      expect(out).not.toBe(first);
      expect(err).toContain('until 2026-03-02T13:00Z');
      expect(keys()).toMatchObject([
        { name: 'phone', expires: hoursLater(25).toISOString() },
        { name: 'phone', added: hoursLater(1).toISOString(), expires: null },
      ]);
    });

    it.each([
      ['0', 0],
      ['0.5', 0.5],
      ['48', 48],
    ])('takes an overlap of %s hours', async (overlap, hours) => {
      await call('add phone');
      expect((await call(`rotate phone --overlap ${overlap}`)).code).toBe(0);
      expect(keys()[0]!.expires).toBe(hoursLater(hours).toISOString());
    });

    it('never lengthens the life of a key, and forgets those that have ended', async () => {
      await call('add phone');
      await call('rotate phone --overlap 2');
      await call('rotate phone --overlap 24', hoursLater(1));
      expect(keys().map(({ expires }) => expires)).toEqual([
        hoursLater(2).toISOString(),
        hoursLater(25).toISOString(),
        null,
      ]);
      await call('rotate phone --overlap 24', hoursLater(2));
      expect(keys()).toHaveLength(3);
    });

    it('leaves other keys alone', async () => {
      await call('add phone');
      await call('add garden');
      await call('rotate phone');
      expect(keys().find(({ name }) => name === 'garden')).toMatchObject({ expires: null });
    });
  });

  describe('revoke', () => {
    it('takes away every key of the name, old ones too', async () => {
      await call('add phone');
      await call('rotate phone');
      await call('add garden');
      expect(await call('revoke phone')).toMatchObject({ code: 0, out: '' });
      expect(names()).toEqual(['garden']);
    });

    it.each(['revoke', 'rotate'])(
      'says that there is none of that name, without the name (%s)',
      async (word) => {
        const { code, out, err } = await call(`${word} 0123456789abcdef0123456789abcdef`);
        expect({ code, out }).toEqual({ code: 1, out: '' });
        expect(err).toBe('There is no key of that name: coddle keys list shows them all\n');
      },
    );
  });

  it('lists names and dates, and no digest', async () => {
    await call('add phone');
    await call('add garden');
    await call('rotate phone');
    const { sha256 } = keys()[0]!;
    const { code, out } = await call('list', hoursLater(24));
    expect({ code, lines: out.split('\n') }).toEqual({
      code: 0,
      lines: [
        'default  is API_KEY of the settings',
        'phone  added 2026-03-01T12:00Z, ended 2026-03-02T12:00Z',
        'garden  added 2026-03-01T12:00Z',
        'phone  added 2026-03-01T12:00Z',
        '',
      ],
    });
    expect(out).not.toContain(sha256);
  });

  it.each([
    'list phone',
    'add',
    'add a b',
    'add Phone',
    'add default',
    'add owner',
    'add cli',
    'revoke default',
    'rotate default',
    `add ${'a'.repeat(33)}`,
    'add ä',
    'add --overlap 3 phone',
    'rotate phone --overlap',
    'rotate phone --overlap soon',
    'rotate phone --overlap 1e3',
    'rotate phone --overlap 9000',
    'revoke sk-anova-ABCDEF',
    '--secret=sk-anova-ABCDEF',
    'more',
    'constructor',
  ])('ends with 2 and one sentence, which repeats no word of "%s"', async (words) => {
    const { code, out, err } = await call(words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^[^\n]*(coddle keys|--overlap 2)[^\n]*\.\n$/);
    expect(err).not.toContain('ABCDEF');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['others may read', '[]', 0o644, 'run chmod 600'],
    ['is broken', '[{', 0o600, 'is not a list of named keys'],
  ])('changes nothing in a file that %s, and tells how to mend it', async (_, text, mode, remedy) => {
    writeFileSync(path(), text);
    chmodSync(path(), mode);
    for (const words of ['add phone', 'rotate phone', 'revoke phone', 'list']) {
      expect(await call(words)).toMatchObject({ code: 1, err: expect.stringContaining(remedy) as string });
    }
    expect(readFileSync(path(), 'utf8')).toBe(text);
    expect(readdirSync(folder)).toEqual(['keys.json']);
  });

  it('writes no more than the server will read', async () => {
    const [sha256, added] = ['a'.repeat(64), NOON.toISOString()];
    const many = Array.from({ length: 420 }, (_, i) => ({ name: `k${i}`, sha256, added, expires: null }));
    writeFileSync(path(), JSON.stringify(many), { mode: 0o600 });
    expect(await call('add phone')).toMatchObject({ code: 1, out: '' });
    expect(keys()).toHaveLength(420);
  });

  it.each(['keys.json', 'credentials.json', 'credentials.enc', '.'])(
    'gives the file to the owner of %s, so that the server can read it also when root has written it',
    async (neighbour) => {
      if (neighbour !== '.') writeFileSync(path(neighbour), '[]', { mode: 0o600 });
      // Only root can give files away, so that another user has given none away.
      const isRoot = process.getuid?.() === 0;
      if (isRoot) chownSync(path(neighbour), 1234, 1235);
      const { uid, gid } = statSync(path(neighbour));
      await call('add phone');
      expect(statSync(path())).toMatchObject({ uid, gid });
    },
  );
});
