import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OWNER_KEYS_FILE, ownerKeysFileIn } from '../../auth/owner-keys-file.js';
import type { Environment } from '../../config/environment.js';
import { formatEnvironmentFile, parseEnvironmentFile } from '../../config/environment-file.js';
import { readPrivateFile } from '../../config/private-file.js';
import { KEY_FILE } from '../../storage/journal-key.js';
import { DATABASE_FILE } from '../../storage/open-database.js';
import { snapshot } from '../../storage/snapshot.js';
import { CliError } from '../cli.errors.js';
import type { CliContext } from '../cli-context.js';
import { placesBelow, type Places } from '../places.js';
import { textOf } from './symlinks.js';
import { Releases } from './releases.js';

const SETTINGS_FILES = ['credentials.json', 'credentials.enc', 'keys.json'];
/** To open a database reads all of it. In milliseconds. */
const ONE_CHECK = 300_000;

/** Makes a copy of the settings and of the data, which may be in use, for as long as it is worked with. */
export async function withCopy<Result>(
  { places }: CliContext,
  settings: Environment,
  work: (copy: Places) => Result | Promise<Result>,
): Promise<Result> {
  const folder = new Releases(places).dryRun;
  const copy = placesBelow(folder);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    copySettings(places, settings, copy);
    copyData(settings, copy);
    return await work(copy);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function copySettings({ etc }: Places, { configDir }: Environment, copy: Places): void {
  mkdirSync(copy.etc, { recursive: true });
  for (const file of SETTINGS_FILES) {
    if (existsSync(join(configDir, file))) copyFileSync(join(configDir, file), join(copy.etc, file));
  }
  const variables = { ...parseEnvironmentFile(textOf(join(etc, 'coddle.env')) ?? '') };
  // Else the copy would lead to what it is a copy of.
  for (const folder of ['CONFIG_DIR', 'DATA_DIR']) delete variables[folder];
  writeFileSync(join(copy.etc, 'coddle.env'), formatEnvironmentFile(variables), { mode: 0o600 });
}

function copyData({ dataDir }: Environment, copy: Places): void {
  mkdirSync(copy.data, { recursive: true, mode: 0o700 });
  const ownerKeys = readPrivateFile(ownerKeysFileIn(dataDir));
  if (ownerKeys !== undefined) writeFileSync(join(copy.data, OWNER_KEYS_FILE), ownerKeys, { mode: 0o600 });
  if (!existsSync(join(dataDir, DATABASE_FILE))) return;
  snapshot(dataDir, join(copy.data, DATABASE_FILE));
  if (existsSync(join(dataDir, KEY_FILE))) copyFileSync(join(dataDir, KEY_FILE), join(copy.data, KEY_FILE));
}

/**
 * Lets a release try the settings and the data of today, on a copy of both.
 * @param release its folder
 * @throws CliError with what it says when it does not take them
 */
export async function tryRelease(
  io: CliContext,
  settings: Environment,
  release: string,
  version: string,
): Promise<void> {
  await withCopy(io, settings, async (copy) => {
    const words = [join(release, 'dist/coddle.js'), 'check', '--copy', copy.root];
    const { code, stderr } = await io.run(process.execPath, words, { timeout: ONE_CHECK });
    if (code === 0) return;
    const said = stderr.replaceAll(copy.root, io.places.isLive ? '' : io.places.root).trim();
    throw new CliError(`Coddle ${version} cannot work with the settings and data of today:\n${said}`);
  });
  io.stdout.write(`Coddle ${version} takes the settings and the data, as a copy of them shows.\n`);
}
