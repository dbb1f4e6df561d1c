import { Command } from 'commander';
import { resolve } from 'node:path';
import { keysFileIn, readKeys } from '../../config/keys-file.js';
import { makeFolder, openDatabase } from '../../storage/open-database.js';
import { asCliError } from './update-lock.js';
import type { CliContext } from '../cli-context.js';
import { installedSettings } from '../installed-settings.js';
import { placesBelow, type Places } from '../places.js';
import { withCopy } from './dry-run.js';

/** Tells whether this version can work with the settings and the data. What it opens is a copy. */
export const checkCommand = (io: CliContext): Command =>
  new Command('check')
    .description('tells whether the settings are sound, and opens a copy of the data to see whether that is')
    .option('--copy <folder>', 'takes the copy of an installation below this folder, which it may change')
    .action(async ({ copy }: { copy?: string }) => {
      try {
        const found =
          copy === undefined
            ? await withCopy(io, installedSettings(io), (made) => look(io, made))
            : look(io, placesBelow(resolve(io.folder, copy)));
        io.stdout.write(found);
      } catch (error) {
        throw asCliError(error);
      }
    });

/** What is well. @throws CoddleError saying what is not */
function look({ clock }: CliContext, places: Places): string {
  const settings = installedSettings({ places, clock });
  const { length } = readKeys(keysFileIn(settings.configDir));
  makeFolder(settings.dataDir);
  openDatabase(settings.dataDir).file.close();
  return `The settings, ${length} named ${length === 1 ? 'key' : 'keys'}, the database and the journal in it are sound.\n`;
}
