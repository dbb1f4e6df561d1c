import { Command } from 'commander';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../cli.errors.js';
import type { CliContext } from '../cli-context.js';
import { installedSettings } from '../installed-settings.js';
import { withUpdateLock } from './update-lock.js';
import { RunningServer } from './running-server.js';
import type { Releases } from './releases.js';
import { refuseDuringCook } from './running-cook.js';
import { Switching } from './switching.js';
import { tryRelease } from './dry-run.js';
import { checkRelease } from './unpacked-release.js';
import { examples } from '../examples.js';

/** Brings the version before to run again; called twice, it returns to the one of now. */
export const rollbackCommand = (io: CliContext): Command =>
  new Command('rollback')
    .description('Returns to the release that ran before the last update or rollback.')
    .option('--force', 'returns even during a cook, which continues')
    .addHelpText('after', examples('rollback'))
    .action(({ force = false }: { force?: boolean }) =>
      withUpdateLock(io, (releases) => rollBack(io, releases, force)),
    );

async function rollBack(io: CliContext, releases: Releases, force: boolean): Promise<void> {
  const settings = installedSettings(io);
  const server = new RunningServer(io, settings);
  const switching = new Switching(io, server);
  const allow = () => refuseDuringCook(io, server, force);
  await switching.finish(allow);
  const { current, previous } = releases;
  if (previous === undefined) {
    throw new CliError(`There is no version before ${current} on this machine: nothing was changed`);
  }
  const release = releases.folderOf(previous);
  checkRelease(release, previous);
  await allow();
  try {
    await tryRelease(io, settings, release, previous);
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    throw new CliError(`${error.message}\n${wayBack(io, releases)}`, { cause: error });
  }
  await switching.to(previous);
  io.stdout.write(`Coddle ${previous} runs. coddle rollback returns to ${current}.\n`);
}

/** An older version may not be able to read what a newer one has made of the data. */
function wayBack({ places }: CliContext, releases: Releases): string {
  const { current, previous = '' } = releases;
  const since = statSync(releases.folderOf(current)).ctimeMs;
  const backup = newestBefore(since, places.backups);
  if (backup === undefined) {
    return `Coddle ${current} goes on, and there is no backup in ${places.backups} from before it came.`;
  }
  return (
    `Coddle ${current} goes on. To have ${previous} with the data of then, without what came since:\n` +
    `  sudo ${join(releases.folderOf(previous), 'deploy/install.sh')}\n  sudo coddle restore --replace ${backup}`
  );
}

function newestBefore(instant: number, folder: string): string | undefined {
  const backups = filesIn(folder)
    .map((file) => ({ file, at: statSync(file).mtimeMs }))
    .filter(({ at }) => at < instant);
  return backups.sort((one, other) => other.at - one.at)[0]?.file;
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(folder, entry.name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
