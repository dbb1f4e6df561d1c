import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TestMachine, ran } from '../../../test/harness/test-machine.js';
import type { Ran } from '../run-program.js';
import { inspectReleaseFile } from './release-file.js';

const NAME = `coddle-1.2.0-linux-${process.arch}.tar.gz`;
const CONTENT = 'not really packed';
const SUM = createHash('sha256').update(CONTENT).digest('hex');
const line = (path: string, kind = '-') => `${kind}rw-r--r-- 0/0     548 2026-11-21 20:41 ${path}`;
const SOUND = [line('coddle-1.2.0/', 'd'), line('coddle-1.2.0/dist/main.js')];

describe('inspectReleaseFile', () => {
  let machine: TestMachine;
  afterEach(() => machine.clear());

  const incoming = () => join(machine.root, `incoming-${randomUUID()}`);

  function inspect(
    lines: readonly string[] | Ran,
    { name = NAME, sha256 = undefined as string | undefined, allowUnsigned = true } = {},
  ) {
    machine ??= new TestMachine();
    machine = new TestMachine({
      tar: () => (Array.isArray(lines) ? ran(`${lines.join('\n')}\n`) : (lines as Ran)),
    });
    machine.write(`/${name}`, CONTENT);
    return inspectReleaseFile(machine.io(), name, incoming(), { sha256, allowUnsigned });
  }

  it('takes a whole release of this machine, and says that only the sums inside speak for it', async () => {
    const file = await inspect(SOUND);
    expect(file.version).toBe('1.2.0');
    expect(machine.out).toContain(
      `No SHA256SUMS beside ${NAME} names its sum, so the sums inside it are relied on.\n`,
    );
  });

  it('works on a copy that only this user can open, and lists what may be unpacked of it', async () => {
    const { path, list } = await inspect(SOUND);
    machine.write(`/${NAME}`, 'changed meanwhile');
    expect(readFileSync(path, 'utf8')).toBe(CONTENT);
    expect(readFileSync(list, 'utf8')).toBe('coddle-1.2.0/\0coddle-1.2.0/dist/main.js\0');
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(statSync(join(path, '..')).mode & 0o077).toBe(0);
    expect(machine.ran[0]).toContain(` -tvzf ${path}`);
  });

  it('compares the sum that it is given, in whatever case', async () => {
    await inspect(SOUND, { sha256: SUM.toUpperCase() });
    expect(machine.out).toContain(`${NAME} has the sum that it should have.\n`);
    await expect(inspect(SOUND, { sha256: '0'.repeat(64) })).rejects.toThrow('does not have the sum');
    expect(machine.ran).toEqual([]);
  });

  it('compares the sum in the list beside it', async () => {
    await inspect(SOUND);
    machine.write('/SHA256SUMS', `${'0'.repeat(64)}  another.tar.gz\n${SUM}  ${NAME}\n`);
    await inspectReleaseFile(machine.io(), NAME, incoming(), { allowUnsigned: true });
    machine.write('/SHA256SUMS', `${'0'.repeat(64)}  ${NAME}\n`);
    await expect(inspectReleaseFile(machine.io(), NAME, incoming(), { allowUnsigned: true })).rejects.toThrow(
      'does not have the sum',
    );
  });

  it('refuses one that is not there, and a folder', async () => {
    await inspect(SOUND);
    for (const name of ['nothing.tar.gz', '.']) {
      await expect(inspectReleaseFile(machine.io(), name, incoming())).rejects.toThrow(
        `${name} is not there`,
      );
    }
  });

  it('refuses half a file', async () => {
    await expect(inspect(ran(SOUND.join('\n'), 2))).rejects.toThrow('is not a whole .tar.gz: fetch it again');
  });

  it.each([
    ['an absolute path', [...SOUND, line('/etc/passwd')]],
    ['a way up', [...SOUND, line('coddle-1.2.0/../up')]],
    ['another folder', [...SOUND, line('coddle-1.2.00/dist/main.js')]],
    ['a link', [...SOUND, line('coddle-1.2.0/link -> /etc', 'l')]],
    ['an empty segment', [...SOUND, line('coddle-1.2.0//dist/more.js')]],
    ['an empty segment at the end', [...SOUND, line('coddle-1.2.0/dist/')]],
    ['two of them in a folder', [...SOUND, line('coddle-1.2.0/dist//', 'd')]],
    ['a dot', [...SOUND, line('coddle-1.2.0/./dist/more.js')]],
    ['the folder as a file', [line('coddle-1.2.0')]],
    ['an escaped character', [...SOUND, line('coddle-1.2.0/dist/\\n.js')]],
    ['a blank', [...SOUND, line('coddle-1.2.0/dist/main.js -> x')]],
    ['the same file twice', [...SOUND, line('coddle-1.2.0/dist/main.js')]],
    [
      'a file in the place of a folder',
      [...SOUND, line('coddle-1.2.0/dist', 'd'), line('coddle-1.2.0/dist')],
    ],
    ['a device', [...SOUND, 'crw-r--r-- 0/0 1,3 2026-11-21 20:41 coddle-1.2.0/null']],
    ['what cannot be read', [...SOUND, 'strange']],
  ])('refuses %s', async (_what, lines) => {
    await expect(inspect(lines)).rejects.toThrow('which has no place in a release, so nothing was unpacked');
  });

  it.each([[[]], [[line('/etc/passwd')]], [[line('other-1.2.0/')]], [[line('coddle-one/')]]])(
    'refuses what is no release: %j',
    async (lines) => {
      await expect(inspect(lines)).rejects.toThrow('is not a release of Coddle');
    },
  );

  it('refuses another machine, by the name', async () => {
    await expect(inspect(SOUND, { name: 'coddle-1.2.0-linux-mips.tar.gz' })).rejects.toThrow(
      `made for mips and this machine is ${process.arch}: take ${NAME}`,
    );
  });

  it('refuses a name that tells another version, and takes one that tells none', async () => {
    const changed = NAME.replace('1.2.0', '1.3.0');
    await expect(inspect(SOUND, { name: changed })).rejects.toThrow('holds Coddle 1.2.0');
    expect(await inspect(SOUND, { name: 'release (1).tgz' })).toMatchObject({ version: '1.2.0' });
  });
});
