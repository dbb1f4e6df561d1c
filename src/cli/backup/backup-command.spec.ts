import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { TestMachine, ran } from '../../../test/harness/test-machine.js';
import {
  callOf,
  furnishData,
  furnishSettings,
  PHONE,
  SECRETS,
  treeOf,
} from '../../../test/harness/populated-installation.js';
import { run, TAR } from '../../../test/harness/restore-trial.js';
import { makeCourseOf, NOON } from '../../../test/harness/probe-readings.js';
import { SmallDisk } from '../../../test/harness/small-disk.js';
import { isFernetKey } from '../../config/fernet.js';
import { SeriesAccess } from '../../history/series/series-access.js';
import { SqlProbeSeries } from '../../history/series/sql-probe-series.js';
import { SystemClock } from '../../shared/clock.js';
import { LockFile } from '../../storage/lock-file.js';
import type { CliContext } from '../cli-context.js';
import { backupCommand } from './backup-command.js';
import { restoreCommand } from './restore-command.js';

const WEEK = 7 * 24 * 60 * 60 * 1000;

describe('coddle backup', () => {
  let machine: TestMachine;
  beforeEach(async () => {
    machine = new TestMachine(TAR);
    furnishSettings(machine);
    await furnishData(machine);
  });
  afterEach(() => machine.clear());

  const backUp = (argv: string[] = [], more: Partial<CliContext> = {}) =>
    callOf(backupCommand(machine.io(more)), ...argv);
  const backups = (folder = machine.places.backups) => (existsSync(folder) ? readdirSync(folder).sort() : []);
  const fileOf = (name: string) => join(machine.places.backups, name);

  it('makes one private file, tells what is in it, and reminds of its key', async () => {
    expect(await backUp()).toBeUndefined();
    expect(backups()).toEqual(['coddle-backup-20260301T120000.000Z.tar.gz']);
    expect(statSync(fileOf(backups()[0]!)).mode & 0o777).toBe(0o600);
    expect(statSync(machine.places.backups).mode & 0o777).toBe(0o700);
    expect(machine.out.replaceAll(machine.root, '').replace(/\(\d+ kB\)/, '(n kB)')).toBe(
      `Backed up into /var/backups/coddle/coddle-backup-20260301T120000.000Z.tar.gz (n kB): 2 cooks, 5 entries of the journal, the keys and the settings. It was read back, and is whole.
Its secrets can only be decrypted with the key in /etc/coddle/backup.key: coddle backup --show-key prints it, keep it on another machine.
`,
    );
  });

  it('shows no secret: neither on the terminal, nor in the file, nor in the words of a program', async () => {
    await backUp();
    const key = readFileSync(join(machine.places.etc, 'backup.key'), 'utf8').trim();
    const unpacked = join(machine.root, 'unpacked');
    mkdirSync(unpacked);
    await run('tar', ['-xzf', fileOf(backups()[0]!), '-C', unpacked]);
    const journalKey = readFileSync(join(machine.places.data, 'journal.key'), 'utf8').trim();
    const open = ['backup.json', 'settings.enc'].map((name) => readFileSync(join(unpacked, name), 'utf8'));
    const told = [machine.out, machine.err, ...machine.ran, ...open].join('\n');
    for (const secret of [key, journalKey, SECRETS.api_key, SECRETS.personal_access_token, PHONE.sha256]) {
      expect(told.replaceAll(/"sha256": "\w+"/g, '')).not.toContain(secret);
    }
    expect(readdirSync(unpacked).sort()).toEqual(['backup.json', 'coddle.db', 'settings.enc']);
  });

  it('holds the readings of probes, whether or not a server has them open', async () => {
    const clock = new SystemClock();
    const series = new SqlProbeSeries(new SeriesAccess(machine.places.data, clock), clock);
    await series.append(makeCourseOf(500));
    await backUp();
    await series.onApplicationShutdown();
    machine.clock.advance(WEEK);
    await backUp();
    expect(backups()).toHaveLength(2);
    expect(machine.out).toContain('of the journal, the readings of thermometers, the keys and the settings.');
    const unpacked = join(machine.root, 'unpacked');
    for (const name of backups()) {
      mkdirSync(unpacked);
      await run('tar', ['-xzf', fileOf(name), '-C', unpacked]);
      const copy = new SqlProbeSeries(new SeriesAccess(unpacked, clock), clock);
      expect(await copy.raw('probe-1', 0, NOON + 9e9)).toHaveLength(500);
      await copy.onApplicationShutdown();
      rmSync(unpacked, { recursive: true });
    }
  });

  it('leads out of the folder of the service in no place of the keys of the page', async () => {
    machine.write('root/secret', 'of root alone');
    symlinkSync(join(machine.root, 'root/secret'), join(machine.places.data, 'owner-keys.json'));
    expect(await backUp()).toMatch(/owner-keys\.json is a symbolic link/);
    expect(backups()).toEqual([]);
  });

  it('keeps one key for all backups, and shows it when it is asked for it alone', async () => {
    expect(await backUp(['--show-key'])).toMatch(/no key yet: coddle backup makes it/);
    expect(existsSync(join(machine.places.etc, 'backup.key'))).toBe(false);
    await backUp();
    const key = readFileSync(join(machine.places.etc, 'backup.key'), 'utf8');
    expect(isFernetKey(key.trim())).toBe(true);
    expect(statSync(join(machine.places.etc, 'backup.key')).mode & 0o777).toBe(0o600);
    machine.clock.advance(WEEK);
    await backUp();
    expect(readFileSync(join(machine.places.etc, 'backup.key'), 'utf8')).toBe(key);
    const other = new TestMachine();
    expect(
      await callOf(backupCommand({ ...other.io(), places: machine.places }), '--show-key'),
    ).toBeUndefined();
    expect(other.out).toBe(key);
    other.clear();
  });

  it('changes nothing of the settings but for its key, and nothing of the data', async () => {
    const before = treeOf(machine.places.etc, machine.places.data);
    await backUp();
    const { size } = new Set(Object.keys(treeOf(machine.places.etc, machine.places.data)));
    expect(treeOf(machine.places.etc, machine.places.data)).toMatchObject(before);
    expect(size).toBe(Object.keys(before).length + 1);
  });

  it.each([
    [[], 5],
    [['--keep', '2'], 2],
    [['--keep', '1'], 1],
  ])('keeps the newest of many: %j', async (argv, kept) => {
    const strangers = ['coddle-2026-01-01-120000.tar.gz', 'notes.txt'];
    for (const name of strangers) machine.write(`var/backups/coddle/${name}`, 'not ours');
    for (let week = 0; week < 7; week++) {
      expect(await backUp(argv)).toBeUndefined();
      machine.clock.advance(WEEK);
    }
    const ours = backups().filter((name) => !strangers.includes(name));
    expect(backups()).toEqual(expect.arrayContaining(strangers));
    expect(ours).toHaveLength(kept);
    expect(ours.at(-1)).toBe('coddle-backup-20260412T120000.000Z.tar.gz');
  });

  it('does not take a backup for old because the clock is in 1970', async () => {
    for (const name of ['20260201', '20260202', '20260203', '20260204', '20260205'])
      machine.write(`var/backups/coddle/coddle-backup-${name}T120000.000Z.tar.gz`, 'older');
    machine.clock.advance(-machine.clock.now().getTime());
    expect(await backUp()).toBeUndefined();
    expect(backups()).toHaveLength(6);
    expect(backups()[0]).toMatch(/^coddle-backup-19700101T/);
  });

  it('takes another folder', async () => {
    expect(await backUp(['--to', 'stick'])).toBeUndefined();
    expect(backups(join(machine.root, 'stick'))).toHaveLength(1);
    expect(backups()).toEqual([]);
  });

  it('holds the settings alone before there is a database, and then deletes nothing', async () => {
    for (let week = 0; week < 3; week++) {
      await backUp();
      machine.clock.advance(WEEK);
    }
    rmSync(machine.places.data, { recursive: true });
    expect(await backUp(['--keep', '1'])).toBeUndefined();
    expect(backups()).toHaveLength(4);
    expect(machine.out).toMatch(
      /the settings alone.*\nThere is no database yet, so no older backup was deleted\.\n/,
    );
  });

  it('says so when the database is damaged, and leaves the older backups as they are', async () => {
    await backUp(['--keep', '1']);
    const before = treeOf(machine.places.backups);
    machine.clock.advance(WEEK);
    const file = join(machine.places.data, 'coddle.db');
    writeFileSync(file, readFileSync(file).fill(7, 4096, 8192));
    expect(await backUp(['--keep', '1'])).toMatch(/^No backup was made\. The database is damaged/);
    expect(treeOf(machine.places.backups)).toEqual(before);
  });

  it.each([
    ['There is no tar on this machine', ran('', 127)],
    [
      'The disk is full, so no backup was made: ',
      ran('', 2, 'tar: x: Wrote only 1 of 2: No space left on device'),
    ],
    ['tar could not write ', ran('', 2, 'tar: something else')],
  ])('says "%s" and leaves no draft when tar does not do its work', async (sentence, response) => {
    expect(await backUp([], { run: async () => response })).toContain(sentence);
    expect(backups()).toEqual([]);
  });

  it('says so of a disk that is really full, whatever it has room for', async () => {
    mkdirSync(machine.places.backups, { recursive: true });
    const refusals = new Set<string | undefined>();
    for (let filled = 1016; filled > 0; filled -= 72) {
      const disk = SmallDisk.mount(machine.places.backups);
      if (disk === undefined) return;
      writeFileSync(fileOf('filler'), Buffer.alloc(filled * 1024));
      const refusal = await backUp();
      refusals.add(refusal);
      expect(backups()).toHaveLength(refusal === undefined ? 2 : 1);
      disk.unmount();
    }
    expect([...refusals]).toEqual([
      expect.stringMatching(/^The disk is full, so no backup was made: df -h shows which; /),
      undefined,
    ]);
  }, 30_000);

  it('finds out when the disk gives back something else than was written', async () => {
    const forgetful: CliContext['run'] = async (program, words, options) => {
      const response = await run(program, words, options);
      const file = words.find((word) => word.endsWith('.tar.gz'))!;
      if (words.includes('-czf')) writeFileSync(file, readFileSync(file).subarray(0, 500));
      return response;
    };
    expect(await backUp([], { run: forgetful })).toMatch(
      /not what was written, so no backup was made: SD cards/,
    );
    expect(backups()).toEqual([]);
  });

  it('does not wait: of two at once the second is refused', async () => {
    mkdirSync(machine.places.backups, { recursive: true });
    const lock = LockFile.take(machine.places.backups, machine.clock.now());
    expect(await backUp()).toBe(
      'Another backup or restore is under way: wait for its end and run this again',
    );
    lock.release();
    expect(await backUp()).toBeUndefined();
  });

  it('removes what runs left behind that were cut short', async () => {
    machine.write('var/backups/coddle/.draft/coddle.db', 'half');
    machine.write('var/backups/coddle/coddle.lock.1234', '');
    machine.write('etc/coddle/backup.key.0123456789ab.tmp', '');
    expect(await backUp()).toBeUndefined();
    expect(backups()).toHaveLength(1);
    expect(readdirSync(machine.places.etc).sort()).toEqual([
      'backup.key',
      'coddle.env',
      'credentials.json',
      'keys.json',
    ]);
  });

  it.each([['0'], ['-1'], ['1.5'], ['many'], ['']])('does not understand --keep %j', async (count) => {
    expect(await backUp(['--keep', count])).toMatch(/Name a whole number, 1 or more/);
    expect(existsSync(machine.places.backups)).toBe(false);
  });

  it('says where there is nothing to back up', async () => {
    rmSync(machine.places.etc, { recursive: true });
    expect(await backUp()).toMatch(/so there is nothing to back up: run install\.sh first$/);
  });

  it('does not use a key that others may read, or that is none', async () => {
    machine.write('etc/coddle/backup.key', 'no key\n');
    expect(await backUp()).toMatch(/backup\.key is no key of backups/);
    rmSync(join(machine.places.etc, 'backup.key'));
    machine.write('etc/coddle/backup.key', 'no key\n', 0o644);
    expect(await backUp()).toMatch(/open to other users: run chmod 600/);
  });

  it('says what it does about credentials that only this machine can open', async () => {
    rmSync(join(machine.places.etc, 'credentials.json'));
    machine.write('etc/coddle/credentials.cred', 'sealed by systemd');
    expect(await backUp()).toBeUndefined();
    expect(machine.out).toMatch(/credentials\.cred is not in it.*start Coddle and back up once more/);
    machine.write('run/coddle/credentials.json', JSON.stringify(SECRETS));
    machine.clock.advance(WEEK);
    expect(await backUp()).toBeUndefined();
    expect(machine.out).toMatch(/what the service was given out of it is\./);

    const clean = new TestMachine(TAR);
    clean.clock.advance(WEEK);
    const key = join(machine.places.etc, 'backup.key');
    const restored = await callOf(restoreCommand(clean.io()), fileOf(backups().at(-1)!), '--key-file', key);
    expect(restored).toBeUndefined();
    const credentials = readFileSync(join(clean.places.etc, 'credentials.json'), 'utf8');
    expect(JSON.parse(credentials)).toEqual(SECRETS);
    clean.clear();
  });
});
