import Libsql from 'libsql';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { treeOf } from '../../../test/harness/populated-installation.js';
import { RestoreTrial, run } from '../../../test/harness/restore-trial.js';
import { newFernetKey } from '../../config/fernet.js';
import { openSeal, seal, type Sealed } from './kept-files.js';
import { readManifest, type Manifest } from './manifest.js';
import { sumOf } from './sums.js';

/** The content of a gzip file; undefined when it is damaged. */
function unpacked(bytes: Buffer): Buffer | undefined {
  try {
    return gunzipSync(bytes);
  } catch {
    return undefined;
  }
}

describe('coddle restore refuses', () => {
  const trial = new RestoreTrial();
  beforeAll(() => trial.begin());
  beforeEach(() => trial.renew());
  afterAll(() => trial.end());

  describe('a backup that is not what it should be', () => {
    let parts: string;
    beforeEach(async () => {
      parts = join(trial.machine.root, 'parts');
      mkdirSync(parts);
      await run('tar', ['-xzf', trial.backup, '-C', parts]);
    });
    afterEach(() => {
      expect(treeOf(trial.machine.places.etc, trial.machine.places.data)).toEqual({});
      expect(
        readdirSync(trial.machine.root)
          .filter((name) => name === 'etc')
          .flatMap(() => readdirSync(join(trial.machine.root, 'etc'))),
      ).toEqual([]);
      expect(trial.machine.out).toBe('');
    });

    /** Packs the parts as they are now. */
    async function packed(...names: string[]): Promise<string> {
      const file = join(trial.machine.root, 'packed.tar.gz');
      await run('tar', ['-czf', file, '-C', parts, '--', ...(names.length > 0 ? names : readdirSync(parts))]);
      return file;
    }
    const part = (name: string) => join(parts, name);
    const flip = (name: string, at: number) => {
      const bytes = readFileSync(part(name));
      bytes[at]! ^= 1;
      writeFileSync(part(name), bytes);
    };
    /** Changes the manifest, as one would who wants the sums to be right. */
    function rewrite(change: (manifest: Record<string, unknown>) => void): void {
      const manifest = JSON.parse(readFileSync(part('backup.json'), 'utf8')) as Record<string, unknown>;
      change(manifest);
      writeFileSync(part('backup.json'), JSON.stringify(manifest));
    }

    it.each(Array.from({ length: 10 }, (_, tenth) => tenth))('is cut off after %i tenths', async (tenth) => {
      const bytes = readFileSync(trial.backup);
      const half = join(trial.machine.root, 'half.tar.gz');
      writeFileSync(half, bytes.subarray(0, (bytes.length * tenth) / 10));
      const sentence =
        tenth === 0 ? /is no backup of Coddle/ : /is damaged or only half there: copy it again/;
      expect(await trial.restore(half)).toMatch(sentence);
    });

    it.each(['backup.json', 'settings.enc', 'coddle.db'])(
      'has one wrong byte somewhere in %s',
      async (name) => {
        const { size } = sumOf(part(name));
        for (const at of [0, Math.floor(size / 3), Math.floor(size / 2), size - 3]) {
          flip(name, at);
          expect(await trial.restore(await packed())).toMatch(
            /damaged or only half there|was changed after it was made|of a later Coddle|is no backup/,
          );
          flip(name, at);
        }
      },
    );

    it('has a wrong byte in the file itself', async () => {
      const bytes = readFileSync(trial.backup);
      const wrong = join(trial.machine.root, 'wrong.tar.gz');
      for (let at = 20; at < bytes.length; at += Math.ceil(bytes.length / 12)) {
        const changed = Buffer.from(bytes);
        changed[at]! ^= 0x10;
        // A few bits of a compressed file mean nothing, so that there is no damage to notice.
        if (unpacked(changed)?.equals(unpacked(bytes)!)) continue;
        writeFileSync(wrong, changed);
        expect(await trial.restore(wrong)).toMatch(/is damaged or only half there/);
      }
    });

    it.each(['backup.json', 'settings.enc', 'coddle.db'])('lacks %s', async (name) => {
      rmSync(part(name));
      expect(await trial.restore(await packed())).toMatch(
        /is no backup of Coddle|is damaged or only half there/,
      );
    });

    it('is another tar, no tar at all, a folder, or not there', async () => {
      writeFileSync(part('other.txt'), 'something');
      expect(await trial.restore(await packed('other.txt'))).toMatch(
        /is no backup of Coddle: name a coddle-backup-/,
      );
      expect(await trial.restore(trial.key)).toMatch(/is no backup of Coddle/);
      expect(await trial.restore(parts)).toMatch(/is no backup of Coddle/);
      expect(await trial.restore('nowhere.tar.gz')).toMatch(/nowhere\.tar\.gz cannot be read \(ENOENT\)/);
    });

    it('is of a later format', async () => {
      rewrite((manifest) => (manifest['format'] = 2));
      expect(await trial.restore(await packed())).toMatch(
        /is of format 2.*reads format 1: run coddle update first$/,
      );
    });

    it.each<[string, unknown]>([
      ['madeAt', '2020-01-01T00:00:00Z'],
      ['version', '9.9.9'],
      ['journal', { sequence: 4, hash: 'x' }],
    ])('tells something else of its %s than what is sealed', async (name, value) => {
      rewrite((manifest) => (manifest[name] = value));
      expect(await trial.restore(await packed())).toMatch(
        /was changed after it was made: take another backup$/,
      );
    });

    it('holds another database, with the right sums', async () => {
      appendFileSync(part('coddle.db'), Buffer.alloc(4096));
      rewrite((manifest) => (manifest['database'] = sumOf(part('coddle.db'))));
      expect(await trial.restore(await packed())).toMatch(/was changed after it was made/);
    });

    /** Packs the parts as they are now, under a seal that is right. */
    async function resealed(): Promise<string> {
      const facts = readManifest(part('backup.json')) as Manifest;
      const text = readFileSync(trial.key, 'utf8').trim();
      const token = readFileSync(part('settings.enc'), 'latin1');
      const sealed = openSeal(trial.old.io(), text, token, facts, trial.backup);
      const changed = { ...facts, database: sumOf(part('coddle.db')) };
      writeFileSync(part('settings.enc'), seal(trial.old.io(), text, changed, sealed));
      rewrite((manifest) => Object.assign(manifest, changed, { settings: sumOf(part('settings.enc')) }));
      return packed();
    }

    it.each<[string, unknown]>([
      ['no list of files', { files: null, journalKey: null }],
      ['a file without its content', { files: [{ name: 'keys.json', mode: 0o600 }], journalKey: null }],
      [
        'a file outside of its folder',
        { files: [{ name: '../keys.json', mode: 0o600, content: '' }], journalKey: null },
      ],
      ['a key of the journal that is no text', { files: [], journalKey: 5 }],
    ])('has sealed %s', async (_what, sealed) => {
      const facts = readManifest(part('backup.json')) as Manifest;
      const text = readFileSync(trial.key, 'utf8').trim();
      // The seal takes only what is of the right form.
      writeFileSync(part('settings.enc'), seal(trial.old.io(), text, facts, sealed as Sealed));
      rewrite((manifest) => (manifest['settings'] = sumOf(part('settings.enc'))));
      expect(await trial.restore(await packed())).toMatch(/was changed after it was made/);
    });

    it('holds a database of a later version', async () => {
      flip('coddle.db', USER_VERSION);
      expect(await trial.restore(await resealed())).toMatch(
        /is of a later Coddle than this one: run coddle update/,
      );
    });
    /** Where a database keeps the upper half of its version. */
    const USER_VERSION = 61;

    it('holds a database whose journal does not hold', async () => {
      const database = new Libsql(part('coddle.db'));
      database.exec("UPDATE journal SET kind = 'stop' WHERE sequence = 2");
      database.close();
      expect(await trial.restore(await resealed())).toMatch(
        /^The database in .* does not hold: take another backup$/,
      );
    });

    it('holds links instead of files', async () => {
      const outside = join(trial.machine.root, 'outside');
      cpSync(part('coddle.db'), outside);
      rmSync(part('coddle.db'));
      symlinkSync(outside, part('coddle.db'));
      const before = sumOf(outside);
      expect(await trial.restore(await packed())).toMatch(/is no backup of Coddle/);
      expect(sumOf(outside)).toEqual(before);
    });

    it('names files outside of it', async () => {
      const file = join(trial.machine.root, 'outside.tar.gz');
      const outside = ['--transform', 's,^other.txt$,../other.txt,', '-P'];
      writeFileSync(part('other.txt'), 'something');
      await run('tar', ['-czf', file, ...outside, '-C', parts, 'other.txt', 'backup.json']);
      expect(await trial.restore(file)).toMatch(/is damaged or only half there/);
      expect(existsSync(join(trial.machine.root, 'var/lib/other.txt'))).toBe(false);
    });
  });

  describe('the key', () => {
    it.each<[string, () => string, RegExp]>([
      ['another one', () => newFernetKey(), /was sealed with another key than this one: name the right one/],
      ['no key', () => 'password', /is no key of backups, which has 43 characters/],
      ['an empty file', () => '', /is no key of backups/],
    ])('is %s', async (_what, text, sentence) => {
      const file = join(trial.machine.root, 'key');
      writeFileSync(file, text());
      expect(await trial.call([trial.backup, '--key-file', file])).toMatch(sentence);
      expect(trial.kept()).toEqual({});
    });

    it('is that of this machine, or typed, or missing', async () => {
      const text = readFileSync(trial.key, 'utf8').trim();
      expect(await trial.call([trial.backup, '--key-file', 'nowhere'])).toMatch(
        /^There is no .*nowhere: name the file/,
      );
      expect(await trial.call([trial.backup])).toMatch(
        /only with its key: write what coddle backup --show-key printed/,
      );
      expect(await trial.call([trial.backup], {}, async () => 'nonsense')).toMatch(
        /^What was typed is no key/,
      );
      expect(trial.kept()).toEqual({});
      expect(await trial.call([trial.backup], {}, async () => `${text} `)).toBeUndefined();
      expect(await trial.call([trial.backup, '--replace'])).toBeUndefined();
      expect(trial.machine.out + trial.machine.err).not.toContain(text);
    });

    it('is not to blame for a clock in 1970', async () => {
      trial.machine.clock.advance(-trial.machine.clock.now().getTime());
      expect(await trial.restore()).toMatch(
        /made later than the clock of this machine says it is: set the clock/,
      );
    });
  });
});
