import { existsSync } from 'node:fs';
import type { CliContext } from './cli-context.js';
import { installedVariables } from './installed-settings.js';

/** The npm scripts of package.json that run `coddle`. */
const NPM_SCRIPTS: ReadonlySet<string | undefined> = new Set(['coddle', 'key', 'credentials', 'journal']);

type Needs = Pick<CliContext, 'places' | 'variables'>;

/**
 * The settings that keys, credentials and journal go by. In a checkout, where npm runs the command or nothing is
 * installed, they are the environment's own; else those of the installed service come first.
 */
export function variablesHere({ places, variables }: Needs): NodeJS.ProcessEnv {
  if (places.isLive && (isRunByNpm(variables) || !existsSync(places.etc))) return variables;
  // What systemd hands over lies in memory: keys made there would not outlive a restart.
  return { ...installedVariables({ places }), CONFIG_DIR: places.etc, ...variables };
}

/** How the operator calls this program. */
export const programName = (variables: NodeJS.ProcessEnv): string =>
  isRunByNpm(variables) ? 'npm run coddle --' : 'coddle';

const isRunByNpm = (variables: NodeJS.ProcessEnv): boolean =>
  NPM_SCRIPTS.has(variables['npm_lifecycle_event']);
