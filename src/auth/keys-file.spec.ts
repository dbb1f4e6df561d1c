import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeKeys, keysFileIn, readKeys } from './keys-file.js';
import { USUAL_RIGHTS, type NamedKey } from './named-key.js';

const FIRST_FORM = { name: 'phone', sha256: 'a'.repeat(64), added: '2026-03-01T00:00:00Z', expires: null };
const PHONE: NamedKey = { ...FIRST_FORM, ...USUAL_RIGHTS };
const DISPLAY: NamedKey = { ...PHONE, name: 'display', scopes: ['status:read'], devices: ['anova f56-0001'] };

describe('The file of the named keys', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'coddle-keys-file-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const file = () => keysFileIn(folder);
  const put = (content: unknown) => writeFileSync(file().file, JSON.stringify(content), { mode: 0o600 });
  const stored = (): unknown => JSON.parse(readFileSync(file().file, 'utf8'));
  const write = (...keys: NamedKey[]) => changeKeys(file(), randomBytes, () => keys);

  it('of the first form gives every key what it could do then', () => {
    put([FIRST_FORM]);
    expect(readKeys(file())).toEqual([PHONE]);
    expect(PHONE.scopes).toEqual([
      'status:read',
      'cook:check',
      'cook:start',
      'cook:stop',
      'history:read',
      'alerts:write',
      'coffee:read',
      'coffee:brew',
      'probes:write',
    ]);
  });

  it('keeps the first form, which an earlier release reads, while no key is restricted', () => {
    write(PHONE);
    expect(stored()).toEqual([FIRST_FORM]);
  });

  it.each<[string, NamedKey]>([
    ['scopes', { ...PHONE, scopes: ['status:read'] }],
    ['cookers', { ...PHONE, devices: ['one'] }],
    ['approval', { ...PHONE, ask: true }],
  ])('has the second form, which an earlier release refuses, once a key is limited by %s', (_, key) => {
    write(PHONE, key);
    expect(stored()).toEqual({ version: 2, keys: [PHONE, key] });
    expect(readKeys(file())).toEqual([PHONE, key]);
  });

  it.each<[string, unknown]>([
    ['a later form', { version: 3, keys: [PHONE] }],
    ['a field too many', { version: 2, keys: [], note: '' }],
    ['a key without rights', { version: 2, keys: [FIRST_FORM] }],
    ['rights in the first form', [DISPLAY]],
    ['a misspelt right', { version: 2, keys: [{ ...FIRST_FORM, ask: false, devices: null, scope: [] }] }],
    ['no scope', { version: 2, keys: [{ ...PHONE, scopes: [] }] }],
    ['an unknown scope', { version: 2, keys: [{ ...PHONE, scopes: ['cook:*'] }] }],
    ['a scope that is no text', { version: 2, keys: [{ ...PHONE, scopes: [['status:read']] }] }],
    ['the scope of the owner', { version: 2, keys: [{ ...PHONE, scopes: ['owner'] }] }],
    ['forged readings', { version: 2, keys: [{ ...PHONE, scopes: ['cook:start', 'readings:write'] }] }],
    ['no cooker', { version: 2, keys: [{ ...PHONE, devices: [] }] }],
    ['a cooker that is no text', { version: 2, keys: [{ ...PHONE, devices: [7] }] }],
    ['a cooker with a line break', { version: 2, keys: [{ ...PHONE, devices: ['one\n'] }] }],
    ['an approval that is neither yes nor no', { version: 2, keys: [{ ...PHONE, ask: 'yes' }] }],
  ])('is refused with %s', (_, content) => {
    put(content);
    expect(() => readKeys(file())).toThrow('is not a list of named keys');
  });
});
