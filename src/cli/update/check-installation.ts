import { resolve } from 'node:path';
import { keyFilesIn, readAllKeys } from '../../auth/key-files.js';
import { makeFolder, openDatabase } from '../../storage/open-database.js';
import type { CliContext } from '../cli-context.js';
import { installedSettings } from '../installed-settings.js';
import { placesBelow, type Places } from '../places.js';
import { withCopy } from './dry-run.js';
import { asCliError } from './update-lock.js';

/**
 * Tells whether this release can work with the settings and the data: an update asks the new release before it
 * switches. What it opens is a copy.
 * @param copy the folder of a copy that is there already, and may be changed
 * @throws CoddleError saying what is wrong
 */
export async function checkInstallation(io: CliContext, copy?: string): Promise<void> {
  try {
    const text =
      copy === undefined
        ? await withCopy(io, installedSettings(io), (made) => open(io, made))
        : open(io, placesBelow(resolve(io.folder, copy)));
    io.stdout.write(text);
  } catch (error) {
    throw asCliError(error);
  }
}

function open({ clock }: CliContext, places: Places): string {
  const settings = installedSettings({ places, clock });
  const { length } = readAllKeys(keyFilesIn(settings));
  makeFolder(settings.dataDir);
  openDatabase(settings.dataDir).file.close();
  return `The settings, ${length} named ${length === 1 ? 'key' : 'keys'}, the database and the journal in it are sound.\n`;
}
