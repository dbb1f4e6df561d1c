import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SRC = join(ROOT, 'src');

/** The rooms, from the ground up; a room imports only from floors below its own. */
const FLOORS = [
  ['shared'],
  ['config', 'http', 'storage'],
  ['safety'],
  ['auth', 'bootstrap', 'device'],
  ['cooking'],
  ['history', 'owner'],
  ['health'],
  ['cli', 'documents'],
] as const;
/** A program of its own beside the server, which knows nothing of it. */
const BESIDE = 'cli';
/** Folders that hold no Nest module. */
const NO_MODULES: ReadonlySet<string> = new Set(['bootstrap', 'http']);
/** Stands outside: nobody imports it, and it knows only what every room knows. */
const OUTSIDE = 'simulator';
const LONGEST_FILE = 300;

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));

const sources = filesBelow(SRC).filter((file) => !/\.spec\.ts$/.test(file));

/** What a file imports, exports from or loads later, as written. */
function importsOf(file: string): string[] {
  const imports = ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles;
  return imports.map(({ fileName }) => fileName);
}

/** The room of a file; undefined for the front door. */
function roomOf(file: string): string | undefined {
  const [first, ...rest] = relative(SRC, file).split(sep);
  return rest.length === 0 ? undefined : first;
}

const floorOf = (room: string): number =>
  FLOORS.findIndex((rooms) => (rooms as readonly string[]).includes(room));

interface Crossing {
  readonly file: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

const crossings: readonly Crossing[] = sources.flatMap((file) =>
  importsOf(file)
    .filter((target) => target.startsWith('.'))
    .map((target) => ({
      file: relative(ROOT, file),
      from: roomOf(file),
      to: roomOf(resolve(dirname(file), target)),
    }))
    .filter(({ from, to }) => from !== to),
);

describe('The house', () => {
  it('has every room on a floor', () => {
    const rooms = new Set(sources.map(roomOf).filter((room) => room !== undefined && room !== OUTSIDE));
    expect([...rooms].filter((room) => floorOf(room!) === -1)).toEqual([]);
    expect([...rooms].sort()).toEqual(FLOORS.flat().toSorted());
  });

  it('imports only from floors below', () => {
    const upwards = crossings.filter(
      ({ from, to }) =>
        from !== undefined && from !== OUTSIDE && (to === undefined || floorOf(to) >= floorOf(from)),
    );
    expect(upwards).toEqual([]);
    expect(crossings.length).toBeGreaterThan(50);
  });

  it('keeps the simulator outside', () => {
    expect(crossings.filter(({ from, to }) => to === OUTSIDE && from !== OUTSIDE)).toEqual([]);
    expect(crossings.filter(({ from, to }) => from === OUTSIDE && to !== 'shared')).toEqual([]);
  });

  it('lets app.module alone know every room', () => {
    const modules = crossings.filter(
      ({ from, file }) => from === undefined && file.endsWith('app.module.ts'),
    );
    const known = new Set(modules.map(({ to }) => to));
    const ofTheServer = FLOORS.flat().filter((room) => room !== BESIDE && !NO_MODULES.has(room));
    expect([...known].sort()).toEqual(ofTheServer.toSorted());
  });

  it('reads the process environment in config only', () => {
    const readers = sources.filter((file) => readFileSync(file, 'utf8').includes('process.env'));
    // The simulator is no part of the server, and has settings of its own.
    expect(readers.map(roomOf).filter((room) => room !== 'config' && room !== OUTSIDE)).toEqual([]);
  });

  it('reaches the database driver through its adapter only', () => {
    const users = sources.filter((file) =>
      importsOf(file).some((target) => target.split('/')[0] === 'libsql'),
    );
    expect(users.map((file) => relative(SRC, file))).toEqual([join('storage', 'sqlite-file.ts')]);
  });

  it('has no file of more than 300 lines', () => {
    const files = [...filesBelow(SRC), ...filesBelow(join(ROOT, 'test'))];
    const long = files.filter((file) => readFileSync(file, 'utf8').split('\n').length > LONGEST_FILE);
    expect(long.map((file) => relative(ROOT, file))).toEqual([]);
  });

  it('names no file for nothing', () => {
    const vague = sources.filter((file) =>
      /(util|common|helper|misc|manager)s?\b/i.test(relative(SRC, file)),
    );
    expect(vague).toEqual([]);
  });
});
