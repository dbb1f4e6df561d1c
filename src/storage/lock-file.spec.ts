import { buildSync } from 'esbuild';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { StorageFolders } from '../../test/harness/storage-folder.js';
import { LOCK_FILE, LockFile } from './lock-file.js';
import { isAlive, thisProcess, type LockHolder } from './lock-holder.js';

const NOW = new Date('2026-03-01T12:00:00Z');
/** No system gives a process so high a number. */
const NO_PROCESS = 2 ** 30;

const living = thisProcess('living', NOW);
const dead: LockHolder = { ...living, token: 'dead', pid: NO_PROCESS };

describe('LockFile', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());

  const lockedBy = (holder: unknown, others: Readonly<Record<string, unknown>> = {}): string => {
    const files = { [LOCK_FILE]: holder, ...others };
    const texts = Object.entries(files).map(([name, value]) => [name, JSON.stringify(value)] as const);
    return folders.make(new Map(texts.map(([name, text]) => [name, Buffer.from(text)])));
  };
  const holderIn = (folder: string) =>
    JSON.parse(readFileSync(join(folder, LOCK_FILE), 'utf8')) as LockHolder;

  it('names the process, the machine and since when', () => {
    const folder = folders.make();
    LockFile.take(folder, NOW);
    const expected = { pid: process.pid, host: hostname(), since: NOW.toISOString() };
    expect(holderIn(folder)).toMatchObject(expected);
    expect(readdirSync(folder)).toEqual([LOCK_FILE]);
  });

  it('refuses while the holder lives, and names it', () => {
    const folder = lockedBy(living);
    expect(() => LockFile.take(folder, NOW)).toThrow('Another server is using the database');
    try {
      LockFile.take(folder, NOW);
    } catch (error) {
      const who = `process ${process.pid} on ${hostname()}, since 2026-03-01T12:00:00.000Z`;
      expect(error).toMatchObject({ reason: 'in-use', problem: expect.stringContaining(who) as string });
    }
    expect(readdirSync(folder)).toEqual([LOCK_FILE]);
    expect(holderIn(folder)).toEqual(living);
  });

  it('admits the next process once it is released', () => {
    const folder = folders.make();
    LockFile.take(folder, NOW).release();
    expect(existsSync(join(folder, LOCK_FILE))).toBe(false);
    LockFile.take(folder, NOW);
  });

  it("never releases another's lock", () => {
    const folder = folders.make();
    const lock = LockFile.take(folder, NOW);
    writeFileSync(join(folder, LOCK_FILE), JSON.stringify(living));
    lock.release();
    expect(holderIn(folder)).toEqual(living);
  });

  it.each([
    ['of a process that is gone', dead],
    ['of a process whose number another one has by now', { ...living, began: '1' }],
    ['from before the last start of the machine', { ...living, boot: 'an earlier one' }],
    ['that a power cut tore', 'torn'],
    ['that says nothing', null],
  ])('takes over a lock %s', (_, holder) => {
    const folder = lockedBy(holder);
    LockFile.take(folder, NOW);
    expect(holderIn(folder).pid).toBe(process.pid);
    expect(readdirSync(folder)).toEqual([LOCK_FILE]);
  });

  it('treats the lock of another machine as held', () => {
    expect(isAlive({ ...dead, host: 'elsewhere' })).toBe(true);
  });

  it('compares the time of the last boot where the system has no boot id', () => {
    expect(isAlive({ ...living, boot: undefined, since: '2001-01-01T00:00:00Z' })).toBe(false);
    expect(isAlive({ ...living, boot: undefined, since: new Date().toISOString() })).toBe(true);
  });

  it('continues the takeover of a process that died during it', () => {
    const folder = lockedBy(dead);
    const [name] = heirNames(folder);
    writeFileSync(join(folder, name!), JSON.stringify({ ...dead, token: 'successor' }));
    LockFile.take(folder, NOW);
    expect(readdirSync(folder)).toEqual([LOCK_FILE]);
  });

  it('refuses during the takeover of another process', () => {
    const folder = lockedBy(dead);
    const [name] = heirNames(folder);
    writeFileSync(join(folder, name!), JSON.stringify(living));
    expect(() => LockFile.take(folder, NOW)).toThrow('Another server');
    expect(holderIn(folder)).toEqual(dead);
  });

  /** The name that the takeover of this folder's lock goes by, found by watching one in a copy. */
  function heirNames(folder: string): string[] {
    const names: string[] = [];
    const seen = jest.spyOn(jest.requireActual<typeof import('node:fs')>('node:fs'), 'linkSync');
    LockFile.take(lockedBy(holderIn(folder)), NOW);
    for (const [, to] of seen.mock.calls) if (String(to).includes('.after-')) names.push(String(to));
    seen.mockRestore();
    return names.map((name) => name.slice(name.lastIndexOf('/') + 1));
  }
});

describe('LockFile among processes', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());
  const RACERS = 6;

  /** A program that waits for a word, tries to take the lock, says how it went and waits for the end. */
  function racerProgram(): string {
    const program = join(folders.make(), 'racer.mjs');
    const source = `
      import { LockFile } from './lock-file.ts';
      process.stdout.write('ready ');
      process.stdin.once('data', () => {
        try { LockFile.take(process.argv[2], new Date()); process.stdout.write('won'); }
        catch (error) { process.stdout.write(error.reason ?? String(error)); }
      });`;
    buildSync({
      stdin: { contents: source, resolveDir: join(process.cwd(), 'src/storage'), loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: program,
    });
    return program;
  }

  async function race(program: string, folder: string): Promise<string[]> {
    const racers = Array.from({ length: RACERS }, () => spawn(process.execPath, [program, folder]));
    const hear = async () => {
      const words = await Promise.all(racers.map(({ stdout }) => once(stdout, 'data')));
      return words.map(String);
    };
    await hear();
    const outcomes = hear();
    for (const { stdin } of racers) stdin.write('go');
    const heard = await outcomes;
    await Promise.all(racers.map((racer) => (racer.kill('SIGKILL'), once(racer, 'exit'))));
    return heard;
  }

  it('admits exactly one of several, with a free lock and after a killed process, repeatedly', async () => {
    const program = racerProgram();
    const folder = folders.make();
    for (let round = 0; round < 6; round++) {
      const outcomes = await race(program, folder);
      expect(outcomes.sort()).toEqual([...Array<string>(RACERS - 1).fill('in-use'), 'won']);
    }
    expect(readdirSync(folder).filter((name) => name.includes('after'))).toEqual([]);
  }, 30_000);
});
