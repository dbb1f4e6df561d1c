import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readEnvironment, readUsableSettings, type UsableSettings } from '../config/environment.js';
import { SETTINGS } from '../config/settings.js';
import { CoddleError } from '../shared/errors.js';
import { CliError } from './cli.errors.js';
import type { CliContext } from './cli-context.js';
import { installedVariables } from './installed-settings.js';

/** A server of this machine that a command of the owner may speak to. */
export interface ServerHere {
  /** Its settings, as far as each can be used. */
  readonly settings: UsableSettings;
  /** What keeps the settings as a whole from being used; undefined when nothing does. */
  readonly problem: CoddleError | undefined;
  /** The folder of the named keys. */
  readonly keysDir: string;
  /** Whether it is the installed service; else somebody started it in `folder`. */
  readonly isInstalled: boolean;
  readonly folder: string;
}

type Needs = Pick<CliContext, 'variables' | 'folder' | 'places' | 'clock'>;

/**
 * The servers that may be meant, the likeliest first: that which would read its settings here, from the environment
 * and the folder `config` or CONFIG_DIR, as `npm start` does; then the installed service. With CODDLE_ROOT only the
 * installation below that folder is meant.
 * @throws CliError when there are no settings of any server
 */
export function serversHere(io: Needs): readonly [ServerHere, ...ServerHere[]] {
  const { places } = io;
  if (!places.isLive) return [installedServer(io)];
  const installed = existsSync(places.etc) ? [installedServer(io)] : [];
  const [first, ...more] = hasSettings(io) ? [serverOfFolder(io), ...installed] : installed;
  if (first !== undefined) return [first, ...more];
  const config = configDirOf(io);
  throw new CliError(
    `There are no settings of a server in ${config}, in ${places.etc} or in the environment: run this in the folder where the server was started.`,
  );
}

/** How such a server is started. */
export const howToStart = ({ isInstalled, folder }: ServerHere): string =>
  isInstalled ? 'sudo systemctl start coddle' : `npm start in ${folder}`;

const CREDENTIALS = ['credentials.enc', 'credentials.json'];

/** Whether a server that is started in the current folder, with this environment, would find a key of its own. */
function hasSettings(io: Needs): boolean {
  const config = configDirOf(io);
  if (config === io.places.etc) return false;
  return Boolean(io.variables['API_KEY']) || CREDENTIALS.some((file) => existsSync(join(config, file)));
}

const configDirOf = ({ folder, variables }: Needs): string =>
  resolve(folder, variables['CONFIG_DIR'] || 'config');

function serverOfFolder({ variables, folder, clock }: Needs): ServerHere {
  const settings = readUsableSettings(variables, folder, clock.now());
  return {
    settings,
    problem: problemOf(() => readEnvironment(variables, folder, clock.now())),
    keysDir: settings.configDir,
    isInstalled: false,
    folder,
  };
}

/** The environment of the command counts before what the service was given. */
function installedServer({ variables, places, clock }: Needs): ServerHere {
  const { root, etc } = places;
  const own: NodeJS.ProcessEnv = {};
  for (const name of NAMES) if (variables[name]) own[name] = variables[name];
  let given: NodeJS.ProcessEnv = { CONFIG_DIR: etc, DATA_DIR: places.data };
  const unreadable = problemOf(() => (given = installedVariables({ places })));
  const all = { ...given, ...own };
  return {
    settings: readUsableSettings(all, root, clock.now()),
    problem: unreadable ?? problemOf(() => readEnvironment(all, root, clock.now())),
    // What systemd hands over lies in memory: keys made there would not outlive a restart.
    keysDir: variables['CONFIG_DIR'] || etc,
    isInstalled: true,
    folder: root,
  };
}

const NAMES = Object.values(SETTINGS).map(({ variable }) => variable);

function problemOf(read: () => unknown): CoddleError | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof CoddleError) return error;
    throw error;
  }
}
