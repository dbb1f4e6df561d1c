import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { furnishOwnerKeys } from '../../../test/harness/populated-installation.js';
import { TestMachine } from '../../../test/harness/test-machine.js';
import { openDatabase } from '../../storage/open-database.js';
import { checkCommand } from '../check-command.js';

describe('coddle check', () => {
  let machine: TestMachine;
  beforeEach(() => {
    machine = new TestMachine();
    const secrets = { personal_access_token: 'anova-of-a-test', api_key: 'k'.repeat(40) };
    machine.write('/etc/coddle/credentials.json', JSON.stringify(secrets));
    machine.write('/etc/coddle/keys.json', '[]');
    machine.write('/etc/coddle/coddle.env', 'PORT=5001\n');
    machine.write('/var/lib/coddle/.keep', '');
    openDatabase(machine.places.data).file.close();
  });
  afterEach(() => machine.clear());

  const check = (...words: string[]) => checkCommand(machine.io()).parseAsync(words, { from: 'user' });
  const dataNow = () =>
    readdirSync(machine.places.data).map((name) => [
      name,
      readFileSync(join(machine.places.data, name)).toString('base64'),
    ]);

  it('finds an installation sound, and changes nothing in it', async () => {
    const before = dataNow();
    await check();
    expect(machine.out).toBe('The settings, 0 named keys, the database and the journal in it are sound.\n');
    expect(dataNow()).toEqual(before);
    expect(readdirSync(machine.places.opt)).toEqual([]);
  });

  it('counts the keys of the page too', async () => {
    furnishOwnerKeys(machine);
    await check();
    expect(machine.out).toContain('The settings, 1 named key, the database');
  });

  it('follows no link in the place of the keys of the page', async () => {
    machine.write('root/secret', 'of root alone');
    symlinkSync(join(machine.root, 'root/secret'), join(machine.places.data, 'owner-keys.json'));
    await expect(check()).rejects.toThrow(/owner-keys\.json is a symbolic link/);
  });

  it('looks at the copy even when coddle.env names the folders themselves', async () => {
    machine.write(
      '/etc/coddle/coddle.env',
      `DATA_DIR=${machine.places.data}\nCONFIG_DIR=${machine.places.etc}\n`,
    );
    const before = dataNow();
    await check();
    expect(dataNow()).toEqual(before);
  });

  it('opens the files themselves with --copy', async () => {
    await check('--copy', machine.root);
    expect(machine.out).toContain('are sound');
    expect(existsSync(join(machine.places.data, 'coddle.db-wal'))).toBe(true);
  });

  it('finds an installation sound that has no data yet', async () => {
    machine.write('/etc/coddle/coddle.env', `DATA_DIR=${join(machine.root, 'elsewhere')}\n`);
    await check();
    expect(machine.out).toContain('are sound');
    expect(existsSync(join(machine.root, 'elsewhere'))).toBe(false);
  });

  it.each([
    ['/etc/coddle/coddle.env', 'PORT=brew\n', /PORT must be/],
    ['/etc/coddle/keys.json', '{}', /not a list of named keys/],
    ['/var/lib/coddle/owner-keys.json', '{}', /does not hold the keys of the page/],
    ['/var/lib/coddle/coddle.db', 'no database', /The file in the place of the database is not a database/],
    ['/var/lib/coddle/journal.key', 'no key', /journal\.key holds no key.*Put a backup in its place/],
  ])('shows what is wrong with %s, and shows no secret', async (file, text, sentence) => {
    machine.write(file, text);
    const failed = check();
    await expect(failed).rejects.toThrow(sentence);
    await expect(failed).rejects.not.toThrow(/of-a-test|kkk/);
  });
});
