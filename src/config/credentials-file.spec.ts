import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCredentials, type CredentialsPlace } from './credentials-file.js';
import { InvalidFernetKeyError } from './config.errors.js';
import { Fernet, newFernetKey } from './fernet.js';

const NOW = new Date('2026-05-01T12:00:00Z');
const KEY = newFernetKey();

describe('readCredentials', () => {
  let folder: string;
  const put = (file: string, content: string | Buffer, mode = 0o600) =>
    writeFileSync(join(folder, 'config', file), content, { mode });
  const seal = (content: string, { key = KEY, now = NOW } = {}) =>
    new Fernet([key]).encrypt(Buffer.from(content), { now });
  const read = (place: Partial<CredentialsPlace> = {}) =>
    readCredentials({ folder, configDir: 'config', encryptionKeys: [KEY], now: NOW, ...place });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'coddle-credentials-'));
    mkdirSync(join(folder, 'config'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('finds nothing and complains of nothing when there is no file', () => {
    expect(read()).toEqual({ sources: [{}, {}], problems: [] });
    expect(read({ configDir: 'nowhere' })).toEqual({ sources: [{}, {}], problems: [] });
  });

  it('gives the values by the names of the variables, the sealed file in front', () => {
    put('credentials.json', '{ "api_key": "plain", "port": 5001 }');
    put('credentials.enc', seal('{ "api_key": "sealed", "debug": true }'));
    const { sources, problems } = read();
    expect(problems).toEqual([]);
    expect(sources).toMatchObject([
      { API_KEY: 'sealed', DEBUG: true },
      { API_KEY: 'plain', PORT: 5001 },
    ]);
  });

  it('decrypts a file with any of several keys, also one that ends with a line break', () => {
    put('credentials.enc', `${seal('{ "host": "here" }')}\r\n`);
    expect(read({ encryptionKeys: [newFernetKey(), KEY] }).sources[0]).toMatchObject({ HOST: 'here' });
  });

  it('reads a file that begins with a byte order mark', () => {
    put('credentials.json', '\ufeff{ "host": "here" }');
    expect(read().sources[1]).toMatchObject({ HOST: 'here' });
  });

  it.each([
    ['is no JSON', '{ "api_key": "sk-secret', /is not a JSON object/],
    ['is empty', '', /is not a JSON object/],
    ['is a list', '["sk-secret"]', /is not a JSON object/],
    ['is null', 'null', /is not a JSON object/],
    ['is a text', '"sk-secret"', /is not a JSON object/],
    ['is too large', `{ "api_key": "sk-secret${' '.repeat(65536)}" }`, /is too large/],
    ['is not UTF-8', Buffer.from('{ "api_key": "\xff" }', 'latin1'), /is not UTF-8/],
  ])('names the plain file once when it %s', (_, content, problem) => {
    put('credentials.json', content);
    expect(read().problems).toEqual([expect.stringMatching(/^config\/credentials\.json /)]);
    expect(read().problems[0]).toMatch(problem);
    expect(read().problems[0]).not.toContain('secret');
  });

  it.each([
    ['was sealed with another key', seal('{}', { key: newFernetKey() }), /ENCRYPTION_KEY, or is damaged/],
    ['is no token', 'text', /is not a Fernet token/],
    ['was made in the future', seal('{}', { now: new Date('2026-05-01T12:01:01Z') }), /clock/],
    ['holds no JSON', seal('sk-secret'), /is not a JSON object/],
  ])('names the sealed file once when it %s', (_, token, problem) => {
    put('credentials.enc', token);
    expect(read().problems).toEqual([expect.stringMatching(/^config\/credentials\.enc /)]);
    expect(read().problems[0]).toMatch(problem);
  });

  it('decrypts a file of any age', () => {
    put('credentials.enc', seal('{ "host": "here" }', { now: new Date('2011-01-01T00:00:00Z') }));
    expect(read().sources[0]).toMatchObject({ HOST: 'here' });
  });

  it('asks for the key of an encrypted file when none is set, but not when the key is refused elsewhere', () => {
    put('credentials.enc', seal('{}'));
    expect(read({ encryptionKeys: [] }).problems).toEqual([
      expect.stringMatching(/^ENCRYPTION_KEY is missing: .*config\/credentials\.enc/),
    ]);
    expect(read({ encryptionKeys: undefined }).problems).toEqual([]);
  });

  it('throws when it is given an unchecked key', () => {
    put('credentials.enc', seal('{}'));
    expect(() => read({ encryptionKeys: ['short'] })).toThrow(InvalidFernetKeyError);
  });

  it('refuses both files when others may read them, with the chmod of each', () => {
    put('credentials.json', '{ "host": "here" }', 0o644);
    put('credentials.enc', seal('{}'), 0o640);
    expect(read()).toEqual({
      sources: [{}, {}],
      problems: [
        expect.stringMatching(/chmod 600 config\/credentials\.enc$/),
        expect.stringMatching(/chmod 600 config\/credentials\.json$/),
      ],
    });
  });

  it('names unknown settings, and still returns the known ones', () => {
    put('credentials.json', '{ "api_kee": 1, "API_KEY": 2, "__proto__": 3, "host": "here" }');
    const { sources, problems } = read();
    expect(problems).toEqual([expect.stringContaining('(api_kee, API_KEY, __proto__)')]);
    expect(sources[1]).toMatchObject({ HOST: 'here' });
  });

  it('does not show a name that may be a secret', () => {
    put('credentials.json', '{ "anova-secret": "personal_access_token", "sk-anova-secret": "api_key" }');
    expect(read().problems).toEqual([expect.stringContaining('(something unnamed)')]);
  });

  it('refuses settings in a file that locate or decrypt the file', () => {
    put('credentials.json', `{ "encryption_key": "${KEY}", "config_dir": "." }`);
    const { sources, problems } = read();
    expect(problems).toEqual([
      expect.stringContaining('holds encryption_key, which only the environment may hold'),
      expect.stringContaining('holds config_dir, which only the environment may hold'),
    ]);
    expect(Object.keys(sources[1]!)).not.toContain('ENCRYPTION_KEY');
  });
});
