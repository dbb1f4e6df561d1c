import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnvironmentFile } from '../config/environment-file.js';
import { readEnvironment, type Environment } from '../config/environment.js';
import { CliError } from './cli.errors.js';
import type { CliContext } from './cli-context.js';

/** Where the drop-in for systemd's credentials lays them while the service runs (deploy/coddle-credentials.conf). */
const HANDED_OVER = 'run/coddle';

/**
 * The variables of the installed service: what its unit sets, and `coddle.env`, which counts before that.
 * @throws CliError when `coddle.env` cannot be read
 */
export function installedVariables({ places }: Pick<CliContext, 'places'>): NodeJS.ProcessEnv {
  const { root, etc, data } = places;
  const handedOver = join(root, HANDED_OVER);
  const configDir = existsSync(join(handedOver, 'credentials.json')) ? handedOver : etc;
  return { CONFIG_DIR: configDir, DATA_DIR: data, ...parseEnvironmentFile(textOf(join(etc, 'coddle.env'))) };
}

/**
 * The settings of the installed service, as it reads them.
 * @throws InvalidSettingsError naming everything that is wrong
 * @throws CliError when `coddle.env` cannot be read
 */
export const installedSettings = (io: Pick<CliContext, 'places' | 'clock'>): Environment =>
  readEnvironment(installedVariables(io), io.places.root, io.clock.now());

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return '';
    throw new CliError(`${file} cannot be read (${code}): run this with sudo`, { cause: error });
  }
}
