import { CHEAP_PASSWORD } from '../../../test/harness/cheap-password.js';
import { JsonReader } from '../../shared/json-reader.js';
import { asStoredPassword, hashPassword, matchesPassword, SCRYPT_COST } from './password-hash.js';

const NOW = new Date('2026-03-01T12:00:00Z');

describe('hashPassword', () => {
  it('stores the parameters and a salt of its own with each hash, and takes 16 MiB', async () => {
    const [one, other] = [
      await hashPassword('a password', NOW, SCRYPT_COST),
      await hashPassword('a password', NOW, SCRYPT_COST),
    ];
    expect(one).toMatchObject({ version: 1, scheme: 'scrypt', ...SCRYPT_COST, setAt: NOW.getTime() });
    expect(128 * one.N * one.r).toBe(16 * 1024 * 1024);
    expect(one.salt).not.toBe(other.salt);
    expect(one.hash).not.toBe(other.hash);
    expect(JSON.stringify(one)).not.toContain('a password');
  });

  it('is checked with the parameters that are stored', async () => {
    const stored = asStoredPassword(JsonReader.of(await hashPassword('a password', NOW, CHEAP_PASSWORD)));
    expect(stored).toMatchObject(CHEAP_PASSWORD);
    expect(await matchesPassword('a password', stored)).toBe(true);
    expect(await matchesPassword('a passwore', stored)).toBe(false);
  });

  it('takes both spellings of a character for the same', async () => {
    const stored = await hashPassword('Gru\u0308\u00dfe an alle', NOW, CHEAP_PASSWORD);
    expect(await matchesPassword('Gr\u00fc\u00dfe an alle', stored)).toBe(true);
  });

  it('cannot be read in another version', () => {
    expect(() => asStoredPassword(JsonReader.of({ version: 2 }))).toThrow(TypeError);
  });
});
