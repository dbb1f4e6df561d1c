import { Command, InvalidArgumentError } from 'commander';
import { join } from 'node:path';
import { CliError } from '../cli.errors.js';
import type { CliContext } from '../cli-context.js';
import { installedSettings } from '../installed-settings.js';
import { withUpdateLock } from './update-lock.js';
import { RunningServer } from './running-server.js';
import { textOf, writeWhole } from './symlinks.js';
import { inspectReleaseFile, type ReleaseFile } from './release-file.js';
import { pinKey } from './release-signature.js';
import type { Releases } from './releases.js';
import { refuseDuringCook } from './running-cook.js';
import { Switching } from './switching.js';
import { tryRelease } from './dry-run.js';
import { unpackRelease } from './unpacked-release.js';
import { compareVersions } from './version.js';
import { examples } from '../examples.js';

interface Options {
  readonly sha256?: string;
  readonly force?: boolean;
  readonly allowUnsigned?: boolean;
}

/** Brings a newer release to run; the one before runs again when that does not get ready. */
export const updateCommand = (io: CliContext): Command =>
  new Command('update')
    .description(
      'Installs the release in a .tar.gz, and returns to the current release if it does not become ready.',
    )
    .argument('<tarball>', 'coddle-<version>-linux-<machine>.tar.gz')
    .option('--sha256 <sum>', 'the SHA-256 that the file must have, 64 hexadecimal digits', asSum)
    .option('--force', 'updates even during a cook, which continues')
    .option('--allow-unsigned', 'accepts a release whose signature is missing or cannot be verified')
    .addHelpText('after', examples('update coddle-1.2.0-linux-arm64.tar.gz'))
    .action((tarball: string, options: Options) =>
      withUpdateLock(io, (releases) => update(io, releases, tarball, options)),
    );

async function update(
  io: CliContext,
  releases: Releases,
  tarball: string,
  { sha256, force = false, allowUnsigned }: Options,
): Promise<void> {
  const settings = installedSettings(io);
  const server = new RunningServer(io, settings);
  const switching = new Switching(io, server);
  const allow = () => refuseDuringCook(io, server, force);
  const file = await inspectReleaseFile(io, tarball, releases.incoming, { sha256, allowUnsigned });
  await switching.finish(allow);
  if (!isNewer(io, file, releases.current)) return;
  await unpackRelease(io, file, releases.draft);
  io.stdout.write(`Coddle ${file.version} is unpacked, and every file in it is as it was packed.\n`);
  await allow();
  await tryRelease(io, settings, releases.draft, file.version);
  releases.place(file.version);
  await switchOrRemove(switching, releases, file.version);
  takeGuardOf(io, releases);
  pinKey(io, releases.folderOf(releases.current));
  releases.removeOthers();
  io.stdout.write(`Coddle ${file.version} runs. coddle rollback goes back to ${releases.previous}.\n`);
}

/** @throws CliError for an older one */
function isNewer({ stdout }: CliContext, { version }: ReleaseFile, current: string): boolean {
  const order = compareVersions(version, current);
  if (order < 0) {
    throw new CliError(
      `Coddle ${version} is older than ${current}, which runs: coddle rollback goes back to the version before, and an older one is installed with its own deploy/install.sh`,
    );
  }
  if (order === 0) stdout.write(`Coddle ${current} runs already: there is nothing to do.\n`);
  return order > 0;
}

async function switchOrRemove(switching: Switching, releases: Releases, version: string): Promise<void> {
  try {
    await switching.to(version);
  } catch (error) {
    releases.remove(version);
    throw error;
  }
}

/** The newest guard stays, also when an older version is gone back to. */
function takeGuardOf({ places }: CliContext, releases: Releases): void {
  const newest = textOf(join(releases.folderOf(releases.current), 'deploy/guard.sh'));
  const guard = join(places.opt, 'guard');
  if (newest !== undefined && newest !== textOf(guard)) writeWhole(guard, newest, 0o755);
}

function asSum(text: string): string {
  if (/^[0-9a-f]{64}$/i.test(text)) return text;
  throw new InvalidArgumentError('A SHA-256 has 64 hexadecimal digits, as sha256sum prints them.');
}
