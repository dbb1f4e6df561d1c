import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runKeys } from '../../test/harness/run-keys.js';
import { keysFileIn, readKeys } from '../auth/keys-file.js';
import { USUAL_RIGHTS } from '../auth/named-key.js';

const NOON = new Date('2026-03-01T12:00:00Z');

describe('A key that is made for less than everything', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'coddle-key-options-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const call = (words: string) => runKeys(folder, words, NOON);
  const keys = () => readKeys(keysFileIn(folder));
  const added = async (options: string) => {
    const { code, err } = await call(`add display ${options}`);
    expect({ code, err }).toMatchObject({ code: 0 });
    return keys().at(-1);
  };

  it('keeps the scopes in their usual order, each once', async () => {
    expect(await added('--scopes history:read,status:read,history:read')).toMatchObject({
      scopes: ['status:read', 'history:read'],
      devices: null,
      ask: false,
      expires: null,
    });
  });

  it('keeps the cookers, the end and that it asks', async () => {
    expect(await added('--devices abc,anova-f56 --expires 2027-01-31 --ask')).toMatchObject({
      ...USUAL_RIGHTS,
      devices: ['abc', 'anova-f56'],
      ask: true,
      expires: '2027-01-31T00:00:00.000Z',
    });
  });

  it('takes an instant as the end', async () => {
    expect(await added('--expires 2026-03-01T14:00+01:00')).toMatchObject({
      expires: '2026-03-01T13:00:00.000Z',
    });
  });

  it('allows readings in a key that may not start', async () => {
    expect(await added('--scopes readings:write')).toMatchObject({ scopes: ['readings:write'] });
  });

  it.each([
    ['--scopes cook:start,readings:write', 'may not have readings:write'],
    ['--scopes owner', 'No key may have the scope owner'],
    ['--scopes cook:all', '--scopes takes some of status:read,'],
    ['--scopes ,', '--scopes takes some of'],
    ['--devices ,', '--devices takes the device_id'],
    ['--devices ä', '--devices takes the device_id'],
    ['--expires soon', '--expires is a date'],
    ['--expires 2026-02-30T', '--expires is a date'],
    ['--expires 2026-13-01', '--expires is a date'],
    ['--expires 2026-03-01', '--expires must be in the future'],
    ['--expires 2026-03-01T12:00:00Z', '--expires must be in the future'],
  ])('refuses %s with a sentence, and writes nothing', async (options, sentence) => {
    const { code, out, err } = await call(`add display ${options}`);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
    expect(err).toMatch(/keys add --help shows an example\.\n$/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps its limits and its end when it is rotated', async () => {
    await added('--scopes status:read --devices abc --expires 2027-01-31 --ask');
    await call('rotate display --overlap 1');
    const [old, young] = keys();
    const rights = { scopes: ['status:read'], devices: ['abc'], ask: true };
    expect(young).toMatchObject({ ...rights, expires: '2027-01-31T00:00:00.000Z' });
    expect(old).toMatchObject({ ...rights, expires: '2026-03-01T13:00:00.000Z' });
  });

  it('is listed with its limits', async () => {
    await added('--scopes status:read,cook:start --devices abc,def --expires 2027-01-31 --ask');
    expect((await call('list')).out.split('\n')[1]).toBe(
      'display  added 2026-03-01T12:00Z, ends 2027-01-31T00:00Z, scopes status:read cook:start, only on abc and def, asks before it starts',
    );
  });
});
