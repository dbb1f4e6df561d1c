import {
  appendFileSync,
  cpSync,
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
import { ran } from '../../../test/harness/test-machine.js';
import {
  furnishData,
  furnishOwnerKeys,
  furnishSettings,
  openData,
  OWNER_KEYS,
  treeOf,
} from '../../../test/harness/populated-installation.js';
import { RestoreTrial } from '../../../test/harness/restore-trial.js';
import { makeCourseOf, NOON } from '../../../test/harness/probe-readings.js';
import { SeriesAccess } from '../../history/series/series-access.js';
import { SqlProbeSeries } from '../../history/series/sql-probe-series.js';
import { SystemClock } from '../../shared/clock.js';
import { keysFileIn, readKeys } from '../../auth/keys-file.js';
import { readJournal } from '../../storage/journal-reader.js';

/** The readings of probes in a folder of data. */
const seriesIn = (folder: string) =>
  new SqlProbeSeries(new SeriesAccess(folder, new SystemClock()), new SystemClock());

describe('coddle restore', () => {
  const trial = new RestoreTrial();
  beforeAll(() => trial.begin());
  beforeEach(() => trial.renew());
  afterAll(() => trial.end());

  /** Runs systemctl as a machine does on which the service runs, or does not. */
  function withSystemd(response: string, start = 0): void {
    trial.renew({ systemctl: ([word]) => ran(response, word === 'start' ? start : 0) });
  }
  const told = () => trial.machine.ran.filter((line) => line.startsWith('systemctl'));

  it('puts the readings of probes back, for the service alone', async () => {
    const before = seriesIn(trial.old.places.data);
    await before.append(makeCourseOf(500));
    await before.onApplicationShutdown();
    expect(await trial.restore(await trial.backedUp(trial.old))).toBeUndefined();
    expect(trial.machine.out).toContain('whose chain holds, the readings of thermometers, 2 keys');
    const file = join(trial.machine.places.data, 'readings.db');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const after = seriesIn(trial.machine.places.data);
    expect(await after.raw('probe-1', 0, NOON + 9e9)).toHaveLength(500);
    await after.onApplicationShutdown();
    for (const suffix of ['', '-wal', '-shm']) {
      rmSync(join(trial.old.places.data, `readings.db${suffix}`), { force: true });
    }
    await trial.backedUp(trial.old);
  });

  it('puts settings, keys, cooks and journal onto a clean machine, and tells what there is', async () => {
    expect(await trial.restore()).toBeUndefined();
    expect(trial.withoutRoot(trial.machine.out)).toBe(
      `Restored from ${trial.withoutRoot(trial.backup)}, made at 2026-03-01 12:00 UTC: 2 cooks, 5 entries of the journal, whose chain holds, 2 keys and the settings.
The keys are those that the assistants have already. One that was revoked since then works again: coddle key list shows them.
Coddle was not running: sudo systemctl start coddle starts it.
`,
    );
    expect(treeOf(trial.machine.places.etc)).toEqual(
      Object.fromEntries(
        Object.entries(treeOf(trial.old.places.etc)).map(([path, file]) => [
          path.replace(trial.old.root, trial.machine.root),
          file,
        ]),
      ),
    );
    expect(readKeys(keysFileIn(trial.machine.places.etc))).toEqual(
      readKeys(keysFileIn(trial.old.places.etc)),
    );
    expect(readJournal(trial.machine.places.data)).toMatchObject({ sequence: 5 });
    expect(readdirSync(join(trial.machine.root, 'etc'))).toEqual(['coddle']);
    expect(readdirSync(join(trial.machine.root, 'var/lib'))).toEqual(['coddle']);
  });

  it('is what a server opens and goes on with', async () => {
    await trial.restore();
    const database = openData(trial.machine);
    expect(database.problem).toBeUndefined();
    await database.onApplicationShutdown();
    expect(await trial.backedUp()).toMatch(/\.tar\.gz$/);
  });

  it('takes what install.sh lays for nothing that anybody wants back', async () => {
    mkdirSync(trial.machine.places.data, { recursive: true });
    trial.machine.write('etc/coddle/coddle.env', '# Settings of Coddle\n#PORT=5000\n', 0o640);
    expect(await trial.restore()).toBeUndefined();
    expect(readdirSync(join(trial.machine.root, 'etc'))).toEqual(['coddle']);
    expect(readFileSync(join(trial.machine.places.etc, 'coddle.env'), 'utf8')).toBe('PORT=5055\n');
  });

  describe('where there are settings or data already', () => {
    beforeEach(async () => {
      trial.machine.write('etc/coddle/credentials.json', '{}');
      await furnishData(trial.machine, 1, 1);
    });

    it('refuses', async () => {
      const before = trial.kept();
      expect(await trial.restore()).toMatch(
        /^There are settings or data on this machine already.*add --replace/,
      );
      expect(trial.kept()).toEqual(before);
    });

    it('keeps them beside when it may replace them', async () => {
      const before = Object.values(trial.kept());
      expect(await trial.restore(trial.backup, '--replace')).toBeUndefined();
      const [etc, data] = ['etc', 'var/lib'].map((folder) => join(trial.machine.root, folder, FORMER));
      expect(Object.values(treeOf(etc!, data!))).toEqual(before);
      expect(trial.withoutRoot(trial.machine.out)).toContain(
        `once all is well: sudo rm -r /etc/${FORMER} /var/lib/${FORMER}\n`,
      );
      expect(readJournal(trial.machine.places.data)).toMatchObject({ sequence: 5 });
    });
    const FORMER = 'coddle.before-restore-20260301T120000.000Z';

    it('keeps the credentials that only this machine can open', async () => {
      trial.machine.write('etc/coddle/credentials.cred', 'sealed by systemd');
      await trial.restore(trial.backup, '--replace');
      expect(readFileSync(join(trial.machine.places.etc, 'credentials.cred'), 'utf8')).toBe(
        'sealed by systemd',
      );
    });

    it('exchanges what a link points to, and leaves the link', async () => {
      const disk = join(trial.machine.root, 'disk');
      cpSync(trial.machine.places.data, disk, { recursive: true });
      rmSync(trial.machine.places.data, { recursive: true });
      symlinkSync(disk, trial.machine.places.data);
      expect(await trial.restore(trial.backup, '--replace')).toBeUndefined();
      expect(readJournal(disk)).toMatchObject({ sequence: 5 });
    });

    it('does nothing while a server that is no service uses them', async () => {
      const database = openData(trial.machine);
      const refused = await trial.restore(trial.backup, '--replace');
      await database.onApplicationShutdown();
      expect(refused).toMatch(/^A server is using .*: stop it and run this again$/);
      expect(readdirSync(join(trial.machine.root, 'etc'))).toEqual(['coddle']);
      expect(readJournal(trial.machine.places.data)).toMatchObject({ sequence: 1 });
    });

    it('puts back what a restore that was cut short had moved away, before anything else', async () => {
      const before = trial.kept();
      const [etc, data] = [trial.machine.places.etc, trial.machine.places.data];
      cpSync(etc, `${etc}.before-restore-T`, { recursive: true });
      writeFileSync(join(etc, 'credentials.json'), 'new');
      mkdirSync(`${data}.restoring-T`);
      expect(await trial.restore()).toMatch(/add --replace/);
      expect(trial.machine.err).toBe(
        'An earlier restore was cut short, and what was there before it is back in its place.\n',
      );
      expect(trial.kept()).toEqual(before);
      expect(readdirSync(join(trial.machine.root, 'var/lib'))).toEqual(['coddle']);
    });
  });

  describe('with the service', () => {
    it('stops it only once all is checked, and starts it when all is in its place', async () => {
      withSystemd('active\n');
      expect(await trial.restore()).toBeUndefined();
      expect(told()).toEqual(
        ['is-active', 'stop', 'start'].map((word) => `systemctl ${word} coddle.service`),
      );
      expect(trial.machine.ran.lastIndexOf('systemctl stop coddle.service')).toBeGreaterThan(2);
      expect(trial.machine.out).toMatch(/^Coddle runs again\.\n$/m);
    });

    it('leaves it alone when it does not run, and when the backup is not sound', async () => {
      withSystemd('inactive\n');
      await trial.restore();
      expect(told()).toEqual(['systemctl is-active coddle.service']);
      withSystemd('active\n');
      await trial.restore(trial.key);
      expect(told()).toEqual([]);
    });

    it('says so when it does not start again, and when it cannot be stopped', async () => {
      withSystemd('active\n', 1);
      expect(await trial.restore()).toBe(
        'All was restored, and yet the service does not start: journalctl -u coddle -n 50 shows why',
      );
      trial.renew({ systemctl: ([word]) => ran('active', word === 'stop' ? 1 : 0) });
      expect(await trial.restore()).toMatch(/^The service cannot be stopped: run this with sudo/);
      expect(existsSync(trial.machine.places.etc)).toBe(false);
    });

    it('starts it again with what was there when the last step fails', async () => {
      const data = () => join(trial.machine.root, 'var/lib');
      // Somebody spoils what was checked, at the last moment.
      const spoil = () => {
        const staged = readdirSync(data()).find((name) => name.includes('restoring'))!;
        appendFileSync(join(data(), staged, 'journal.key'), 'x');
        return ran();
      };
      trial.renew({ systemctl: ([word]) => (word === 'stop' ? spoil() : ran('active')) });
      furnishSettings(trial.machine);
      await furnishData(trial.machine, 1, 1);
      const before = trial.kept();
      expect(await trial.restore(trial.backup, '--replace')).toMatch(
        /^Nothing was restored\. The database is damaged/,
      );
      expect(trial.kept()).toEqual(before);
      expect(readdirSync(data())).toEqual(['coddle']);
      expect(told().at(-1)).toBe('systemctl start coddle.service');
    });
  });

  describe('on the system itself', () => {
    const isRoot = process.getuid?.() === 0;
    const live = () => ({ places: { ...trial.machine.places, isLive: true } });

    it('gives every file to the one who needs it, or needs root for it', async () => {
      trial.renew({ id: ([which]) => ran(which === '-u' ? '4321\n' : '8765\n') });
      const refused = await trial.call([trial.backup, '--key-file', trial.key], live());
      if (!isRoot) return expect(refused).toMatch(/sudo/);
      expect(refused).toBeUndefined();
      const rightsOf = (path: string) => {
        const { uid, gid, mode } = statSync(join(trial.machine.root, path));
        return `${uid}:${gid} ${(mode & 0o777).toString(8)}`;
      };
      expect(Object.fromEntries(Object.keys(RIGHTS).map((path) => [path, rightsOf(path)]))).toEqual(RIGHTS);
    });
    const RIGHTS = {
      'etc/coddle': '0:8765 750',
      'etc/coddle/credentials.json': '4321:8765 600',
      'etc/coddle/keys.json': '4321:8765 600',
      'etc/coddle/coddle.env': '0:8765 640',
      'etc/coddle/backup.key': '0:0 600',
      'var/lib/coddle': '4321:8765 700',
      'var/lib/coddle/coddle.db': '4321:8765 600',
      'var/lib/coddle/journal.key': '4321:8765 600',
    };

    it('needs the user of the service', async () => {
      const refused = await trial.call([trial.backup, '--key-file', trial.key], live());
      expect(refused).toMatch(isRoot ? /^There is no user coddle.*install\.sh/ : /sudo/);
      expect(trial.kept()).toEqual({});
    });
  });

  it('checks the settings that were backed up', async () => {
    furnishSettings(trial.machine);
    await furnishData(trial.machine, 0, 0);
    trial.machine.write('etc/coddle/coddle.env', 'PORT=70000\n');
    const file = await trial.backedUp();
    const before = trial.kept();
    const refused = await trial.call([file, '--replace']);
    expect(refused).toMatch(/^The settings in .* cannot be used:\n- PORT must be a whole number/);
    expect(refused).not.toContain('70000');
    expect(trial.kept()).toEqual(before);
  });

  it('puts back the keys of the page, and what was revoked there', async () => {
    furnishOwnerKeys(trial.machine);
    furnishSettings(trial.machine);
    await furnishData(trial.machine, 0, 0);
    const file = await trial.backedUp();
    trial.machine.write('var/lib/coddle/owner-keys.json', '{}');
    expect(await trial.call([file, '--replace'])).toBeUndefined();
    expect(trial.machine.out).toContain(', 3 keys and the settings');
    const path = join(trial.machine.places.data, 'owner-keys.json');
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(OWNER_KEYS);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('restores the settings alone when there was no database', async () => {
    furnishSettings(trial.machine);
    const file = await trial.backedUp();
    rmSync(join(trial.machine.places.etc, 'credentials.json'));
    expect(await trial.call([file, '--replace'])).toBeUndefined();
    expect(trial.machine.out).toMatch(/: 2 keys and the settings, for there was no database yet\.$/m);
    expect(existsSync(join(trial.machine.places.etc, 'credentials.json'))).toBe(true);
  });

  it('says what is missing when the old machine alone could open the credentials', async () => {
    furnishSettings(trial.machine);
    rmSync(join(trial.machine.places.etc, 'credentials.json'));
    trial.machine.write('etc/coddle/credentials.cred', 'sealed by systemd');
    const file = await trial.backedUp();
    expect(await trial.call([file, '--replace'])).toBeUndefined();
    expect(trial.machine.out).toMatch(/1 key and the settings.*\nIt holds neither the token nor the API key/);
  });
});
