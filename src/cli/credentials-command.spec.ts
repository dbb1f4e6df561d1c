import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from './cli-program.js';
import { Fernet, isFernetKey, newFernetKey, type RandomBytes } from '../config/fernet.js';

const NOW = new Date('2026-05-01T12:00:00Z');
const KEY = newFernetKey();
const TEXT = '{\n  "api_key": "sk-secret",\n  "host": "küche"\n}\n';

describe('coddle credentials', () => {
  let folder: string;
  const path = (file: string) => join(folder, file);

  async function call(
    argv: string[],
    variables: NodeJS.ProcessEnv = { ENCRYPTION_KEY: KEY },
    random: RandomBytes = randomBytes,
  ) {
    const [out, err]: [string[], string[]] = [[], []];
    const code = await runCli(['credentials', ...argv], {
      stdout: { write: (text) => out.push(text) },
      stderr: { write: (text) => err.push(text) },
      variables: { CODDLE_ROOT: folder, ...variables },
      folder,
      now: NOW,
      randomBytes: random,
    });
    return { code, out: out.join(''), err: err.join('') };
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'coddle-convert-'));
    writeFileSync(path('in.json'), TEXT);
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('seals a file and gives back the same text', async () => {
    expect(await call(['encrypt', 'in.json', 'out.enc'])).toEqual({ code: 0, out: '', err: '' });
    expect(await call(['decrypt', 'out.enc'])).toEqual({ code: 0, out: TEXT, err: '' });
  });

  it('writes a bare token for its owner alone, and no other file', async () => {
    await call(['encrypt', 'in.json', 'out.enc']);
    const token = readFileSync(path('out.enc'), 'utf8');
    expect(new Fernet([KEY]).decrypt(token, { now: NOW }).toString()).toBe(TEXT);
    expect(statSync(path('out.enc')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['in.json', 'out.enc']);
  });

  it('seals with the first of several keys and opens with any', async () => {
    const newer = newFernetKey();
    await call(['encrypt', 'in.json', 'out.enc'], { ENCRYPTION_KEY: `${newer},${KEY}` });
    expect(await call(['decrypt', 'out.enc'], { ENCRYPTION_KEY: `${KEY},${newer}` })).toMatchObject({
      code: 0,
      out: TEXT,
    });
    expect(await call(['decrypt', 'out.enc'])).toMatchObject({ code: 1, out: '' });
  });

  it('makes a key without having one', async () => {
    const { code, out, err } = await call(['new-key'], {});
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(isFernetKey(out.trimEnd())).toBe(true);
    expect(out).toMatch(/=\n$/);
  });

  it.each([
    [[]],
    [['encrypt']],
    [['encrypt', 'in.json']],
    [['encrypt', 'in.json', 'out.enc', 'more']],
    [['decrypt']],
    [['new-key', 'more']],
    [['open', 'in.json']],
    [['constructor']],
    [['encrypt', '--force', 'in.json', 'out.enc']],
    [['--sk-secret']],
  ])('shows its use when it is called with %j', async (argv) => {
    const { code, out, err } = await call(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(argv.length === 0 ? /^Usage: / : /^[^\n]+\.\n$/);
    expect(err).not.toContain('secret');
    expect(readdirSync(folder)).toEqual(['in.json']);
  });

  it.each([
    ['{ "api_key": "sk-secret"', 'in.json is not a JSON object'],
    ['["sk-secret"]', 'in.json is not a JSON object'],
    ['{ "api_kee": "sk-secret" }', '(api_kee)'],
    ['{ "encryption_key": "sk-secret" }', 'holds encryption_key'],
  ])('does not seal %s', async (text, sentence) => {
    writeFileSync(path('in.json'), text);
    expectFailure(await call(['encrypt', 'in.json', 'out.enc']), sentence);
    expect(readdirSync(folder)).toEqual(['in.json']);
  });

  it('does not seal what the server would find too large once sealed', async () => {
    writeFileSync(path('in.json'), `{ "api_key": "${'k'.repeat(50_000)}" }`);
    expectFailure(await call(['encrypt', 'in.json', 'out.enc']), 'out.enc is too large');
    expect(readdirSync(folder)).toEqual(['in.json']);
  });

  it('keeps the older file when the new one cannot be sealed', async () => {
    writeFileSync(path('out.enc'), 'older');
    writeFileSync(path('in.json'), '[]');
    await call(['encrypt', 'in.json', 'out.enc']);
    expect(readFileSync(path('out.enc'), 'utf8')).toBe('older');
  });

  it.each([undefined, '', 'short', `${KEY},short`])('needs a sound key, and %j is none', async (key) => {
    const variables = key === undefined ? {} : { ENCRYPTION_KEY: key };
    for (const argv of [
      ['encrypt', 'in.json', 'out.enc'],
      ['decrypt', 'in.json'],
    ]) {
      expectFailure(await call(argv, variables), 'ENCRYPTION_KEY is missing or is not a Fernet key');
    }
  });

  it('says in one sentence what it cannot read or write', async () => {
    mkdirSync(path('folder'));
    expectFailure(await call(['decrypt', 'away.enc']), 'away.enc does not exist');
    expectFailure(await call(['decrypt', 'in.json']), 'in.json is not a Fernet token');
    expectFailure(await call(['encrypt', 'away.json', 'out.enc']), 'away.json does not exist');
    expectFailure(await call(['encrypt', 'in.json', 'folder']), 'folder cannot be written (EISDIR)');
    expectFailure(
      await call(['encrypt', 'in.json', 'away/out.enc']),
      'away/out.enc cannot be written (ENOENT)',
    );
  });

  it('does not pass a bug off as a failure', async () => {
    const broken = () => {
      throw new RangeError('a bug');
    };
    await expect(call(['encrypt', 'in.json', 'out.enc'], undefined, broken)).rejects.toThrow(RangeError);
    expect(readdirSync(folder)).toEqual(['in.json']);
  });

  function expectFailure({ code, out, err }: Awaited<ReturnType<typeof call>>, sentence: string): void {
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(sentence);
    expect(err.trimEnd()).not.toContain('\n');
    expect(err).not.toMatch(/secret|at .*\.ts/);
    expect(err).not.toContain(KEY);
  }
});
