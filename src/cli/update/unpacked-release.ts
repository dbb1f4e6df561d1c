import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readSync } from 'node:fs';
import { join, relative } from 'node:path';
import { sumOf } from '../backup/sums.js';
import { CliError } from '../cli.errors.js';
import type { CliContext } from '../cli-context.js';
import { readSums, SUMS_FILE } from './checksums.js';
import { checkMachine, UNPACKING, type ReleaseFile } from './release-file.js';

/** How the head of an ELF file names the machines that there are releases for. */
const MACHINES: ReadonlyMap<number, string> = new Map([
  [0xb7, 'arm64'],
  [0x3e, 'x64'],
]);
const MACHINE_AT = 18;
const ELF_64_BIT = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2]);

/** What a version needs to be updated to, and to be gone back to. */
const NEEDED = ['dist/main.js', 'dist/server.cjs', 'dist/coddle.js', 'dist/libsql.node', 'deploy/guard.sh'];

/** As long as the server may take to be opened once on a slow machine, in milliseconds. */
const ONE_OPENING = 120_000;

/**
 * Unpacks a release into a new folder, and makes it ready to run.
 * @throws CliError when something in it is damaged, missing, too much, or for another machine
 */
export async function unpackRelease(
  io: CliContext,
  { path, list, version }: ReleaseFile,
  draft: string,
): Promise<void> {
  mkdirSync(draft, { recursive: true });
  // Only what was checked, by its whole name: nothing in a list of names is an option or a pattern.
  const checked = ['--null', '--no-recursion', '--verbatim-files-from', '--files-from', list];
  const words = ['-xzf', path, '-C', draft, '--strip-components=1', '--no-same-owner', ...checked];
  const { code, stderr } = await io.run('tar', words, { timeout: UNPACKING, variables: { LC_ALL: 'C' } });
  if (code !== 0)
    throw new CliError(`The release cannot be unpacked: ${lastLine(stderr)}. Is the disk full?`);
  checkFiles(draft);
  checkRelease(draft, version);
  checkMachine(version, machineOf(join(draft, 'dist/libsql.node')));
  await keepCode(io, draft);
  await mustRun(io, 'chmod', ['-R', 'u=rwX,go=rX', draft]);
  // A power cut after the switch must find all of it on the disk.
  await mustRun(io, 'sync', ['-f', draft]);
}

/**
 * @param release the folder of a release
 * @throws CliError when it cannot be updated to or gone back to in the way of `coddle update`
 */
export function checkRelease(release: string, version: string): void {
  const missing = NEEDED.find((file) => !existsSync(join(release, file)));
  if (missing === undefined) return;
  throw new CliError(
    `Coddle ${version} has no ${missing}, without which it cannot be switched to: install it with its own deploy/install.sh`,
  );
}

/** Every file must be as the list says, and none may be beyond it. */
function checkFiles(draft: string): void {
  const sums = readSums(join(draft, SUMS_FILE));
  if (sums === undefined) throw new CliError(`This release has no ${SUMS_FILE} inside: fetch it again`);
  const files = filesBelow(draft).filter((file) => file !== SUMS_FILE);
  const wrong =
    [...sums.keys()].find((file) => !files.includes(file)) ??
    files.find((file) => sums.get(file) !== sumOf(join(draft, file)).sha256);
  if (wrong === undefined) return;
  throw new CliError(`${wrong} in this release is damaged, missing or too much: fetch the .tar.gz again`);
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));

/** The machine that a program is made for; a word for it when it is none that we know. */
function machineOf(file: string): string {
  const head = Buffer.alloc(MACHINE_AT + 2);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, head);
  } finally {
    closeSync(descriptor);
  }
  const isProgram = head.subarray(0, ELF_64_BIT.length).equals(ELF_64_BIT);
  return (isProgram ? MACHINES.get(head.readUInt16LE(MACHINE_AT)) : undefined) ?? 'another system';
}

/** What V8 makes of the server depends on this machine's Node; without it the server only opens more slowly. */
async function keepCode(io: CliContext, draft: string): Promise<void> {
  const options = { folder: draft, timeout: ONE_OPENING };
  const { code } = await io.run(process.execPath, [join(draft, 'dist/keep-code.js')], options);
  if (code !== 0) io.stdout.write('The compiled code could not be kept, so the server opens more slowly.\n');
}

async function mustRun(io: CliContext, program: string, words: readonly string[]): Promise<void> {
  const { code, stderr } = await io.run(program, words, { timeout: UNPACKING });
  if (code !== 0) throw new CliError(`The release cannot be put in its place: ${lastLine(stderr)}`);
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
