import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from './cli-program.js';

describe('coddle', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'coddle-cli-'))));
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
      version: '1.2.3',
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
      'keys',
      'credentials',
      'journal',
      'replay',
    ])
      expect(out).toMatch(new RegExp(`^  ${name}[ |]`, 'm'));
    expect(out).toContain('CODDLE_ROOT');
  });

  it('prints the version of the release', async () => {
    expect(await call('--version')).toEqual({ code: 0, out: 'Coddle 1.2.3\n', err: '' });
  });

  it.each([
    ['', 'coddle [options] [command]'],
    ['status', 'coddle status [options]'],
    ['check', 'coddle check [options] [food]'],
    ['discarded', 'coddle discarded [options] <cook_id>'],
    ['keys', 'coddle keys|key [options] [command]'],
    ['keys rotate', 'coddle keys rotate [options] <name>'],
    ['restore', 'coddle restore [options] <file>'],
    ['replay', 'coddle replay [options] <file>'],
  ])('begins the help of "coddle %s" with its usage', async (words, usage) => {
    const { code, out } = await call(...words.split(' ').filter(Boolean), '--help');
    expect({ code, first: out.split('\n', 1)[0] }).toEqual({ code: 0, first: `Usage: ${usage}` });
  });

  it.each([
    ['brew', 'coddle has no such command; coddle --help lists them all.'],
    ['statsu', 'coddle has no such command. Did you mean coddle status? coddle --help lists them all.'],
    ['--brew', 'coddle has no such option; coddle --help lists them all.'],
    ['backup --forse', 'coddle backup has no such option; coddle backup --help lists them all.'],
    [
      'doctor --jsno',
      'coddle doctor has no such option. Did you mean --json? coddle doctor --help lists them all.',
    ],
    [
      'key brew',
      'coddle keys has no such command: it has list, add, rotate, revoke; coddle keys --help lists them all.',
    ],
    ['keys add', 'coddle keys add needs name; coddle keys add --help shows an example.'],
    ['keys add a b', 'coddle keys add was given one word too many; coddle keys add --help shows an example.'],
    [
      'keys rotate a --overlap',
      'coddle keys rotate needs --overlap <hours>; coddle keys rotate --help shows an example.',
    ],
    ['journal --brew', 'coddle journal has no such option; coddle journal --help lists them all.'],
  ])('ends with 2 after "coddle %s" and says what is meant', async (words, sentence) => {
    expect(await call(...words.split(' '))).toEqual({ code: 2, out: '', err: `${sentence}\n` });
  });

  it.each([[[]], [['journal']], [['credentials']]])(
    'ends with 2 and shows the help where a command is missing after %j',
    async (argv) => {
      const { code, out, err } = await call(...argv);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/^Usage: coddle/);
    },
  );

  it.each([
    'status',
    'stop',
    'check',
    'discarded',
    'doctor',
    'journal list',
    'keys rotate',
    'credentials encrypt',
    'backup',
    'restore',
    'update',
    'rollback',
  ])('explains %s with an example', async (words) => {
    const { code, out, err } = await call(...words.split(' '), '--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(new RegExp(`^Examples?:\n(  .*\n)*  (sudo )?coddle ${words}`, 'm'));
  });

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
      err: expect.stringContaining('run coddle keys rotate phone') as string,
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
