import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from './cli-program.js';

describe('coddle', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'coddle-care-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  async function call(...argv: string[]) {
    const said = { out: '', err: '' };
    const code = await runCli(argv, {
      stdout: { write: (text) => (said.out += text) },
      stderr: { write: (text) => (said.err += text) },
      variables: { CODDLE_ROOT: root },
      folder: root,
      now: new Date(0),
      randomBytes,
    });
    return { code, ...said };
  }

  it('names its commands when it is asked for help', async () => {
    const { code, out, err } = await call('--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const name of [
      'doctor',
      'status',
      'stop',
      'discarded',
      'backup',
      'restore',
      'update',
      'rollback',
      'check',
      'key',
      'credentials',
      'journal',
    ])
      expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect(out).toContain('CODDLE_ROOT');
  });

  it.each([[['brew']], [['--brew']], [[]], [['key', 'brew']], [['journal', '--brew']]])(
    'ends with 2 and says how it is called after %j',
    async (argv) => {
      const { code, out, err } = await call(...argv);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/coddle --help|Usage/);
    },
  );

  it('keeps the keys in the folder of the installation, and advises itself', async () => {
    mkdirSync(join(root, 'etc/coddle'), { recursive: true });
    const made = await call('key', 'add', 'phone');
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^sk-anova-/) as string });
    expect(await call('key', 'list')).toMatchObject({
      code: 0,
      out: expect.stringContaining('phone') as string,
    });
    expect(await call('key', 'add', 'phone')).toMatchObject({
      code: 1,
      err: expect.stringContaining('run coddle key rotate phone') as string,
    });
  });

  it('passes options on to the command that they are meant for', async () => {
    mkdirSync(join(root, 'etc/coddle'), { recursive: true });
    await call('key', 'add', 'phone');
    expect(await call('key', 'rotate', 'phone', '--overlap', '2')).toMatchObject({
      code: 0,
      err: expect.stringContaining('works until 1970-01-01T02:00Z') as string,
    });
  });

  it('opens credentials with the key that coddle.env names', async () => {
    mkdirSync(join(root, 'etc/coddle'), { recursive: true });
    const key = (await call('credentials', 'new-key')).out;
    writeFileSync(join(root, 'etc/coddle/coddle.env'), `ENCRYPTION_KEY=${key}`);
    writeFileSync(join(root, 'in.json'), '{ "port": 5001 }');
    expect(await call('credentials', 'encrypt', 'in.json', 'out.enc')).toMatchObject({ code: 0 });
    expect(await call('credentials', 'decrypt', 'out.enc')).toMatchObject({
      code: 0,
      out: '{ "port": 5001 }',
    });
  });

  it('says how it goes on where coddle.env cannot be read', async () => {
    mkdirSync(join(root, 'etc/coddle/coddle.env'), { recursive: true });
    expect(await call('key', 'list')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/coddle\.env cannot be read .* sudo/) as string,
    });
  });
});
